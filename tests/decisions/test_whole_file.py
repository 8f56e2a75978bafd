"""A copy of everything held about one individual: complete, recorded, and named after nobody."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from django.urls import reverse

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.models import Body, Entry
from audit.ledger.queries import body_of
from decisions.individuals.actions import withdraw_consent
from decisions.whole_file.collecting import entries_about, in_words
from tests.decisions.wizard.call import errors, logged_in, surgery, words

pytestmark = pytest.mark.django_db
KEY = "0199aaaa-0000-7000-8000-00000000000f"
GIVEN = {"purpose": "access_request", "reason": "Her letter of 3 November, signed", "key": KEY}


def take(user, person, **changes):
    return logged_in(user).post(reverse("whole_file:take", args=[person.pk]), GIVEN | changes)


def opened(response):
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    rows = list(csv.reader(io.StringIO(archive.read("file.csv").decode("utf-8-sig"), newline="")))
    return json.loads(archive.read("file.json")), rows


def test_all_that_is_held_is_in_it_and_nobody_elses(willow):
    ada, other = willow.ada(), willow.ada(name="Bo Black", reference="WH-102", nhs_number="")
    consent = willow.consent(ada)
    willow.objection(ada, scope="family", to_whom="=my son")
    surgery(willow.amira).confirm()
    withdraw_consent(consent=consent, reason="She said so", by=willow.amira)
    willow.wishes(other)
    response = take(willow.priya, ada)
    whole, rows = opened(response)
    assert whole["person"]["name"] == "Ada Bright"
    assert len(whole["records"]) == Body.objects.filter(key=ada.key).count()
    assert "Bo Black" not in json.dumps(whole)
    what = [row[2] for row in rows[1:]]
    for each in (
        "Individual added",
        "Consent given",
        "Consent withdrawn",
        "Objection raised",
        "Decision made",
    ):
        assert each in what
    assert what[-1] == "Copy of an individual's file taken"
    told = dict(zip(what, (row[4] for row in rows[1:]), strict=True))
    assert "medicines, allergies" in told["Decision made"].lower()
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert "salt" not in whole["records"][0]


def test_it_is_recorded_once_with_its_reason_and_shown_to_whoever_looks(willow):
    ada = willow.ada()
    for _ in range(2):
        response = take(willow.ruth, ada)
    entry = Entry.objects.get(event=Event.FILE_EXPORTED)
    assert body_of(entry)["words"]["reason"] == GIVEN["reason"]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == f'attachment; filename="file-{entry.reference}.zip"'
    page = logged_in(willow.priya).get(reverse("individuals:page", args=[ada.pk]))
    assert "Took a copy of the whole file" in words(page)
    assert "Take a copy of their whole file" in words(page)


def test_without_a_reason_there_is_none(willow):
    ada = willow.ada()
    assert [where for where, _ in errors(take(willow.ruth, ada, purpose="", reason=""))] == [
        "#purpose",
        "#reason",
    ]
    assert "hidden characters" in words(take(willow.ruth, ada, reason="a\u202eb"))
    assert not Entry.objects.filter(event=Event.FILE_EXPORTED).exists()


def test_a_worker_and_a_stranger_find_no_such_page(willow, alder):
    ada = willow.ada()
    for user in (willow.amira, alder.ruth):
        assert take(user, ada).status_code == 404
    page = logged_in(willow.amira).get(reverse("individuals:page", args=[ada.pk]))
    assert "whole file" not in words(page)


@pytest.mark.parametrize("fault", [BodyAltered, KeyDestroyed])
def test_what_cannot_be_read_says_so(willow, monkeypatch, fault):
    ada = willow.ada()

    def unreadable(_entry):
        raise fault

    monkeypatch.setattr(ledger, "body_of", unreadable)
    _, rows = opened(take(willow.ruth, ada))
    assert all("destroyed" in row[4] or "changed after" in row[4] for row in rows[1:])


def test_each_record_has_words():
    assert in_words({"told": "Dr Low", "items": ["medicines"]}) == "Dr Low was told about medicines."
    assert in_words({"text": "Added later", "what": "x"}) == "Added later"
    assert in_words({"what": "Decision opened"}) == "Decision opened"
    assert in_words({"advice": {"title": "Share", "why": "It is safe."}, "items": []}) == "Share. It is safe."


def test_the_entries_stand_in_their_order(willow):
    ada = willow.ada()
    willow.capacity(ada)
    seqs = [entry.seq for entry in entries_about(ada)]
    assert seqs == sorted(seqs)
    assert len(seqs) == 2
