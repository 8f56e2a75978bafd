"""An agreement to print, what runs out soon, what is missing, and what of it stands beside the question."""

from __future__ import annotations

import io
from datetime import date, timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.recipients import expiring, printed, standing
from decisions.recipients.actions import (
    end_agreement,
    end_assurance,
    end_route,
    record_agreement,
    record_assurance,
    record_check,
    record_route,
)
from decisions.recipients.codes import AGREEMENTS, ELEMENTS
from decisions.recipients.models import Recipient
from portal.days import london_day
from portal.paper.blocks import Paragraph
from tests.decisions.test_recipient_pages import page_of
from tests.decisions.wizard.call import Call, logged_in, words
from tests.decisions.world import MAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

TODAY = date(2026, 11, 22)


def signed(willow, recipient, *, without=(), **changes):
    elements = {code: f"About {code}" for code in ELEMENTS if code not in without}
    given = {
        "kind": "sharing",
        "elements": elements,
        "kept": "The safe",
        "starts_on": MAY,
        "by": willow.priya,
    }
    return record_agreement(
        recipient=recipient, ends_on=changes.pop("ends_on", date(2027, 6, 30)), **given | changes
    )


def shown(willow, recipient, kind="equivalent", **changes):
    given = {"evidence": "Seen", "by_whom": "Them", "seen_on": MAY, "ends_on": date(2027, 6, 30)}
    return record_assurance(recipient=recipient, kind=kind, **given | {"by": willow.priya} | changes)


class TestPrinted:
    @pytest.fixture
    def surgery(self, willow) -> Recipient:
        return willow.surgery()

    def test_every_element_is_there_and_what_is_missing_is_said(self, willow, surgery):
        whole, lacking = (
            signed(willow, surgery),
            signed(willow, surgery, without=("liability", "onward")),
        )
        browser = logged_in(willow.amira)
        html = words(browser.get(reverse("recipients:agreement", args=[surgery.pk, whole.pk])))
        assert printed.COMPLETE in html
        assert printed.NOT_IN_IT not in html
        for code, label in ELEMENTS.items():
            assert f"{label} About {code}" in html
        html = words(browser.get(reverse("recipients:agreement", args=[surgery.pk, lacking.pk])))
        assert f"{printed.INCOMPLETE} Who else they may tell What happens if they break it" in html
        assert html.count(printed.NOT_IN_IT) == 2
        assert "For Elm Road Surgery: ___" in html
        assert "in force" in html

    def test_its_page_is_linked_and_its_pdf_is_tagged(self, willow, surgery):
        agreement = signed(willow, surgery, without=("liability",), ends_on=date(2026, 6, 1))
        browser = logged_in(willow.amira)
        link = reverse("recipients:agreement", args=[surgery.pk, agreement.pk])
        assert link in browser.get(page_of(surgery)).content.decode()
        assert f"{link}pdf/" in browser.get(link).content.decode()
        assert "22 November 2026: not in force" in words(browser.get(link))
        answer = browser.get(f"{link}pdf/")
        assert answer["Content-Type"] == "application/pdf"
        assert "Elm" not in answer["Content-Disposition"]
        made = pikepdf.open(io.BytesIO(answer.content))
        assert str(made.Root.Lang) == "en-GB"
        with made.open_metadata() as about:
            assert about["dc:title"] == AGREEMENTS["sharing"]
            assert about["pdfuaid:part"] == "1"

    def test_it_holds_eleven_elements_in_their_order(self, willow, surgery):
        blocks = printed.paper(signed(willow, surgery), TODAY).blocks
        said = [block.text for block in blocks if isinstance(block, Paragraph)]
        assert said[1:] == [f"About {code}" for code in ELEMENTS]

    def test_strangers_find_none_and_a_private_persons_leaves_an_entry(self, willow, alder, surgery):
        agreement = signed(willow, surgery)
        sarah = willow.surgery(kind="family", name="Sarah", private=True)
        theirs = signed(willow, sarah)
        for recipient, paper, who in ((surgery, agreement, alder.priya), (surgery, theirs, willow.amira)):
            for name in ("agreement", "agreement_pdf"):
                address = reverse(f"recipients:{name}", args=[recipient.pk, paper.pk])
                assert logged_in(who).get(address).status_code == 404
        assert not Entry.objects.filter(event=Event.RECIPIENT_OPENED).exists()
        logged_in(willow.amira).get(reverse("recipients:agreement_pdf", args=[sarah.pk, theirs.pk]))
        assert Entry.objects.filter(event=Event.RECIPIENT_OPENED).count() == 1


class TestRunningOut:
    @pytest.mark.parametrize(
        ("left", "within"), [(0, 7), (7, 7), (8, 14), (14, 14), (15, 30), (31, 60), (60, 60), (61, None)]
    )
    def test_it_is_told_at_60_30_14_and_7_days(self, willow, left, within):
        signed(willow, willow.surgery(), ends_on=TODAY + timedelta(days=left))
        found = expiring.running_out(willow.organisation, TODAY)
        assert [(each.left, each.within) for each in found] == ([(left, within)] if within else [])

    def test_what_was_ended_or_is_over_or_is_another_ones_is_not_told(self, willow, alder):
        soon = {"ends_on": TODAY + timedelta(days=5)}
        surgery = willow.surgery()
        end_agreement(agreement=signed(willow, surgery, **soon), reason="x", by=willow.priya)
        end_assurance(assurance=shown(willow, surgery, **soon), reason="x", by=willow.priya)
        signed(willow, surgery, ends_on=TODAY - timedelta(days=1))
        signed(alder, alder.surgery(), **soon)
        assert expiring.running_out(willow.organisation, TODAY) == []

    def test_the_guardian_and_the_manager_see_the_list_and_a_private_person_is_not_named(self, willow):
        signed(willow, willow.surgery(), ends_on=TODAY + timedelta(days=20))
        sarah = willow.surgery(kind="family", name="Sarah Canary", private=True)
        shown(willow, sarah, ends_on=TODAY + timedelta(days=3))
        for who in (willow.priya, willow.ruth):
            listed = words(logged_in(who).get(reverse("recipients:list")))
            assert "What runs out soon" in listed
            assert listed.index("A private person") < listed.index("30 days or less")
            assert "Canary" not in listed
        assert "runs out soon" not in words(logged_in(willow.amira).get(reverse("recipients:list")))


class TestStanding:
    @pytest.fixture
    def police(self, willow) -> Recipient:
        return willow.surgery(kind="police", name="Northshire Police")

    def test_a_body_outside_care_shows_that_its_standards_are_as_good(self, willow, police):
        browser = logged_in(willow.amira)
        assert standing.NOT_AS_GOOD in words(browser.get(page_of(police)))
        shown(willow, police)
        assert standing.NOT_AS_GOOD not in words(browser.get(page_of(police)))
        assert standing.lacks_standards(police, date(2028, 1, 1))
        for other in (willow.surgery(), willow.surgery(kind="police", name="Jo", private=True)):
            assert not standing.lacks_standards(other, TODAY)

    def test_what_to_know_of_them_and_what_is_missing(self, willow, police):
        says = standing.known_of(police, TODAY)
        assert says == (f"{standing.NOT_AS_GOOD}.", "No agreement with them is on record.")
        assert standing.known_of(willow.surgery(), TODAY) == ()
        signed(willow, police, starts_on=date(2025, 5, 3), ends_on=date(2026, 5, 3))
        shown(willow, police, ends_on=date(2026, 6, 3))
        says = standing.known_of(police, TODAY)
        assert says[0].startswith("Ran out on 3 June 2026: A body outside care")
        assert says[2].startswith("Ran out on 3 May 2026: An agreement on sharing information")
        signed(willow, police, without=("liability",))
        assert "It does not say: what happens if they break it." in standing.known_of(police, TODAY)[-1]
        signed(willow, police)
        assert standing.known_of(police, TODAY)[-1].endswith("It says everything it should.")

    def test_what_was_ended_says_since_when(self, willow, police):
        end_agreement(
            agreement=signed(willow, police), reason="x", ended_on=date(2026, 9, 1), by=willow.priya
        )
        assert standing.known_of(police, TODAY)[-1].startswith("Ended on 1 September 2026: ")

    def test_the_same_end_twice_is_one(self, willow, police):
        route = record_route(
            recipient=police, kind="phone", value="020 7946 0001", found="Their site", by=willow.amira
        )
        for end, fact in (
            (end_agreement, {"agreement": signed(willow, police)}),
            (end_assurance, {"assurance": shown(willow, police)}),
            (end_route, {"route": route}),
        ):
            event_id = uuid4()
            first, second = (
                end(**fact, reason="It was replaced", event_id=event_id, by=willow.priya) for _ in range(2)
            )
            assert first == second
            assert Entry.objects.filter(pk=event_id).count() == 1

    def test_of_a_day_gone_by_only_what_stood_then_is_told(self, willow, police):
        shown(willow, police)
        record_route(
            recipient=police, kind="phone", value="020 7946 0001", found="Their site", by=willow.amira
        )
        assert standing.known_of(police, date(2026, 4, 1)) == (
            f"{standing.NOT_AS_GOOD}.",
            "No agreement with them is on record.",
        )

    def test_the_newest_way_of_each_kind_and_the_last_check(self, willow, police):
        for day, value in ((3, "020 7946 0001"), (4, "020 7946 0002")):
            record_route(
                recipient=police,
                kind="phone",
                value=value,
                found="Their site",
                found_on=date(2026, 5, day),
                by=willow.amira,
            )
        record_check(recipient=police, kind="letter", how="Headed paper", by=willow.amira)
        says = " ".join(standing.known_of(police, london_day()))
        assert "020 7946 0002" in says
        assert "020 7946 0001" not in says
        assert "They wrote from an address we know: Headed paper" in says


class TestBesideTheQuestion:
    def test_what_stands_about_whoever_is_named_is_shown(self, willow):
        surgery = willow.surgery()
        record_route(
            recipient=surgery, kind="post", value="1 Elm Road", found="Their letter", by=willow.amira
        )
        signed(willow, surgery, starts_on=date(2025, 5, 3), ends_on=date(2026, 5, 3))
        call = Call(willow.amira).say("no", "care_worker")
        assert "1 Elm Road" not in words(call.see())
        call.post({"answer": "called_back", "also": "Jo at Elm Road Surgery"})
        said = words(call.see("identity"))
        assert "Post: 1 Elm Road." in said
        assert "Ran out on 3 May 2026: An agreement on sharing information" in said

    def test_a_board_recorded_as_somebody_else_is_found_by_name(self, willow):
        signed(
            willow, willow.surgery(kind="someone_else", name="Northgate Council"), ends_on=date(2026, 6, 1)
        )
        call = Call(willow.amira).say("no", "research")
        call.follow(call.post({"answer": "called_back", "also": "Jo of Northgate Council"}))
        call.say("planning", "no", "yes", "once", "secure_email", ["none"])
        assert "An agreement on sharing information" in words(call.see())
        call.say("in_date")
        assert call.page == "low_agreement/register"
