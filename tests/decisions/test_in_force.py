"""Whatever was said, signed and warned of: what the wizard shows as in force is what plain days and sets say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from decisions.individuals import queries_asked
from decisions.individuals.models import (
    Consent,
    ConsentWithdrawal,
    Details,
    Individual,
    Objection,
    ObjectionEnd,
    Wishes,
    WishesEnd,
)
from decisions.individuals.models_asked import Refusal
from decisions.individuals.queries import Said, standing
from decisions.need_to_know import queries as need_to_know
from decisions.recipients import queries as recipient_queries
from decisions.recipients.codes import ELEMENTS
from decisions.recipients.models import Agreement, AgreementEnd, Alert, AlertEnd, Recipient
from decisions.rulesets import library
from decisions.vocabulary import RecipientKind
from decisions.wizard import findings, papers
from decisions.wizard.evidence import Evidence, evidence
from portal.models import Organisation
from tests.decisions.model import ITEMS, Model, day, in_order, maybe, said, stands

FIRST = date(2026, 10, 23)  # the days around the clocks going back
NOTHING: dict[str, list[dict[str, Any]]] = {"consents": [], "objections": [], "wishes": [], "refusals": []}
QUIET = {"said_no", "not_asked", "not_sure"}
TELLS_NOBODY = {"nothing", "not_sure", "restricted"}


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _made(model: type, each: dict[str, Any], words: dict[str, str], **columns: Any) -> Any:
    """Return a record as the registers would read it, without a database."""
    fact = model(individual=ADA, items=sorted(each["items"]), **columns)
    fact.__dict__["words"] = words | {"other": ""}
    fact.seq = each["seq"]
    return fact


ORGANISATION = Organisation(name="Willow Care", slug="willow-care")
ADA = Individual(organisation=ORGANISATION)
ADA.__dict__["details"] = Details("Ada Bright", "WH-101", "", None)


def registers_of(facts: dict[str, list[dict[str, Any]]]) -> Said:
    """Return what was said as the registers hold it."""
    consents, objections, wishes = [], [], []
    for c in facts["consents"]:
        days = {"given_on": _day(c["since"]), "ends_on": _day(c["since"] + c["for"])}
        fact = _made(Consent, c, {"recipient": "", "purpose": "x"}, recipient_kind=c["kind"], **days)
        if c["back"] is not None:
            fact.withdrawal = ConsentWithdrawal(ended_on=_day(c["since"] + c["back"]))
        consents.append(fact)
    for o in facts["objections"]:
        fact = _made(Objection, o, {"to_whom": ""}, scope=o["scope"], raised_on=_day(o["since"]))
        if o["back"] is not None:
            fact.end = ObjectionEnd(ended_on=_day(o["since"] + o["back"]))
        objections.append(fact)
    for w in facts["wishes"]:
        ends = _day(w["since"] + w["for"]) if w["for"] is not None else None
        words = {"name": "Sarah", "relation": "daughter", "circumstances": ""}
        fact = _made(Wishes, w, words, recorded_on=_day(w["since"]), ends_on=ends)
        if w["back"] is not None:
            fact.end = WishesEnd(ended_on=_day(w["since"] + w["back"]))
        wishes.append(fact)
    refusals = [
        _made(Refusal, r, {"recipient": ""}, recipient_kind=r["kind"], asked_on=_day(r["since"]))
        for r in facts["refusals"]
    ]
    return Said(tuple(consents), tuple(objections), tuple(wishes), (), tuple(refusals))


@pytest.fixture(scope="module")
def patch() -> Iterable[pytest.MonkeyPatch]:
    """Let the wizard read what was made here; what only adds sentences says nothing."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(queries_asked, "private", lambda *_: [])
        changed.setattr(queries_asked, "carers", lambda *_: [])
        changed.setattr(queries_asked, "preference", lambda *_: None)
        changed.setattr(need_to_know, "sentences", lambda *_: [])
        changed.setattr(recipient_queries, "known", lambda *_: [])
        changed.setattr(recipient_queries, "named", lambda *_: [SURGERY])
        yield changed


def shown(door: str, question: str, on: int, **answers: str) -> Evidence | None:
    asked = library.current(door).questions[question]
    return evidence(asked, individual=ADA, answers=answers, organisation=ORGANISATION, on=_day(on))


@settings(max_examples=150)
@given(said, day)
def test_what_stands_is_what_the_model_says(facts, on):
    in_order(facts)
    model, found = Model(facts, on), standing(registers_of(facts), _day(on))
    for kind in ("care_worker", "family", "research"):
        assert found.agreed(RecipientKind(kind)) == model.agreed(kind)
        assert {i for i in ITEMS if i in found.refused(RecipientKind(kind))} | (
            set(ITEMS) if found.refuses_all(RecipientKind(kind)) else set()
        ) == model.refused(kind)
        assert any(r.recipient_kind == kind for r in found.refusals) == model.said_no(kind)
        assert not found.agreed(RecipientKind(kind)) & model.refused(kind), "deny wins"
    assert found.wished() == model.wished()


@pytest.mark.parametrize(
    ("kind", "yes"), [("care_worker", "consents"), ("family", "consents"), ("family", "wishes")]
)
@pytest.mark.parametrize(
    ("later", "recorded_after", "still_no"),
    [(0, True, False), (0, False, True), (1, True, False), (1, False, True), (-1, True, True), (-1, False, True)],
)  # fmt: skip
def test_a_no_ends_by_a_yes_of_that_very_day_or_later_that_was_recorded_after_it(
    kind, yes, later, recorded_after, still_no
):
    no = {"items": {"medicines"}, "since": 2, "kind": kind, "seq": 5}
    said_yes = {"items": {"medicines"}, "since": 2 + later, "for": 30, "back": None, "kind": kind}
    said_yes["seq"] = 6 if recorded_after else 4
    found = standing(registers_of(NOTHING | {"refusals": [no], yes: [said_yes]}), _day(9))
    assert bool(found.refusals) is still_no


# It ran out on its first day, and is taken back only after the day that is asked about.
RAN_OUT = {"items": {"medicines"}, "since": 0, "for": 0, "back": 2}


@settings(max_examples=80)
@given(facts=said, on=day)
@example(facts=dict(NOTHING, consents=[RAN_OUT | {"kind": "care_worker"}]), on=1)
@example(facts=dict(NOTHING, consents=[RAN_OUT | {"kind": "family"}]), on=1)
def test_the_wizard_leaves_the_answers_the_model_leaves(patch, facts, on):
    in_order(facts)
    model, held = Model(facts, on), registers_of(facts)
    patch.setattr(findings, "in_force", lambda _person, day: standing(held, day))

    care = shown("care-team", "agreement", on, who="care_worker")
    no = bool(model.noes("care_worker") or model.taken_back("care_worker") or model.said_no("care_worker"))
    assert (care.stands if care else None) == (frozenset({"said_no"}) if no else None)

    family = shown("family", "family_agreement", on, who="family")
    expected = {option.id for option in library.current("family").questions["family_agreement"].options}
    expected &= {"said_no"} if model.noes("family") else expected
    expected &= QUIET if model.taken_back("family") or model.said_no("family") else expected
    expected -= set() if model.wished() or model.agreed("family") else {"recorded"}
    assert family is not None
    whole = {option.id for option in library.current("family").questions["family_agreement"].options}
    assert (set(family.stands) if family.stands is not None else whole) == expected

    ticks = shown("care-team", "items", on, who="care_worker")
    left = set(ticks.stands) if ticks and ticks.stands is not None else None
    if not model.noes("care_worker"):
        assert left is None
    else:
        assert left is not None
        assert not left & model.refused("care_worker"), "deny wins"
        assert "whole_record" not in left
        assert set(ITEMS) - model.refused("care_worker") <= left | (set(ITEMS) if _all(model) else set())
        assert TELLS_NOBODY & left


def _all(model: Model) -> bool:
    return any(not no["items"] for no in model.noes("care_worker"))


# Whoever asks: warnings about them, and what they signed.
SURGERY = Recipient(
    id=uuid4(), organisation=ORGANISATION, kind="care_worker", public_name="Elm Hill Pharmacy"
)
SURGERY.__dict__["correction"] = None
warnings = st.lists(st.fixed_dictionaries({"since": day, "for": maybe, "back": maybe}), max_size=3)
signed = st.lists(
    st.fixed_dictionaries(
        {"since": day, "for": st.integers(0, 4), "back": maybe, "liability": st.booleans()}
    ),
    max_size=3,
)


class Rows(list[Any]):
    """Rows as a manager gives them: what asks for fewer or more of them gets them all."""

    def filter(self, *_: Any, **__: Any) -> Rows:
        return self

    select_related = order_by = prefetch_related = filter  # noqa: A003


def _table(rows: list[Any]) -> Any:
    return type("Table", (), {"objects": Rows(rows)})


@settings(max_examples=60)
@given(raised=warnings, on=day, named=st.booleans())
def test_a_warning_in_force_rules_out_every_other_answer(patch, raised, on, named):
    alerts = []
    for each in raised:
        ends = _day(each["since"] + each["for"]) if each["for"] is not None else None
        alert = Alert(recipient=SURGERY, starts_on=_day(each["since"]), ends_on=ends)
        alert.__dict__["words"] = {"reason": "x", "risk": ""}
        if each["back"] is not None:
            alert.end = AlertEnd(ended_on=_day(each["since"] + each["back"]))
        alerts.append(alert)
    patch.setattr(recipient_queries, "Alert", _table(alerts))
    patch.setattr(findings, "alert_sentence", lambda _alert: "A warning.")
    patch.setattr(findings, "warnings_in_words", lambda meant: tuple("A warning." for _ in meant))
    typed = "Elm Hill Pharmacy" if named else "Oak Lane Dentist"
    found = shown("care-team", "identity", on, who="care_worker", identity_also=typed)
    warned = any(stands(each, on) for each in raised)
    assert (found.stands if found else None) == (frozenset({"alert"}) if warned and named else None)
    assert bool(found) == warned, "a warning is shown whoever was named"


@settings(max_examples=60)
@given(papers_signed=signed, on=day)
def test_only_an_agreement_in_date_that_says_who_is_liable_lets_the_worker_say_so(patch, papers_signed, on):
    held = []
    for each in papers_signed:
        days = {"starts_on": _day(each["since"]), "ends_on": _day(each["since"] + each["for"])}
        paper = Agreement(recipient=SURGERY, kind="sharing", **days)
        paper.__dict__["words"] = dict.fromkeys((*ELEMENTS, "kept"), "x") | {
            "liability": "x" if each["liability"] else ""
        }
        if each["back"] is not None:
            paper.end = AgreementEnd(ended_on=_day(each["since"] + each["back"]))
        held.append(paper)
    patch.setattr(papers, "Agreement", _table(held))
    patch.setattr(papers, "agreement_sentence", lambda _paper: "An agreement.")
    found = papers.agreement(ORGANISATION, "Elm Hill Pharmacy", _day(on))
    whole = [each for each in papers_signed if stands(each, on) and each["liability"]]
    assert found is not None
    assert (found.answer == papers.IN_DATE) == bool(whole)
    if not papers_signed:
        assert found.answer == papers.NONE
    elif not whole:
        expected = papers.NO_LIABILITY if any(stands(each, on) for each in papers_signed) else papers.EXPIRED
        assert found.answer == expected
