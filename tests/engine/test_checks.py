"""What makes a ruleset fit to decide with: each promise is broken once, and must be missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from decisions.engine import checks, graph
from decisions.engine.ruleset import Question, Ruleset
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine.rulebook import tea, with_basis, with_option, with_outcome, with_question

Change = Callable[[Ruleset], Ruleset]


def without(nodes: str, key: str) -> Change:
    def change(ruleset: Ruleset) -> Ruleset:
        left: dict[str, Any] = {nodes: {k: v for k, v in getattr(ruleset, nodes).items() if k != key}}
        return replace(ruleset, **left)

    return change


def option(question_id: str, option_id: str, **changes: Any) -> Change:
    return lambda r: with_option(r, question_id, option_id, **changes)


def question(question_id: str, **changes: Any) -> Change:
    return lambda r: with_question(r, question_id, **changes)


def outcome(outcome_id: str, **changes: Any) -> Change:
    return lambda r: with_outcome(r, outcome_id, **changes)


def basis(basis_id: str, **changes: Any) -> Change:
    return lambda r: with_basis(r, basis_id, **changes)


def source(source_id: str, **changes: Any) -> Change:
    return lambda r: replace(r, sources={**r.sources, source_id: replace(r.sources[source_id], **changes)})


def duty(duty_id: str, **changes: Any) -> Change:
    return lambda r: replace(r, duties={**r.duties, duty_id: replace(r.duties[duty_id], **changes)})


def lawful(lawful_id: str, **changes: Any) -> Change:
    return lambda r: replace(
        r, lawful_bases={**r.lawful_bases, lawful_id: replace(r.lawful_bases[lawful_id], **changes)}
    )


def unbarred(ruleset: Ruleset) -> Ruleset:
    """The secret box beside one that beats it."""
    return with_option(ruleset, "what", "milk", precedence=1)


BREAKS: list[tuple[str, Change]] = [
    ("The first question, gone, does not exist.", lambda r: replace(r, first="gone")),
    ("Question asked leads to gone, which does not exist.", option("asked", "yes", goes_to="gone")),
    ("Question note leads to gone, which does not exist.", question("note", goes_to="gone")),
    ("Question asked leads to stop, which does not exist.", without("outcomes", "stop")),
    ("what.milk names the duty wash_up, which does not exist.", without("duties", "wash_up")),
    ("tell names the duty gone, which does not exist.", outcome("tell", duties=("gone",))),
    ("asked.yes names the basis consent, which does not exist.", without("bases", "consent")),
    ("tell names the basis gone, which does not exist.", outcome("tell", basis="gone")),
    ("asked names the source guide, which does not exist.", without("sources", "guide")),
    ("stop names the source gone, which does not exist.", outcome("stop", cites=("gone",))),
    ("consent names the source gone, which does not exist.", basis("consent", cites=("gone",))),
    (
        "before_sharing names the question gone, which does not exist.",
        lambda r: replace(r, before_sharing=("gone",)),
    ),
    ("Question asked offers fewer than two answers.", question("asked", options=())),
    ("Question note must lead on", question("note", goes_to=None)),
    ("Question asked must lead on", question("asked", goes_to="what")),
    ("These questions go in a circle: ", question("remark", goes_to="asked")),
    ("remark cannot be reached.", question("note", goes_to="tell")),
    ("Source guide needs a title, a part and a date.", source("guide", date="")),
    ("Source guide needs a title, a part and a date.", source("guide", part="")),
    ("Source guide does not say whether it is in force", source("guide", status="hoped_for")),
    ("Source guide does not say whether it is in force", source("guide", trust="heard")),
    ("Source guide must name what superseded it if, and only if", source("guide", status="superseded")),
    ("Source guide must name what superseded it if, and only if", source("guide", replaced_by="guide")),
    (
        "Source guide must name what superseded it if, and only if",
        source("guide", status="superseded", replaced_by="gone"),
    ),
    ("wash_up names the source gone, which does not exist.", duty("wash_up", law="gone")),
    ("consent names the lawful basis gone, which does not exist.", basis("consent", lawful="gone")),
    ("consent does not name its basis in data-protection law.", basis("consent", lawful=None)),
    ("care names the source gone, which does not exist.", lawful("care", cites=("gone",))),
    ("consent cites no source.", basis("consent", cites=())),
    ("note cites no source.", question("note", cites=())),
    ("Outcome stop cites no rule of the guide.", outcome("stop", cites=())),
    ("Outcome tell cites no rule of the guide.", source("guide", rule="")),
    ("Outcome tell can be reached without a basis.", option("asked", "yes", basis=None)),
    ("Outcome stop can be reached without a basis.", outcome("stop", kind="safeguard")),
    ("Outcome tell shares after a denial.", option("asked", "yes", denies=True)),
    ("Outcome tell shares after a denial.", option("what", "secret", goes_to="note")),
    ("Outcome tell shares after the person's no.", option("asked", "yes", objects=True)),
    ("Outcome tell shares in full after a denial in part.", option("asked", "yes", narrows=True)),
    ("what.secret denies, and another box can lead past it.", unbarred),
    ("what.sugar denies, and another box can lead past it.", option("what", "sugar", objects=True)),
    ("what.sugar denies, and another box can lead past it.", option("what", "sugar", narrows=True)),
    ("asked.yes names a basis that only an outcome may name.", basis("consent", protects=True)),
    ("asked.not_sure leads to tell, which does not wait.", option("asked", "not_sure", goes_to="note")),
    ("asked.not_sure leads to stop, which does not wait.", outcome("stop", kind="not_confidential")),
    (
        "Question asked changes nothing, whatever is answered.",
        lambda r: with_option(
            with_option(with_option(r, "asked", "yes", basis=None, goes_to="stop"), "asked", "no"),
            "asked",
            "no",
        ),
    ),
    ("Outcome tell shares, and what can be passed by.", option("asked", "yes", goes_to="note")),
    (
        "Outcome stop must put the public interest to the Guardian, with both sides.",
        outcome("stop", public_interest=True),
    ),
    (
        "Outcome stop must put the public interest to the Guardian, with both sides.",
        outcome("stop", public_interest=True, kind="ask_guardian"),
    ),
    (
        "Outcome stop weighs the public interest, and note can be passed by.",
        lambda r: replace(
            with_outcome(r, "stop", public_interest=True, kind="ask_guardian"), both_sides=("note",)
        ),
    ),
    (
        "Outcome tell shares with somebody whom nobody checked.",
        lambda r: with_option(with_question(r, "what", register="recipient"), "asked", "yes", goes_to="note"),
    ),
    ("what.restricted is a bar, and does not deny.", option("what", "secret", id="restricted", denies=False)),
    ("what.alert is a bar, and does not deny.", option("what", "milk", id="alert")),
    ("what.expired is a bar, and does not deny.", option("what", "milk", id="expired")),
    ("what.failed is a bar, and does not deny.", option("what", "milk", id="failed")),
    ("what.restricted must lead to the Guardian", option("what", "secret", id="restricted")),
    (
        "what.restricted must lead to the Guardian",
        lambda r: with_outcome(
            with_option(r, "what", "secret", id="restricted"), "stop", kind="ask_guardian"
        ),
    ),
    (
        "what.restricted must lead to the Guardian",
        lambda r: with_outcome(with_option(r, "what", "secret", id="restricted"), "stop", binding=True),
    ),
    ("what.restricted must lead to the Guardian", option("what", "secret", id="restricted", goes_to="note")),
    ("what.nothing leads to an end that binds, and does not deny.", outcome("stop", binding=True)),
    ("Outcome tell binds, and does not stop.", outcome("tell", binding=True)),
    ("Question what has no answer for whoever is not sure.", option("what", "not_sure", id="unclear")),
    ("Outcome stop must say what to tell the asker", outcome("stop", say_asker="")),
    ("Outcome stop must say what to tell the asker", outcome("stop", say_person="")),
    ("Outcome stop must say what to tell the asker", outcome("stop", next="")),
    ("asked cites law that is not in force.", source("guide", status="superseded", replaced_by="guide")),
    ("tell cites law that is not in force.", source("guide", status="not_yet")),
    ("consent cites law that is not in force.", source("guide", status="not_yet")),
    ("what.milk and sugar lead apart, and neither goes first.", option("what", "sugar", goes_to="stop")),
    ("Question note has the title of another.", question("note", title="Did they agree?")),
    ("Question asked needs a hint without a full stop.", question("asked", hint="Ask them.")),
    ("Question asked needs a hint without a full stop.", question("asked", hint="")),
    ("Question asked does not say why we ask.", question("asked", why="")),
    ("Question asked does not say what to do where nothing was answered.", question("asked", missing="")),
    ("Question asked does not say what to do where nothing was answered.", question("asked", missing="A.")),
    ("Outcome tell needs a title of at most 12 words", outcome("tell", title="a " * 13)),
    ("Outcome tell needs a title of at most 12 words", outcome("tell", do=())),
    ("Outcome stop must name a door if, and only if", outcome("stop", door="family")),
    ("Outcome stop must name a door if, and only if", outcome("stop", kind="another_door")),
]


@pytest.mark.parametrize(("fault", "change"), BREAKS, ids=[fault for fault, _ in BREAKS])
def test_a_broken_promise_is_found(fault: str, change: Change) -> None:
    found = checks.faults(change(tea()))
    assert any(one.startswith(fault) for one in found), found


def test_the_small_ruleset_is_fit() -> None:
    assert checks.faults(tea()) == []


@pytest.mark.parametrize("name", library.names())
def test_the_published_rulesets_are_fit(name: str) -> None:
    assert checks.faults(library.current(name)) == []


def test_protection_from_harm_stands_above_denial_doubt_and_questions() -> None:
    protecting = with_basis(tea(), "consent", protects=True)
    protecting = with_option(protecting, "asked", "yes", basis=None)
    protecting = with_outcome(protecting, "tell", basis="consent")
    for option_id in ("no", "not_sure"):
        changed = with_option(protecting, "asked", option_id, goes_to="note")
        assert checks.faults(changed) == []


def test_one_that_doubt_led_to_may_ask_for_what_was_found() -> None:
    found = with_option(
        with_option(tea(), "what", "not_sure", id="unclear"), "asked", "not_sure", goes_to="what"
    )
    assert checks.faults(with_option(found, "asked", "not_sure", basis="consent")) == []


def test_a_page_may_cite_law_to_come() -> None:
    cited = replace(tea().sources["guide"], id="to_come", status="not_yet")
    planned = replace(tea(), sources={**tea().sources, "to_come": cited})
    assert checks.faults(with_question(planned, "asked", cites=("guide", "to_come"))) == []


def restricted(**changes: Any) -> Ruleset:
    """The tea ruleset in which the secret is closely protected, with what changes where that leads."""
    closed = replace(tea().outcomes["stop"], id="closed", title="Ask", kind="ask_guardian", binding=True)
    ruleset = replace(tea(), outcomes={**tea().outcomes, "closed": closed})
    return with_option(ruleset, "what", "secret", id="restricted", **{"goes_to": "closed", **changes})


def with_exceptions(exception: str = "agreed", **unsure: Any) -> Ruleset:
    """The same, where it is asked first for what the law lets through."""
    yes, no, doubt = tea().questions["asked"].options
    options = (
        replace(yes, id=exception, goes_to="note"),
        replace(no, goes_to="closed"),
        replace(doubt, **{"goes_to": "closed", "denies": True, **unsure}),
    )
    asked = replace(tea().questions["asked"], id="lets", title="Does the law let it?", options=options)
    ruleset = restricted(goes_to="lets", denies=False)
    return replace(ruleset, questions={**ruleset.questions, "lets": asked})


def test_what_is_closely_protected_goes_to_the_guardian() -> None:
    assert checks.faults(restricted()) == []


@pytest.mark.parametrize("exception", ["agreed", "ordered"])
def test_what_the_law_lets_through_may_be_asked_for_first(exception: str) -> None:
    assert checks.faults(with_exceptions(exception)) == []


def test_nothing_else_opens_what_is_closely_protected() -> None:
    assert checks.faults(with_exceptions("hurried")) == ["lets.hurried opens what is closely protected."]
    for changes in ({"denies": False}, {"goes_to": "stop"}, {"goes_to": "note", "denies": False}):
        assert "lets.not_sure opens what is closely protected." in checks.faults(with_exceptions(**changes))
    text = restricted(goes_to="note", denies=False)
    assert "what.restricted must lead to the Guardian, who alone can say otherwise." in checks.faults(text)
    assert "what.restricted is a bar, and does not deny." in checks.faults(text)
    asking = with_exceptions()
    assert checks.faults(with_option(asking, "what", "restricted", denies=True)) == [
        "Outcome tell shares after a denial."
    ]


def test_a_part_may_be_shared_past_an_answer_that_narrows() -> None:
    narrow = with_basis(with_option(tea(), "asked", "yes", narrows=True), "consent", kind="share_in_part")
    assert checks.faults(narrow) == []


def test_a_second_denial_closes_again_what_was_narrowed() -> None:
    narrow = with_basis(with_option(tea(), "asked", "yes", narrows=True), "consent", kind="share_in_part")
    denied = with_option(narrow, "what", "sugar", denies=True, precedence=2)
    assert "Outcome tell shares after a denial." in checks.faults(denied)


def test_a_law_that_must_be_obeyed_stands_above_a_no_and_never_above_a_bar() -> None:
    must = with_basis(tea(), "consent", must=True)
    assert checks.faults(with_option(must, "asked", "yes", objects=True)) == []
    assert checks.faults(with_option(must, "asked", "yes", narrows=True)) == []
    assert checks.faults(with_option(must, "asked", "yes", denies=True)) == [
        "Outcome tell shares after a denial."
    ]


def test_every_set_of_ticks_counts_as_a_walk() -> None:
    boxes = ["milk", "sugar", "secret"]
    sets = [list(one) for size in (1, 2, 3) for one in combinations(boxes, size)] + [
        ["nothing"],
        ["not_sure"],
    ]
    taken = {walk(tea(), {"asked": "yes", "what": one, "note": "x"}).steps for one in sets}
    assert graph.count(tea()) == len(taken) + 2


@pytest.mark.parametrize("name", library.names())
def test_each_question_comes_before_all_it_leads_to(name: str) -> None:
    ruleset = library.current(name)
    order = graph.in_order(ruleset)
    place = {node: at for at, node in enumerate(order)}
    assert set(order) == ruleset.questions.keys() | ruleset.outcomes.keys()
    for one in ruleset.questions.values():
        assert isinstance(one, Question)
        assert all(place[one.id] < place[target] for target in one.leads_to())
