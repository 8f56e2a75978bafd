"""No entry names a person whose account bears another name: over the demonstration's ledger, and over lists."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command

from audit.ledger import queries as ledger
from audit.ledger.models import Entry
from decisions.intake import keeping
from decisions.intake.lists import KINDS
from portal.models import User
from portal.names import squeezed

pytestmark = pytest.mark.django_db


def named(body: object) -> Iterator[tuple[str, str]]:
    """Yield each (id or address, name) that a body holds."""
    if isinstance(body, dict):
        if isinstance(body.get("name"), str):
            yield from ((str(body[key]), body["name"]) for key in ("id", "email") if key in body)
        for each in body.values():
            yield from named(each)
    elif isinstance(body, list):
        for each in body:
            yield from named(each)


def names_in_the_ledger() -> tuple[int, list[tuple[str, str, str]]]:
    """Return how often an entry names someone with an account, and where it does so by another name."""
    accounts = {str(user.pk): user for user in User.objects.all()} | {
        user.email: user for user in User.objects.all()
    }
    seen, wrong = 0, []
    for opened in ledger.opened(list(Entry.objects.all())):
        for key, name in named(opened.body):
            user = accounts.get(key)
            if user is None and "@" not in key:
                continue
            seen += 1
            if user is None or squeezed(user.full_name) != squeezed(name):
                wrong.append((opened.entry.event, key, name))
    return seen, wrong


def test_over_the_demonstration():
    call_command("demo", "--decisions", stdout=StringIO())
    seen, wrong = names_in_the_ledger()
    assert seen > 100
    assert wrong == []


def test_over_a_list_of_staff_with_every_kind_of_shared_key(willow):
    text = (
        "Email,Name,Role,Home\nnew@example.org,Cara Jones,Care worker,Willow House\n"
        f"{willow.amira.email},AMIRA KHAN,Manager,\nNew@Example.org,cara  jones,Manager,\n"
    )
    kind = KINDS["staff"]
    tried = kind.try_file(text.encode(), willow.organisation)
    assert tried.bad == []
    given = {"kind": "staff", "data": text.encode(), "tried": tried, "by": willow.ruth}
    intake = keeping.keep(membership=willow.at(willow.ruth), **given)
    keeping.confirm(intake, by=willow.ruth)
    assert keeping.bring_in(intake.pk)
    seen, wrong = names_in_the_ledger()
    assert seen >= 6
    assert wrong == []
    assert User.objects.get(email="new@example.org").memberships.count() == 2


def test_what_is_looked_for_is_an_id_or_an_address():
    some = UUID(int=7)
    assert list(named({"a": [{"id": some, "name": "Ann"}], "email": "x@y.z", "name": "Bo"})) == [
        ("x@y.z", "Bo"), (str(some), "Ann")
    ]  # fmt: skip
