"""Looks at a database that was moved on, as the portal of today does, and prints what it found as JSON.

It runs in a process of its own, with the keys of that database in its environment.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

import django
import time_machine

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
django.setup()

from django.test import Client, override_settings  # noqa: E402

from audit.ledger.events import Event  # noqa: E402
from audit.ledger.models import Entry  # noqa: E402
from audit.ledger.queries import opened  # noqa: E402
from audit.ledger.verify import verify, verify_bodies  # noqa: E402
from audit.reports.counting.__main__ import recount  # noqa: E402
from audit.reports.counting.figures import INSPECTOR, figures  # noqa: E402
from audit.reports.counting.period import period_of  # noqa: E402
from decisions.demo_cast import PASSWORD  # noqa: E402
from decisions.engine.walk import walk  # noqa: E402
from decisions.law.replay import _case  # noqa: E402
from decisions.rulesets import library  # noqa: E402
from decisions.rulesets.compare import came  # noqa: E402
from portal.models import Organisation  # noqa: E402
from tests.milestones.keep import rows  # noqa: E402

STORAGES = {
    name: {"BACKEND": f"django.{where}"}
    for name, where in (
        ("default", "core.files.storage.FileSystemStorage"),
        ("staticfiles", "contrib.staticfiles.storage.StaticFilesStorage"),
    )
}
"""Styles come from where they lie, and need not be gathered."""


def log(organisation: Organisation, period: str, day: date) -> dict[str, Any]:
    """Verify a log, open all its evidence, and count it again."""
    entries = Entry.objects.filter(organisation=organisation).order_by("seq")
    found = verify(organisation)
    asked = period_of(period, day)
    assert asked is not None
    sums, _, _ = recount([bytes(each.leaf) for each in entries], asked)
    return {
        "size": found.size,
        "root": found.root.hex(),
        "faults": [str(each) for each in (*found.faults, *verify_bodies(organisation))],
        "closed": [str(each.error) for each in opened([*entries]) if each.error],
        "counts": rows(asdict(figures(sums, INSPECTOR))),
    }


def decisions() -> list[dict[str, Any]]:
    """Replay each decision under the rules that it was made by."""
    found = []
    for each in opened([*Entry.objects.filter(event=Event.DECISION_MADE)]):
        case, rules = _case(each.entry, each.body), library.by_digest(each.entry.ruleset or "")
        again = came(walk(rules, case.answers), rules)
        found.append({"rules": rules.key, "then": case.came[:3], "now": again[:3]})
    return found


def pages(email: str) -> dict[str, int]:
    """Log in, and open each decision and the pages that a Guardian looks at most."""
    client = Client(headers={"host": "localhost"})
    assert client.login(username=email, password=PASSWORD)
    made = Entry.objects.filter(event=Event.DECISION_MADE, organisation__slug="willow-care")
    asked = ["/", "/desk/", *(f"/desk/{each.pk}/" for each in made[:2])]
    return {path: client.get(path, follow=True).status_code for path in asked}


if __name__ == "__main__":
    kept = json.loads(sys.argv[1])
    day = date.fromisoformat(kept["day"])
    logs = {each.slug: log(each, kept["period"], day) for each in Organisation.objects.order_by("slug")}
    # A year later she would be asked to confirm this and that first.
    with time_machine.travel(f"{day}T23:00:00Z"), override_settings(STORAGES=STORAGES):
        known = {"logs": logs, "decisions": decisions(), "pages": pages("priya@willow.example")}
    print(json.dumps(known))
