"""Where telling the person is not safe: no page, letter or list of ours has words to them, or offers to tell them."""

from __future__ import annotations

from collections import deque

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from audit.ledger.queries import body_of
from decisions.engine.ruleset import Question, Ruleset
from decisions.engine.wording import unknown_placeholders
from decisions.letters import actions as letters
from decisions.letters import decision_form, queries
from decisions.letters.patterns import PERSON, patterns
from decisions.rulesets import library
from decisions.statements.queries import statement
from decisions.wizard import body
from decisions.wizard.flags import NOT_TOLD, flags
from decisions.wizard.journey import Journey, State
from decisions.wizard.models import Decision
from portal.contacts import Contact
from portal.errors import NotAllowed
from tests.decisions.wizard.call import Call, items, logged_in, words

NOTHING = "Say nothing to them for now"
GUARDIAN = Contact("Priya Nair", "020 7946 0000")
ADULT = ("no", "nobody", "adult", "own_list", "WH-101")


def given(question: Question, option: str) -> object:
    """An answer as a draft holds it."""
    if question.kind == "items":
        return {option: "They need it"}
    return [option] if question.kind == "checkboxes" else option


def ways(ruleset: Ruleset) -> list[dict[str, object]]:
    """For each answer after which telling is not safe, the shortest way past it to each kind of end."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    waiting = deque([(ruleset.first, {}, "")])
    seen = set()
    while waiting:
        node, answers, untold = waiting.popleft()
        question = ruleset.questions.get(node)
        if question is None:
            if untold and ruleset.outcomes[node].kind != "another_door":
                found.setdefault((untold, node), answers)
            continue
        if (node, untold) in seen:
            continue
        seen.add((node, untold))
        if not question.steers:
            waiting.append((question.goes_to, {**answers, node: "Ada Bright"}, untold))
        for each in question.options:
            mark = f"{node}.{each.id}" if each.untold else untold
            waiting.append((each.goes_to, {**answers, node: given(question, each.id)}, mark))
    return list(found.values())


NEWEST = [library.current(name) for name in library.names()]
WAYS = [(ruleset, way) for ruleset in NEWEST for way in ways(ruleset)]


def journey_of(ruleset: Ruleset, way: dict[str, object]) -> Journey:
    people = {"Ada Bright": {"name": "Ada Bright", "reference": "WH-101"}}
    return Journey(ruleset, State(answers=dict(way), people=people))


def test_there_are_such_ways():
    assert WAYS


@pytest.mark.usefixtures("autumn")
def test_every_such_way_ends_without_a_word_to_them_and_says_who_decides_and_by_when():
    for ruleset, way in WAYS:
        journey = journey_of(ruleset, way)
        outcome = journey.walk.outcome
        assert outcome is not None, (ruleset.key, way)
        said = body.advice(journey, outcome, body.words_for(journey, GUARDIAN))
        assert said["say_person"] == "", (ruleset.key, way)
        assert "Priya Nair" in said["untold"], (ruleset.key, way)
        assert "29 November 2026" in said["untold"], "the day in London seven days on"
        assert not unknown_placeholders(said["untold"])
        assert not {one["id"] for one in said["duties"] if ruleset.duties[one["id"]].tells_person}
        assert NOT_TOLD in flags(journey, outcome)
        kept = body.body(journey, outcome, GUARDIAN, "ABC-1234")
        page = render_to_string("wizard/_said.html", {"said": kept, "decision": Decision()})
        assert NOTHING in page
        assert 'id="say-person"' not in page


@pytest.fixture
def afraid(willow, ada):
    """An adult who is hurt at home, and must not be told: one who does it may hear of it."""
    call = Call(willow.amira).say(*ADULT, "abuse", "refused", ["pressure"], "no", "not_safe", "safeguarding")
    return call.say(items("seen_or_heard"), "private")


@pytest.fixture
def decided(afraid):
    return Decision.objects.get(pk=afraid.confirm().split("/")[2])


@pytest.mark.usefixtures("autumn")
class TestThePages:
    """Every place where a worker, the Guardian or a letter could speak of it to the person."""

    def test_the_check_and_the_page_to_depart_say_it_before_anything_is_recorded(self, afraid):
        for page in ("check", "depart"):
            said = words(afraid.see(page))
            assert f"{NOTHING} Say nothing to Ada Bright for now" in said
            assert "by 29 November 2026" in said

    def test_the_decision_and_its_print_have_it_in_place_of_words(self, afraid, decided):
        for address in (f"/decisions/{decided.pk}/", f"/decisions/{decided.pk}/print/"):
            response = afraid.browser.get(address)
            said = words(response)
            assert f"To the person it is about {NOTHING} Say nothing to Ada Bright for now" in said
            assert "say-person" not in response.content.decode()

    def test_it_stands_in_the_record_and_on_the_desk_and_the_form(self, afraid, decided, willow):
        kept = body_of(decided.entry)["advice"]
        assert "29 November 2026" in kept["untold"]
        assert kept["say_person"] == ""
        desk = words(logged_in(willow.priya).get(f"/desk/{decided.pk}/"))
        assert f"{NOTHING} {kept['untold']}" in desk
        form = str(decision_form.paper(decided, body_of(decided.entry)).plain())
        assert kept["untold"] in form

    def test_it_waits_on_the_desk_for_who_decides_when_they_are_told(self, afraid, decided, willow):
        desk = words(logged_in(willow.priya).get(f"/desk/{decided.pk}/"))
        assert "You decide when they are told, and look at it again within 7 days." in desk

    def test_who_departs_is_told_it_all_the_same(self, afraid):
        afraid.post({"decision": "depart", "reason": "She moved out today"}, "depart")
        assert NOTHING in words(afraid.browser.get(afraid.confirm()))

    def test_no_letter_to_them_is_offered_or_made_of_it(self, afraid, decided, willow):
        to_them = [each for each in patterns().values() if each.to == PERSON]
        for person in (willow.amira, willow.priya):
            browser = logged_in(person)
            said = words(browser.get(reverse("letters:of_decision", args=[decided.pk])))
            assert "It is not safe to tell the person yet." in said
            assert not [each.title for each in to_them if each.title in said]
            form = reverse("letters:after_decision", args=[decided.pk, "statement"])
            assert browser.get(form).status_code == 403
        with pytest.raises(NotAllowed, match="not safe to tell them yet"):
            letters.make_letter(
                pattern=patterns()["statement"], easy=False, words={}, decision=decided, by=willow.amira
            )

    def test_what_is_given_to_them_leaves_it_out_and_the_staff_see_why(self, afraid, decided, ada, willow):
        told = statement(ada)
        assert [line.silent for line in told.lines] == [True]
        assert told.for_them == ()
        letter = letters.make_letter(
            pattern=patterns()["statement"], easy=False, words={}, individual=ada, by=willow.amira
        )
        made = str(queries.body_of(letter))
        assert decided.reference not in made
        assert "There is no decision about you to list here." in made
