"""Looks at a database as the portal of today does, and writes down what it finds; run by `freeze`."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import django
import time_machine

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import URLPattern, get_resolver  # noqa: E402

from audit.ledger.models import Entry  # noqa: E402
from audit.ledger.queries import opened  # noqa: E402
from audit.oversight.desk.models import Matter  # noqa: E402
from audit.reports.models import Sum  # noqa: E402
from decisions.engine.walk import walk  # noqa: E402
from decisions.rulesets import library, scenarios  # noqa: E402
from decisions.rulesets.compare import came  # noqa: E402
from portal.models import Organisation  # noqa: E402
from tests.milestones.look import STORAGES, log  # noqa: E402

PEOPLE = ("amira", "ben", "priya", "owen", "ruth", "hana")
MOST_PAGES = 400
"""How many pages one person looks at."""
DAY = datetime(2026, 11, 30, 12, tzinfo=UTC)
_LINK = re.compile(r'(?:href|action)="([^"#]*)')
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*')
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ROOT = re.compile(r"\b[0-9a-f]{8}(?: [0-9a-f]{8}){7}\b")
_MOMENT = re.compile(r"\b\d\d?:\d\d[ap]m\b")


def urls() -> str:
    """Return every address with its name."""
    found: list[str] = []

    def collect(patterns: list[Any], path: str, space: str) -> None:
        for each in patterns:
            at = path + str(each.pattern)
            if isinstance(each, URLPattern):
                found.append(f"{space}{each.name} {at}")
            else:
                collect(each.url_patterns, at, f"{space}{each.namespace}:" if each.namespace else space)

    collect(get_resolver().url_patterns, "/", "")
    return "\n".join(sorted(found))


def walks() -> str:
    """Return how each story is decided."""
    found = []
    for story in scenarios.everything():
        rules = library.current(story.door)
        found.append(f"{story.door} {story.id} {rules.key} {came(walk(rules, story.facts), rules)}")
    return "\n".join(sorted(found))


def entries() -> str:
    """Return every leaf, and every body as it is opened."""
    lines = []
    for each in opened([*Entry.objects.order_by("organisation__slug", "seq")]):
        lines.append(f"{each.entry.pk} {bytes(each.entry.leaf).hex()}")
        lines.append(json.dumps(each.body, sort_keys=True, ensure_ascii=False))
    return "\n".join(lines)


def made() -> str:
    """Return the event, the facets and the body of each entry of a demonstration made now, without what is random."""
    call_command("demo", "--decisions", stdout=StringIO())
    lines = []
    for each in opened([*Entry.objects.order_by("organisation__slug", "seq")]):
        facets = {name: getattr(each.entry, name, None) for name in ("event", "flags", "ruleset")}
        body = {name: said for name, said in each.body.items() if name != "salt"}
        content = [facets, _without_moments(body)]
        lines.append(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str))
    return _numbered()("\n".join(lines))


def _without_moments(value: Any) -> Any:
    """Return a body without the times of day, which come from the clock of the database."""
    text = json.dumps(value, ensure_ascii=False)
    return json.loads(re.sub(r"T\d\d:\d\d:\d\d(\.\d+)?(Z|\+\d\d:\d\d)?", "T", text))


def _numbered() -> Callable[[str], str]:
    """Return a function that gives random ids numbers, in the order in which they are met."""
    known: dict[str, str] = {}
    numbers = count()
    return lambda text: _ID.sub(lambda found: known.setdefault(found[0], f"id-{next(numbers)}"), text)


def crawl(name: str, folder: Path) -> None:
    """Look at the pages that a person comes to from home, and write down each."""
    client = Client(headers={"host": "localhost"})
    user = get_user_model().objects.get(email=f"{name}@willow.example")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    folder.mkdir(parents=True, exist_ok=True)
    seen, waiting, number = {"/"}, deque(["/"]), _numbered()
    for at in range(MOST_PAGES):
        if not waiting:
            break
        path = waiting.popleft()
        response = client.get(path)
        page = f"{path}\n{response.status_code} {response.headers.get('Location', '')}\n"
        if "text/html" in response.headers.get("Content-Type", "") and not response.streaming:
            html = response.content.decode()
            page += _MOMENT.sub("at", _ROOT.sub("root", _TOKEN.sub(r"\1", html)))
            for link in _LINK.findall(html):
                target = urlsplit(urljoin(path, link.replace("&amp;", "&")))
                address = target.path + (f"?{target.query}" if target.query else "")
                if not target.netloc and not target.path.startswith("/static/") and address not in seen:
                    seen.add(address)
                    waiting.append(address)
        (folder / f"{at:03}.html").write_text(number(page))


def main(folder: Path) -> None:
    """Write everything down, what changes nothing first."""
    (folder / "urls.txt").write_text(urls())
    (folder / "walks.txt").write_text(walks())
    (folder / "entries.txt").write_text(entries())
    logs = {
        each.slug: log(each, "toolkit-2026-27", DAY.date()) for each in Organisation.objects.order_by("slug")
    }
    (folder / "logs.json").write_text(json.dumps(logs, indent=1, sort_keys=True))
    with time_machine.travel(DAY), override_settings(STORAGES=STORAGES):
        call_command("read_again")
        (folder / "folds.txt").write_text(
            "\n".join(sorted(str(row) for model in (Matter, Sum) for row in model.objects.values_list()))
        )
        for name in PEOPLE:
            crawl(name, folder / "pages" / name)


if __name__ == "__main__":
    _, what, where = sys.argv
    if what == "made":
        with time_machine.travel(DAY):
            Path(where, "made.txt").write_text(made())
    else:
        main(Path(where))
