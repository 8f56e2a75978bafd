"""Pages visited as a browser does: forms are sent with the hidden fields they came with."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def main_form(response: Any) -> Tag:
    form = page(response).select_one("main form")
    assert form is not None, response.content.decode()
    return form


def send(client: Client, response: Any, **typed: str) -> Any:
    """Send the form of a page's main part, with what is typed in place of what it held."""
    form = main_form(response)
    fields = {
        str(field["name"]): field.get("value", "")
        for field in form.select("input[name]")
        if field["type"] == "hidden"
    }
    for area in form.select("textarea"):
        fields[str(area["name"])] = area.text
    return client.post(str(form.get("action") or response.request["PATH_INFO"]), fields | typed)


def log_in(client: Client, email: str, password: str) -> Any:
    return send(client, client.get("/login/"), login=email, password=password)
