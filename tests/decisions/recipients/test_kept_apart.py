"""Recipients, warnings and agreements are read where they were written down, each by its own id and in its order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from audit.ledger.ids import new_id
from decisions.recipients import queries as recipients
from decisions.recipients.actions import raise_alert, read_alert
from tests.decisions.recipients.test_papers import signed
from tests.decisions.world import MAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]
DAY = timedelta(days=1)


class TestRecipients:
    @pytest.fixture
    def known(self, willow, alder):
        """Two surgeries, a private person and an organisation of another kind; and one surgery elsewhere."""
        recipient = {
            name: willow.surgery(name=name, kind=kind, private=private, event_id=new_id())
            for name, kind, private in (
                ("Northgate Surgery", "care_worker", False),
                ("Elm Road Surgery", "care_worker", False),
                ("Sarah Elm", "family", True),
                ("Elm Solicitors", "someone_else", False),
            )
        }
        return recipient | {"elsewhere": alder.surgery(event_id=new_id())}

    def test_organisations_of_a_kind_are_listed_by_name_and_private_persons_are_not(self, willow, known):
        listed = recipients.known(willow.organisation, "care_worker")
        assert [each.name for each in listed] == ["Elm Road Surgery", "Northgate Surgery"]

    def test_all_that_have_the_words_in_their_name_are_found_by_name(self, willow, known, monkeypatch):
        def found(text):
            return [each.name for each in recipients.find(willow.organisation, text)]

        assert found("elm") == ["Elm Road Surgery", "Elm Solicitors", "Sarah Elm"]
        assert found("sarah elm") == ["Sarah Elm"]
        assert found("elm northgate") == []
        monkeypatch.setattr(recipients, "MOST", 2)
        assert found("elm") == ["Elm Road Surgery", "Elm Solicitors"]

    def test_of_private_persons_only_those_of_that_name_take_a_place(self, willow, known, monkeypatch):
        willow.surgery(name="Sarah Ash", kind="family", private=True, event_id=new_id())
        monkeypatch.setattr(recipients, "MOST", 1)
        assert [each.name for each in recipients.find(willow.organisation, "ash")] == ["Sarah Ash"]
        assert [each.name for each in recipients.find(willow.organisation, "sarah")] == ["Sarah Elm"]

    def test_typed_words_may_name_several_in_the_order_in_which_they_became_known(self, willow, known):
        typed = "Elm Road and Northgate"
        named = [known["Northgate Surgery"], known["Elm Road Surgery"]]
        assert recipients.named(willow.organisation, typed)[:2] == named

    def test_each_is_found_by_its_own_id_and_only_here(self, willow, alder, known):
        *ours, theirs = known.values()
        for each in ours:
            assert recipients.get(willow.organisation, each.pk) == each
            assert recipients.get(alder.organisation, each.pk) is None
        assert recipients.get(willow.organisation, theirs.pk) is None

    def test_a_name_is_taken_by_another_of_its_kind_here(self, willow, alder, known):
        elm = known["Elm Road Surgery"]
        assert recipients.is_taken(willow.organisation, "care_worker", elm.name)
        assert not recipients.is_taken(willow.organisation, "care_worker", elm.name, but=elm.pk)
        assert not recipients.is_taken(willow.organisation, "someone_else", elm.name)
        assert not recipients.is_taken(alder.organisation, "care_worker", "Northgate Surgery")

    def test_warnings_are_this_organisations_the_oldest_first_and_read_by_each_for_themselves(
        self, willow, alder, known
    ):
        def warn(world, recipient, day):
            return raise_alert(
                recipient=recipient, reason="A list got out", starts_on=day, event_id=new_id(), by=world.priya
            )

        elm, north = known["Elm Road Surgery"], known["Northgate Surgery"]
        later, earlier = warn(willow, elm, MAY + DAY), warn(willow, north, MAY)
        theirs = warn(alder, known["elsewhere"], MAY)
        here, today = willow.organisation, MAY + 2 * DAY
        assert recipients.alerts_in_force(here, None, today) == [earlier, later]
        assert recipients.alerts_in_force(here, elm, today) == [later]
        assert recipients.alerts_in_force(here, None, MAY) == [earlier]
        assert [recipients.alert_of(here, each.pk, today) for each in (earlier, later, theirs)] == [
            earlier,
            later,
            None,
        ]
        read_alert(alert=earlier, by=willow.amira)
        assert recipients.unread(willow.amira, here, today) == [later]
        assert recipients.unread(willow.ben, here, today) == [earlier, later]
        read_alert(alert=earlier, by=willow.ben)
        read, unread = recipients.readers(earlier)
        assert [each.worker for each in read] == [willow.amira, willow.ben]
        assert unread == ["Priya Nair", "Ruth Bell"]

    def test_agreements_of_each_come_the_newest_first(self, willow, known):
        elm, north = known["Elm Road Surgery"], known["Northgate Surgery"]
        first, second = (signed(willow, elm, starts_on=MAY + n * DAY, event_id=new_id()) for n in range(2))
        other = signed(willow, north, event_id=new_id())
        assert recipients.agreements(elm) == [second, first]
        assert [recipients.agreement_of(elm, each.pk) for each in (first, second, other)] == [
            first,
            second,
            None,
        ]
