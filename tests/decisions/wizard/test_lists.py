"""A worker's own decisions and drafts in lists: references and first letters, page by page, at the same cost anywhere."""

import pytest

from decisions.wizard import queries
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import Call, logged_in, surgery, words


@pytest.fixture
def made(willow, ada):
    call = surgery(willow.amira)
    call.confirm()
    return call


def test_the_list_has_references_and_no_names(made, willow):
    response = made.browser.get("/decisions/")
    said = words(response)
    assert Decision.objects.get().reference in said
    assert "A health or care worker looking after them" in said
    assert "Ada" not in said
    assert "There are no decisions here." in words(logged_in(willow.ben).get("/decisions/"))


def test_an_urgent_one_and_someone_else_are_named_in_the_list(call, willow, ada):
    call.say("no", "safeguarding", "not_sure").confirm()
    assert "Not clear yet Outcome Ask the Guardian first" in words(call.browser.get("/decisions/"))


def test_the_list_goes_on_page_by_page_both_ways(willow, ada):
    kept = []
    for _ in range(7):
        call = surgery(willow.amira)
        call.confirm()
        kept.insert(0, call.draft_id)
    first = queries.page(willow.amira, size=3)
    second = queries.page(willow.amira, before=first.older, size=3)
    third = queries.page(willow.amira, before=second.older, size=3)
    assert [str(d.pk) for p in (first, second, third) for d in p.decisions] == kept
    assert (first.newer, third.older) == ("", "")
    assert queries.page(willow.amira, after=third.newer, size=3).decisions == second.decisions
    back = queries.page(willow.amira, after=second.newer, size=3)
    assert (back.decisions, back.newer) == (first.decisions, "")
    assert (
        queries.page(
            willow.amira, after=first.decisions and queries._mark(first.decisions[0]), size=3
        ).decisions
        == []
    )


@pytest.mark.parametrize("mark", ["x", "1_2", "9" * 40 + "_" + "0" * 32, "\x00", "1_" + "g" * 32])
def test_a_place_that_means_nothing_is_the_first_page(made, mark):
    response = made.browser.get("/decisions/", {"before": mark})
    assert Decision.objects.get().reference in words(response)


def test_the_home_page_shows_what_is_not_finished_and_the_last_decisions(made, willow):
    Call(willow.amira).say("no", "care_worker", "called_back", "WH-101")
    said = words(made.browser.get("/"))
    assert "Not finished (1) A health or care worker asks: A B" in said
    assert Decision.objects.get().reference in said
    assert "Ada Bright" not in said


@pytest.mark.parametrize(
    ("decision", "door"),
    [
        ({"outcome": "danger_call", "door": "family", "ruleset": "family.1"}, "Someone in danger"),
        ({"outcome": "ask", "door": "start", "ruleset": "start.1"}, "Not clear yet"),
        ({"outcome": "ask", "door": "gone", "ruleset": "gone"}, "Questions of before"),
    ],
)
def test_what_a_decision_was_about_is_said_though_its_questions_are_gone(decision, door):
    assert queries.door_in_words(Decision(**decision)) == door


def test_a_departure_is_said_instead_of_the_advice():
    advised = {"outcome": "share_by_consent", "outcome_kind": "share"}
    departed = queries.outcome_in_words(Decision(**advised, departed=True))
    assert departed
    assert departed != queries.outcome_in_words(Decision(**advised, departed=False))
