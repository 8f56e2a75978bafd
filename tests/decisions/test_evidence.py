"""What the registers say beside each question, and which answers that leaves standing."""

from datetime import date

import pytest

from decisions.individuals import actions
from decisions.individuals.models import BestInterests
from decisions.rulesets import library
from decisions.vocabulary import ITEMS, KIND_ASKING, KIND_TOLD, NOBODY
from decisions.wizard.evidence import Evidence, evidence
from decisions.wizard.findings import BY_REGISTER, NOT_ITEMS
from tests.decisions.world import MAY

TODAY = date(2026, 11, 22)
DOORS = {"care_worker": "care-team", "family": "family"}
AGREEMENT = {"care_worker": "agreement", "family": "family_agreement"}


def asked(willow, person, question, who="care_worker", *, on=TODAY, **answers):
    """Ask what the registers say about a question of the door of those who ask."""
    ruleset = library.current(DOORS[who])
    return evidence(
        ruleset.questions[question],
        individual=person,
        answers={"who": who, **answers},
        organisation=willow.organisation,
        on=on,
    )


def options(question, who="care_worker"):
    return {option.id for option in library.current(DOORS[who]).questions[question].options}


class TestInStepWithTheRulesets:
    @pytest.mark.parametrize("door", library.names())
    def test_every_question_that_names_a_register_has_one(self, door):
        named = {question.register for question in library.current(door).questions.values()}
        assert named - {None} <= BY_REGISTER.keys()

    @pytest.mark.parametrize("door", DOORS.values())
    def test_the_items_and_kinds_of_the_facts_are_options(self, door):
        questions = library.current(door).questions
        items = {option.id for option in questions["items"].options}
        assert items - ITEMS.keys() == NOT_ITEMS | {"whole_record"}
        assert ITEMS.keys() <= items
        assert {option.id for option in questions["who"].options} == {*KIND_ASKING, NOBODY, "not_sure"}
        assert {option.id for option in questions["tell"].options} == {*KIND_TOLD, "not_sure"}

    @pytest.mark.parametrize("item", ITEMS)
    def test_an_item_is_called_the_same_in_both(self, item):
        option = next(o for o in library.current("family").questions["items"].options if o.id == item)
        assert option.label.lower() == ITEMS[item]

    def test_other_questions_have_nothing_to_say(self, willow):
        assert asked(willow, None, "channel") is None
        assert asked(willow, None, "agreement") is None


# What stands about Ada -> for each door, what stands of the answers and the register's own.
NO = ({"said_no"}, "said_no")
QUIET = {"said_no", "not_asked", "not_sure"}
ALL_BUT_RECORDED = {"agreed", "said_no", "cannot_decide", "child", "not_asked", "not_sure"}
UNKNOWN = (ALL_BUT_RECORDED, "not_asked")


def _withdrawn(willow, ada, kind, **changes):
    given = willow.consent(ada, recipient_kind=kind, **changes)
    actions.withdraw_consent(consent=given, reason="", ended_on=date(2026, 6, 5), by=willow.amira)


STORIES = {
    "nothing": (lambda w, a: None, None, UNKNOWN),
    "an item refused to the team": (lambda w, a: w.objection(a), NO, UNKNOWN),
    "all refused to the team": (lambda w, a: w.objection(a, items=[]), NO, UNKNOWN),
    "an item refused to family": (lambda w, a: w.objection(a, scope="family"), None, NO),
    "all refused to family": (lambda w, a: w.objection(a, scope="family", items=[]), None, NO),
    "refused beyond care": (lambda w, a: w.objection(a, scope="beyond_care", items=[]), None, UNKNOWN),
    "agreed for the team": (lambda w, a: w.consent(a), None, UNKNOWN),
    "agreed for the team, one item refused": (lambda w, a: (w.consent(a), w.objection(a)), NO, UNKNOWN),
    "agreed for family": (lambda w, a: w.consent(a, recipient_kind="family"), None, None),
    "agreed for family, all refused": (
        lambda w, a: (w.consent(a, recipient_kind="family"), w.objection(a, scope="family", items=[])),
        None,
        NO,
    ),
    "agreed for the team, ended": (lambda w, a: w.consent(a, ends_on=date(2026, 6, 1)), None, UNKNOWN),
    "agreed for family, ended": (
        lambda w, a: w.consent(a, recipient_kind="family", ends_on=date(2026, 6, 1)),
        None,
        UNKNOWN,
    ),
    "taken back from the team": (lambda w, a: _withdrawn(w, a, "care_worker"), NO, UNKNOWN),
    "taken back from family": (lambda w, a: _withdrawn(w, a, "family"), None, (QUIET, "said_no")),
    "taken back and agreed again": (
        lambda w, a: (_withdrawn(w, a, "care_worker"), w.consent(a, given_on=date(2026, 7, 1))),
        None,
        UNKNOWN,
    ),
    "agreed, and another agreement taken back since": (
        lambda w, a: (w.consent(a), _withdrawn(w, a, "care_worker")),
        NO,
        UNKNOWN,
    ),
    "taken back from family, then a wish": (
        lambda w, a: (_withdrawn(w, a, "family"), w.wishes(a, recorded_on=date(2026, 7, 1))),
        None,
        None,
    ),
    "a wish, and an earlier one taken back": (
        lambda w, a: (w.wishes(a), _withdrawn(w, a, "family")),
        None,
        (QUIET, "said_no"),
    ),
    "a wish": (lambda w, a: w.wishes(a), None, None),
    "a wish that ended": (lambda w, a: w.wishes(a, ends_on=date(2026, 6, 1)), None, UNKNOWN),
    "a wish wholly refused since": (
        lambda w, a: (w.wishes(a), w.objection(a, scope="family", items=["medicines", "recent_changes"])),
        None,
        NO,
    ),
    "cannot decide for the team": (
        lambda w, a: w.capacity(a, recipient_kind="care_worker"),
        ({"cannot_decide", "said_no"}, "cannot_decide"),
        UNKNOWN,
    ),
    "cannot decide for family": (
        lambda w, a: w.capacity(a),
        None,
        (QUIET | {"cannot_decide"}, "cannot_decide"),
    ),
    "cannot decide for family, with a wish": (
        lambda w, a: (w.capacity(a), w.wishes(a)),
        None,
        (QUIET | {"cannot_decide", "recorded"}, "cannot_decide"),
    ),
    "cannot decide, and said no": (
        lambda w, a: (w.capacity(a, recipient_kind="care_worker"), w.objection(a, items=[])),
        NO,
        UNKNOWN,
    ),
    "can decide for family": (
        lambda w, a: (w.capacity(a, has_capacity=True), w.wishes(a)),
        None,
        (QUIET | {"agreed", "recorded", "child"}, "not_asked"),
    ),
}


AGREED = (
    "Ada Bright agreed on 3 May 2026 that we may tell Elm Road Surgery about: medicines and allergies. "
    "What for: To look after her. This lasts until the end of 3 May 2027."
)


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
class TestAgreement:
    @pytest.mark.parametrize("who", AGREEMENT)
    @pytest.mark.parametrize("story", STORIES)
    def test_what_stands_of_the_answers(self, willow, story, who):
        ada = willow.ada()
        tell, *expected = STORIES[story]
        tell(willow, ada)
        found = asked(willow, ada, AGREEMENT[who], who)
        stands = expected[who == "family"]
        assert (found and found.stands) == (stands and stands[0])
        assert (found.answer if found else "") == (stands[1] if stands else "")
        for option in options(AGREEMENT[who], who):
            contradicted = found is not None and found.contradicted_by(option)
            assert contradicted is (stands is not None and option not in stands[0])
            assert (found or Evidence(())).instead_of(option) == (stands[1] if contradicted else option)

    def test_it_says_so_in_plain_sentences(self, willow):
        ada = willow.ada()
        willow.consent(ada)
        willow.objection(ada)
        assert asked(willow, ada, "agreement").statements == (
            "Ada Bright said on 3 May 2026: do not tell my GP about: diagnosis.",
            AGREED,
        )

    def test_an_ended_consent_is_shown_as_ended(self, willow):
        ada = willow.ada()
        willow.consent(ada, ends_on=date(2026, 5, 14))
        assert (
            asked(willow, ada, "agreement", on=date(2026, 5, 14))
            .statements[0]
            .startswith("Ada Bright agreed")
        )
        assert asked(willow, ada, "agreement", on=date(2026, 5, 15)).statements == (
            "What Ada Bright agreed to on 3 May 2026 ended on 14 May 2026. Ask them again.",
        )

    def test_before_it_was_said_nothing_was_said(self, willow):
        ada = willow.ada()
        willow.objection(ada)
        assert asked(willow, ada, "agreement", on=date(2026, 5, 2)) is None
        assert asked(willow, ada, "agreement", on=MAY).stands == {"said_no"}


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
class TestTheRest:
    def test_what_was_refused(self, willow):
        ada = willow.ada()
        assert asked(willow, ada, "objection") is None
        assert asked(willow, ada, "likely_to_object") is None
        willow.objection(ada)
        some = asked(willow, ada, "objection")
        assert (some.stands, some.answer) == (options("objection"), "some_items")
        assert asked(willow, ada, "likely_to_object").stands == {"yes", "not_sure"}
        willow.objection(ada, items=[])
        everything = asked(willow, ada, "objection")
        assert (everything.stands, everything.answer) == ({"everything", "not_sure"}, "everything")

    def test_a_consent_taken_back_makes_a_no_likely(self, willow):
        ada = willow.ada()
        _withdrawn(willow, ada, "care_worker")
        found = asked(willow, ada, "likely_to_object")
        assert (found.stands, found.answer) == ({"yes", "not_sure"}, "yes")
        assert "took back on 5 June 2026" in found.statements[0]

    def test_an_assessment_written_down_is_looked_for(self, willow):
        ada = willow.ada()
        none = asked(willow, ada, "capacity", "family")
        assert (none.stands, none.answer) == (options("capacity") - {"assessed"}, "not_sure")
        assert "Nobody has recorded" in asked(willow, ada, "best_interests", "family").statements[0]
        willow.capacity(ada)
        found = asked(willow, ada, "capacity", "family")
        assert found.stands is None
        assert "cannot make this decision" in found.statements[0]
        assert asked(willow, ada, "best_interests", "family").stands is None
        willow.capacity(ada, has_capacity=True, assessed_on=TODAY)
        able = asked(willow, ada, "capacity", "family")
        assert (able.stands, able.answer) == ({"assumed", "not_sure"}, "not_sure")

    def test_a_finding_against_telling_stands(self, willow):
        ada = willow.ada()
        willow.capacity(ada, best_interests=BestInterests("Do not tell her nephew", (), "Her sister"))
        found = asked(willow, ada, "best_interests", "family")
        assert (found.stands, found.answer) == ({"no", "not_sure"}, "no")

    def test_refused_items_are_not_ticked(self, willow):
        ada = willow.ada()
        assert asked(willow, ada, "items") is None
        willow.objection(ada)
        found = asked(willow, ada, "items")
        ticks = {"medicines": "For the dose", "diagnosis": "They asked"}
        assert found.contradicted_by(ticks)
        assert found.contradicted_by({"whole_record": "All of it"})
        assert not found.contradicted_by({"medicines": "For the dose"})
        assert found.instead_of(ticks) == {"medicines": "For the dose"}
        assert found.instead_of({"diagnosis": "They asked"}) == {"nothing": ""}
        assert found.instead_of(["medicines", "diagnosis"]) == ["medicines"]
        assert found.instead_of(["diagnosis"]) == ["nothing"]
        willow.objection(ada, items=[])
        assert asked(willow, ada, "items").stands == NOT_ITEMS

    def test_a_wish_and_a_best_interest_reach_as_far_as_they_say(self, willow):
        ada = willow.ada()
        willow.wishes(ada)
        willow.capacity(ada, best_interests=BestInterests("Tell her daughter", ["contacts"], ""))
        assert asked(willow, ada, "items", "family") is None
        wish = asked(willow, ada, "items", "family", family_agreement="recorded")
        assert wish.stands == {"medicines", "recent_changes"} | NOT_ITEMS
        best = asked(willow, ada, "items", "family", best_interests="consulted")
        assert best.stands == {"contacts"} | NOT_ITEMS
