"""Nobody asked, and the worker thinks someone should know: the same doors, with words for telling."""

import pytest

from decisions.engine.ruleset import Option, Question
from decisions.recipients.actions import raise_alert
from decisions.rulesets import library
from decisions.vocabulary import KIND_ASKING, KIND_TOLD, NOBODY, RecipientKind, kind_of
from decisions.wizard import wording
from decisions.wizard.evidence import evidence
from decisions.wizard.models import Decision
from tests.decisions.test_evidence import TODAY
from tests.decisions.wizard.call import Call, items, words
from tests.decisions.world import MAY

TELLING = ["no", "nobody", "care_worker", "own_list"]
LAW = Question(
    id="said_no_to_law",
    kind="radios",
    title="Has the person said no to this?",
    why="",
    cites=(),
    register="objection",
    options=tuple(
        Option(each, each, "", objects=each.startswith("yes"))
        for each in ("no", "yes", "yes_not_safe", "not_asked", "not_sure")
    ),
)


def beside(willow, person, question, **answers):
    return evidence(question, individual=person, answers=answers, organisation=willow.organisation, on=TODAY)


@pytest.mark.parametrize("tell", KIND_TOLD)
def test_each_thing_to_tell_has_its_kind_and_its_words(tell):
    answers = {"who": NOBODY, "tell": tell}
    assert kind_of(answers) == KIND_TOLD[tell]
    assert wording.about(answers) not in {wording.SOMEONE, wording.SHOULD_KNOW}
    assert "ask" not in wording.other_party(answers)


@pytest.mark.parametrize("who", KIND_ASKING)
def test_each_asker_has_their_kind_and_words(who):
    assert kind_of({"who": who, "tell": "family"}) == KIND_ASKING[who]
    assert "ask" in wording.about({"who": who})


def test_who_has_said_nothing_is_somebody_else():
    assert kind_of({}) == kind_of({"who": NOBODY}) == RecipientKind.SOMEONE_ELSE
    assert wording.about({}) == "Someone asks"
    assert wording.about({"who": NOBODY}) == "Someone should know"
    assert wording.other_party({"who": NOBODY, "tell": "not_sure"}) == "the one you tell"


def test_the_district_nurse_should_know_and_nobody_asked(willow, ada):
    call = Call(willow.amira).say(*TELLING)
    assert "A health or care worker should know" in words(call.browser.get("/"))
    call.say("WH-101", "look_after", "agreed", items("medicines"), "private")
    where = call.confirm()
    said = words(call.browser.get(where))
    assert "What to say To the health or care worker" in said
    assert "asks" not in said.partition("Your answers")[0].replace("quote it if anyone asks", "")
    assert Decision.objects.get().door == "care-team"
    call.browser.force_login(willow.priya, "django.contrib.auth.backends.ModelBackend")
    desk = words(call.browser.get(f"/desk/{Decision.objects.get().pk}/"))
    assert "A health or care worker should know" in desk


@pytest.mark.usefixtures("autumn")
def test_the_numbers_and_warnings_stand_beside_whom_it_will_reach(willow):
    reach = library.current("care-team").questions["reach"]
    telling = {"who": NOBODY, "tell": "care_worker"}
    willow.surgery()
    known = beside(willow, None, reach, **telling).statements[0]
    assert known == "We know Elm Road Surgery. Their number is 020 7946 0101."
    agency = willow.surgery(name="Larkfield Care Agency")
    raise_alert(recipient=agency, reason="Ask Priya first.", starts_on=MAY, by=willow.priya)
    found = beside(willow, None, reach, **telling, reach_also="Larkfield")
    assert (found.stands, found.answer) == ({"alert"}, "alert")
    assert beside(willow, None, reach, **telling, identity_also="Larkfield").stands is None


@pytest.mark.usefixtures("autumn")
def test_an_objection_to_the_team_is_heard_where_nobody_asked(willow):
    ada = willow.ada()
    willow.objection(ada, items=[])
    ticks = library.current("care-team").questions["items"]
    assert beside(willow, ada, ticks, who=NOBODY, tell="care_worker").stands is not None
    assert beside(willow, ada, ticks, who=NOBODY, tell="authority") is None


@pytest.mark.usefixtures("autumn")
class TestALawAboveANo:
    def test_a_recorded_no_is_shown_and_only_no_contradicts_it(self, willow):
        ada = willow.ada()
        assert beside(willow, ada, LAW, who="police") is None
        willow.objection(ada, scope="beyond_care", items=[])
        found = beside(willow, ada, LAW, who="police")
        assert "do not tell my GP anything about me" in found.statements[0]
        assert {option.id for option in LAW.options} - found.stands == {"no"}
        assert found.instead_of("no") == "yes"

    def test_after_it_no_tick_is_ruled_out_and_the_no_is_still_shown(self, willow):
        ada = willow.ada()
        willow.objection(ada, scope="beyond_care", items=["diagnosis"])
        ticks = library.current("care-team").questions["items"]
        assert beside(willow, ada, ticks, who="police").contradicted_by({"diagnosis": "They asked"})
        law = beside(willow, ada, ticks, who="police", said_no_to_law="yes")
        assert law.statements
        assert law.stands is None

    def test_safeguarding_waits_for_no_agreement(self, willow):
        ada = willow.ada()
        willow.objection(ada, scope="beyond_care", items=[])
        ticks = library.current("care-team").questions["items"]
        assert beside(willow, ada, ticks, who="safeguarding").stands is None


def rests_on_agreement(door):
    """Return the questions of a door that rest on agreement, by register, and have no way of their own."""
    return [
        question
        for question in library.current(door).questions.values()
        if question.register in {"objection", "consent", "wishes", "capacity"}
        and any(o.objects for o in question.options)
    ]


ASKING = {
    "care-team": {"who": "care_worker"},
    "family": {"who": "family"},
    "adult-at-risk": {"who": "safeguarding", "at_risk": "adult"},
    "child-at-risk": {"who": "safeguarding", "at_risk": "child"},
    "legal-power": {"who": "police"},
    "community": {"who": "research"},
    "someone-else": {"who": "someone_else"},
    "own-record": {"who": "themself"},
    "died": {"who": "died"},
    "told-in-confidence": {"who": NOBODY, "tell": "told"},
    "on-behalf": {"who": NOBODY, "tell": "contact"},
}


@pytest.mark.usefixtures("autumn")
@pytest.mark.parametrize("door", ASKING)
def test_a_recorded_no_rules_out_every_answer_that_rests_on_agreement_and_leaves_a_no(willow, door):
    assert {each.name for each in library.doors()} == ASKING.keys()
    ada = willow.ada()
    for scope in ("care_team", "family", "beyond_care"):
        willow.objection(ada, scope=scope, items=[])
    for question in rests_on_agreement(door):
        found = beside(willow, ada, question, **ASKING[door])
        assert "do not tell my GP anything about me" in found.statements[0], question.id
        if found.stands is None:
            assert not any(option.basis for option in question.options), f"{door} {question.id}"
            continue
        assert any(option.objects for option in question.options if option.id in found.stands)
        for option in question.options:
            if option.id in found.stands and option.basis:
                assert option.narrows, f"{door} {question.id} {option.id}"
