"""The register of recipients: who is known, and about whom there is a warning."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from audit.ledger.models import Entry, Key
from audit.ledger.queries import body_of
from decisions.recipients.actions import end_alert, raise_alert
from decisions.recipients.models import Recipient
from decisions.recipients.queries import alerts_in_force, is_named, known, may_be
from portal.errors import NotAllowed
from tests.decisions.world import MAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

REASON = "They passed on a list of names."


def test_an_organisation_is_known_by_name_and_number(willow, alder):
    surgery = willow.surgery()
    willow.surgery(name="Northgate Pharmacy", phone="")
    alder.surgery(name="Alder Surgery")
    names = [(each.name, each.phone) for each in known(willow.organisation, "care_worker")]
    assert names == [("Elm Road Surgery", "020 7946 0101"), ("Northgate Pharmacy", "")]
    assert known(willow.organisation, "police") == []
    entry = Entry.objects.get(pk=surgery.pk)
    assert entry.event == "recipient.added"
    assert body_of(entry)["says"].startswith("Amira Khan added Elm Road Surgery to those we know")
    assert entry.body.key_id == willow.organisation.pk


def test_a_private_person_is_sealed_under_a_key_of_their_own_and_not_listed(willow):
    sarah = willow.surgery(kind="family", name="Sarah Canary", phone="07700 900123", private=True)
    sarah = Recipient.objects.get(pk=sarah.pk)
    assert (sarah.name, sarah.phone) == ("Sarah Canary", "07700 900123")
    assert "Canary" not in f"{sarah} {sarah!r}"
    assert known(willow.organisation, "family") == []
    assert Entry.objects.get(pk=sarah.pk).body.key_id == sarah.key_id != willow.organisation.pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM decisions_recipient r")
        (row,) = cursor.fetchone()
    assert "Canary" not in row
    assert b"Canary".hex() not in row
    assert "900123" not in row


def test_the_database_refuses_a_private_person_in_clear(willow):
    event_id = uuid4()
    with pytest.raises(IntegrityError, match="private_recipients_are_sealed"), transaction.atomic():
        Recipient.objects.create(
            id=event_id,
            entry_id=event_id,
            organisation=willow.organisation,
            kind="family",
            private=True,
            key=Key.objects.get(pk=willow.organisation.pk),
            public_name="Sarah",
            sealed=b"",
        )


def test_a_recipient_is_known_once(willow, alder):
    event_id = uuid4()
    assert willow.surgery(event_id=event_id) == willow.surgery(event_id=event_id)
    with pytest.raises(NotAllowed, match="know this recipient already"):
        willow.surgery()
    assert alder.surgery().name == "Elm Road Surgery"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"name": ""}, "Enter the recipient's name"), ({"phone": "0" * 41}, "40 characters or fewer")],
)
def test_what_cannot_be_kept_is_refused(willow, changes, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        willow.surgery(**changes)


def test_a_stranger_adds_nobody(willow, alder):
    with pytest.raises(NotAllowed, match="do not work there"):
        willow.surgery(by=alder.priya)


class TestAlerts:
    def warned(self, willow, **changes):
        words = {"reason": REASON, "starts_on": MAY, "by": willow.priya}
        return raise_alert(recipient=willow.surgery(name="Larkfield Care Agency"), **words | changes)

    def test_a_warning_stands_from_its_first_day_to_the_end_of_its_last(self, willow):
        alert = self.warned(willow, ends_on=date(2026, 5, 14))
        for day, expected in [(2, []), (3, [alert]), (14, [alert]), (15, [])]:
            assert alerts_in_force(willow.organisation, None, date(2026, 5, day)) == expected
        assert body_of(Entry.objects.get(pk=alert.pk))["says"] == (
            f"There has been a warning about Larkfield Care Agency since 3 May 2026: {REASON}"
        )

    def test_it_is_about_one_recipient_of_one_organisation(self, willow, alder):
        alert = self.warned(willow)
        other = willow.surgery()
        today = date(2026, 11, 22)
        assert alerts_in_force(willow.organisation, alert.recipient, today) == [alert]
        assert alerts_in_force(willow.organisation, other, today) == []
        assert alerts_in_force(alder.organisation, None, today) == []

    def test_lifted_it_stands_no_more_from_that_day(self, willow):
        alert = self.warned(willow)
        event_id = uuid4()
        given = {"alert": alert, "reason": "They have put it right", "by": willow.ruth}
        with pytest.raises(NotAllowed, match="cannot end before it began"):
            end_alert(**given, ended_on=date(2026, 5, 2))
        end = end_alert(**given, ended_on=date(2026, 6, 1), event_id=event_id)
        assert end == end_alert(**given, event_id=event_id)
        assert alerts_in_force(willow.organisation, None, date(2026, 5, 31)) == [alert]
        assert alerts_in_force(willow.organisation, None, date(2026, 6, 1)) == []
        assert "Larkfield" not in f"{alert} {end}"
        assert "Ruth Bell lifted the warning" in body_of(Entry.objects.get(pk=end.pk))["says"]
        with pytest.raises(NotAllowed, match="lifted already"):
            end_alert(**given)

    def test_the_same_warning_twice_is_one(self, willow):
        surgery, event_id = willow.surgery(), uuid4()
        first, second = (
            raise_alert(recipient=surgery, reason=REASON, event_id=event_id, by=willow.ruth) for _ in range(2)
        )
        assert first == second
        assert Entry.objects.filter(event="alert.raised").count() == 1

    def test_a_worker_does_not_warn_and_a_warning_has_a_reason(self, willow, alder):
        agency = willow.surgery()
        for by, reason, sentence in [
            (willow.amira, REASON, "Your role does not let you"),
            (alder.priya, REASON, "do not work there"),
            (willow.priya, " ", "what people must know"),
        ]:
            with pytest.raises(NotAllowed, match=sentence):
                raise_alert(recipient=agency, reason=reason, by=by)


@pytest.mark.parametrize(
    ("typed", "may", "named"),
    [
        ("Jo from Larkfield", True, True),
        ("LARKFIELD care agency", True, True),
        ("Jo, a nurse at Elm Road Surgery", False, False),
        ("the care agency", False, False),
        ("", False, False),
    ],
)
def test_a_telling_word_is_enough_to_know_a_name(willow, typed, may, named):
    larkfield = willow.surgery(name="Larkfield Care Agency")
    assert may_be(larkfield, typed) is may
    assert is_named(larkfield, typed) is named


def test_a_name_of_common_words_only_is_known_by_all_of_them(willow):
    plain = willow.surgery(name="The Surgery")
    assert is_named(plain, "the surgery")
    assert not is_named(plain, "surgery")
