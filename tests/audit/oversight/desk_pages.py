"""What stands on a page of the desk."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.audit.door import made

LIST = "/desk/"


def decided(place, *flags, home=None, body=None, **given):
    facets = {"home": (home or place.home).pk, "door": "family", "outcome": "share", "flags": list(flags)}
    return made(place, facets=facets, body=body or {"says": "x"}, **given)


def page(client, url=LIST, status=200):
    response = client.get(url)
    assert response.status_code == status, url
    return BeautifulSoup(response.content, "html5lib")


def words(found):
    return " ".join(found.main.get_text(" ", strip=True).split())


def listed(found):
    return [cell.get_text() for cell in found.select("main tbody th .app-nowrap")]


def links(found, where="main a"):
    return {link.get_text(" ", strip=True): link["href"] for link in found.select(where)}
