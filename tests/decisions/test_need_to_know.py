"""Who needs to know what: agreed by the Guardian, version by version, and said beside the items; and like noes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.individuals import actions
from decisions.need_to_know import queries
from decisions.need_to_know.actions import agree_matrix
from decisions.need_to_know.models import Matrix
from decisions.seniors.queries import alike
from decisions.wizard.models import Decision
from portal.errors import NotAllowed
from tests.decisions.test_evidence import TODAY, asked
from tests.decisions.test_people_pages import KEY, day
from tests.decisions.wizard.call import SURGERY, Call, errors, items, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

NEEDS = {"everyone": ["allergies"], "doctor": ["medicines", "diagnosis"], "kitchen": []}


def agree(willow: Any, **changes: Any) -> Matrix:
    given = {
        "needs": NEEDS,
        "agreed_with": "Ruth Bell and the seniors",
        "reason": "Our first list",
        "review_on": date(2027, 11, 22),
        "by": willow.priya,
    }
    return agree_matrix(organisation=willow.organisation, **given | changes)


class TestTheList:
    def test_each_version_is_kept_with_its_entry(self, willow):
        first = agree(willow)
        second = agree(willow, needs=NEEDS | {"kitchen": ["allergies"]}, reason="The kitchen asked")
        assert [m.version for m in queries.versions(willow.organisation)] == [2, 1]
        assert queries.newest(willow.organisation) == second
        assert body_of(first.entry)["needs"]["doctor"] == ["medicines", "diagnosis"]
        assert body_of(second.entry)["words"]["reason"] == "The kitchen asked"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"needs": {"doctor": ["shoes"]}}, "from the list"),
            ({"needs": {"king": ["allergies"]}}, "from the list"),
            ({"needs": {"doctor": []}}, "at least one role"),
            ({"agreed_with": ""}, "with whom"),
            ({"review_on": None}, "Enter the day it ends"),
        ],
    )
    def test_what_is_no_list_is_refused(self, willow, changes, sentence):
        with pytest.raises(NotAllowed, match=sentence):
            agree(willow, **changes)
        assert not Matrix.objects.exists()

    def test_the_list_of_another_organisation_says_nothing_here(self, willow, alder):
        agree(alder)
        assert queries.newest(willow.organisation) is None
        assert queries.versions(willow.organisation) == []

    def test_nobody_but_the_guardian_agrees_one(self, willow, alder):
        for by in (willow.amira, willow.ruth, alder.priya):
            with pytest.raises(NotAllowed):
                agree(willow, by=by)
        for other in (willow.amira, willow.ruth):
            assert logged_in(other).get(reverse("need_to_know:agree")).status_code == 404

    def test_the_page_is_read_by_everyone_and_the_form_posted_twice_is_one_version(self, willow, alder):
        guardian = logged_in(willow.priya)
        address = reverse("need_to_know:agree")
        assert len(errors(guardian.post(address, {}))) >= 3
        given = {"everyone": ["allergies"], "doctor": ["medicines"], "agreed_with": "The seniors", "key": KEY}
        given |= {"reason": "Our first list"} | day("agreed_on", "3 11 2026") | day("review_on", "3 11 2027")
        for _ in range(2):
            assert guardian.post(address, given).url == reverse("need_to_know:page")
        assert Matrix.objects.count() == 1
        assert Entry.objects.filter(event="matrix.agreed").count() == 1
        agree(willow)
        shown = words(logged_in(willow.amira).get(reverse("need_to_know:page")))
        for told in (
            "Version 2, agreed on 22 November 2026",
            "Version 1, agreed on 3 November 2026",
            "The seniors",
        ):
            assert told in shown
        assert "Agree a new version" not in shown
        assert "checked" in guardian.get(address).content.decode()
        assert "No list has been agreed yet." in words(
            logged_in(alder.amira).get(reverse("need_to_know:page"))
        )


class TestBesideTheItems:
    def test_it_is_said_by_role_and_rules_nothing_out(self, willow):
        ada = willow.ada()
        assert asked(willow, ada, "items") is None
        agree(willow)
        found = asked(willow, ada, "items", identity_also="Elm Road Surgery")
        assert found.stands is None
        assert found.statements == (
            "Our list of who needs to know what (version 1) says: Everyone on shift: allergies; "
            "Doctor or nurse at the GP surgery: medicines and diagnosis.",
        )
        assert found.statements == asked(willow, ada, "items").statements, "no other role needs anything yet"
        assert asked(willow, ada, "items", "family") is None, "the list is about those who look after them"
        late = asked(willow, ada, "items", on=date(2027, 11, 23))
        assert "It was to be looked at again by 22 November 2027." in late.statements[0]

    def test_it_stands_on_the_page_and_a_new_version_is_read_again(self, willow):
        willow.ada()
        agree(willow)
        call = Call(willow.amira).say(*SURGERY, "WH-101", "look_after", "would_expect")
        assert "Everyone on shift: allergies" in words(call.see())
        call.say(items("medicines"), "private")
        agree(willow, needs={"doctor": ["contacts"]})
        call.confirm()
        rows = {row["question"]: row for row in body_of(Decision.objects.get().entry)["asked"]}
        assert "(version 2)" in rows["items"]["register"][0]

    def test_a_list_on_which_whoever_asks_needs_nothing_says_nothing(self, willow):
        agree(willow, needs={"kitchen": ["allergies"]})
        assert asked(willow, willow.ada(), "items", identity_also="Elm Road Surgery") is None


def test_of_two_versions_agreed_at_once_the_second_looks_first(transactional_db, willow):
    def one(_: int) -> str:
        try:
            return f"version {agree(willow).version}"
        except NotAllowed as refusal:
            return refusal.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(one, range(4)))
    versions = [each for each in found if each.startswith("version")]
    assert versions == [f"version {n + 1}" for n in range(len(versions))]
    assert all("Look at it first" in each for each in found if each not in versions)
    event_id = uuid4()
    assert agree(willow, event_id=event_id) == agree(willow, event_id=event_id)


class TestLikeObjections:
    def test_they_stand_side_by_side_with_counts_and_references_and_no_names(self, willow):
        ada, zoe = willow.ada(), willow.ada(name="Zoe Clay", reference="WH-7", nhs_number="")
        for person in (ada, zoe):
            willow.objection(person, items=["diagnosis"])
        ended = willow.objection(zoe, items=[])
        actions.end_objection(objection=ended, reason="She said so", by=willow.amira)
        willow.objection(zoe, scope="onward_nhs", items=[])
        heard = Call(willow.amira).say(*SURGERY, "WH-101", "look_after", "said_no", "everything")
        while heard.page != "check":
            heard.say("not_sure")
        heard.confirm()
        groups = alike(willow.organisation, TODAY)
        care = next(each for each in groups if each.items == "Diagnosis")
        assert (care.objections, care.standing) == (2, 2)
        assert care.heard == [Decision.objects.get().reference]
        assert not care.differ
        shown = words(logged_in(willow.priya).get(reverse("seniors:alike")))
        assert "Ada" not in shown
        assert "Zoe" not in shown
        assert care.heard[0] in shown
        assert "Anything at all" in shown
        for other in (willow.amira, willow.ruth):
            assert logged_in(other).get(reverse("seniors:alike")).status_code == 404

    def test_one_that_was_set_aside_is_marked(self, willow):
        ada, zoe = willow.ada(), willow.ada(name="Zoe Clay", reference="WH-7", nhs_number="")
        for person in (ada, zoe):
            willow.objection(person, items=["diagnosis"])
            willow.objection(person, items=[], scope="family")
        heard = Call(willow.amira).say(*SURGERY, "WH-101", "look_after", "said_no", "everything")
        while heard.page != "check":
            heard.say("not_sure")
        heard.confirm()
        aside = Call(willow.amira).say(*SURGERY, "WH-7", "look_after", "would_expect")
        aside.say({"stands": "worker", "reason": "She told me today"}, items("medicines"), "private")
        aside.confirm()
        care, family = alike(willow.organisation, TODAY)
        assert care.differ, "what was treated differently comes first"
        assert not family.differ
        assert (len(care.heard), len(care.shared)) == (1, 1)
        assert "Treated differently" in words(logged_in(willow.priya).get(reverse("seniors:alike")))

    def test_nobody_said_no(self, alder):
        assert "Nobody has said no" in words(logged_in(alder.priya).get(reverse("seniors:alike")))
