"""What the registers say today about a question, in plain sentences, and which answers that leaves standing.

Deny wins. An objection beats a consent; a consent that was taken back stands for a no; a consent past its
last day supports nothing. What the register rules out may still be answered, with a reason, and the
Guardian is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from decisions.engine.ruleset import Question
from decisions.individuals import words
from decisions.individuals.models import Consent, Individual
from decisions.individuals.queries import InForce, in_force
from decisions.recipients import queries as recipients
from decisions.recipients.words import alert_sentence, known_sentence
from decisions.vocabulary import RecipientKind
from portal.models import Organisation

NOT_ITEMS = frozenset({"nothing", "not_sure", "restricted"})
"""Ticks on the items page that tell nobody anything."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What to show beside a question. `stands` None: the register rules nothing out.

    `answer` is the register's own answer, used where the worker's does not stand and no reason is given.
    """

    statements: tuple[str, ...]
    stands: frozenset[str] | None = None
    answer: str = ""

    def contradicted_by(self, answer: object) -> bool:
        """Say whether a worker's answer, or one of several ticks, is one that the register rules out."""
        return self.stands is not None and not _ticked(answer) <= self.stands

    def instead_of(self, answer: object) -> object:
        """Return the answer that stands in place of this one: of several ticks, those not ruled out."""
        if not self.contradicted_by(answer) or self.stands is None:
            return answer
        if isinstance(answer, Mapping):
            return {tick: why for tick, why in answer.items() if tick in self.stands} or {self.answer: ""}
        if isinstance(answer, list | tuple):
            return [tick for tick in answer if tick in self.stands] or [self.answer]
        return self.answer


def _ticked(answer: object) -> frozenset[str]:
    """Return the options an answer chose."""
    if isinstance(answer, str):
        return frozenset({answer})
    return frozenset(answer) if isinstance(answer, Mapping | list | tuple) else frozenset()


@dataclass(frozen=True)
class _Asked:
    """One question, asked about one person on one day."""

    question: Question
    organisation: Organisation
    individual: Individual | None
    answers: Mapping[str, object]
    on: date

    @property
    def kind(self) -> RecipientKind:
        """Who asks; a draft that has not said so is treated as somebody else."""
        who = str(self.answers.get("who", ""))
        return RecipientKind(who) if who in set(RecipientKind) else RecipientKind.SOMEONE_ELSE

    @property
    def options(self) -> frozenset[str]:
        """Every answer the question offers."""
        return frozenset(option.id for option in self.question.options)

    @property
    def typed(self) -> str:
        """What the worker wrote about who is asking."""
        return str(self.answers.get("identity_also") or "")

    @cached_property
    def standing(self) -> InForce:
        """What stands about the person on that day."""
        assert self.individual is not None  # noqa: S101 - the dispatcher below lets nobody in without one
        return in_force(self.individual, self.on)


@dataclass(frozen=True, slots=True)
class _Finding:
    """One thing a register says: a sentence, the answers it leaves, and its own answer if it rules any out."""

    says: tuple[str, ...]
    leaves: frozenset[str] | None = None
    answer: str = ""


def evidence(
    question: Question,
    *,
    individual: Individual | None,
    answers: Mapping[str, object],
    organisation: Organisation,
    on: date,
) -> Evidence | None:
    """Return what the registers say about a question on a day, or None where they have nothing to say."""
    asked = _Asked(question, organisation, individual, answers, on)
    look_up = REGISTERS.get(question.id)
    if look_up is None or (individual is None and look_up is not _recipient):
        return None
    findings = look_up(asked)
    statements = tuple(sentence for finding in findings for sentence in finding.says)
    if not statements:
        return None
    limits = [finding for finding in findings if finding.leaves is not None]
    if not limits:
        return Evidence(statements)
    stands = asked.options.intersection(*(finding.leaves for finding in limits if finding.leaves is not None))
    # Where two findings leave nothing between them, the first is the more cautious, and is heard.
    stands = stands or frozenset({limits[0].answer})
    answer = next((finding.answer for finding in limits if finding.answer in stands), min(stands))
    return Evidence(statements, stands, answer)


def _recipient(asked: _Asked) -> list[_Finding]:
    """Warnings about whoever asks, and the numbers we hold to call back on."""
    alerts = recipients.alerts_in_force(asked.organisation, None, asked.on)
    meant = [alert for alert in alerts if recipients.may_be(alert.recipient, asked.typed)]
    if meant:
        return [_Finding(tuple(alert_sentence(alert) for alert in meant), frozenset({"alert"}), "alert")]
    warned = {alert.recipient_id for alert in alerts}
    others = tuple(alert_sentence(alert) for alert in alerts if alert.recipient.kind == asked.kind)
    held = [r for r in recipients.known(asked.organisation, asked.kind) if r.id not in warned]
    named = [r for r in held if recipients.is_named(r, asked.typed)]
    return [_Finding((*others, *(known_sentence(recipient) for recipient in named or held)))]


def _agreement(asked: _Asked) -> list[_Finding]:
    """Whether a health or care worker may be told: objections, what was taken back, capacity, consents."""
    cautious = frozenset({"said_no"})
    return [*_denials(asked, taken_back=cautious), *_capacity_found(asked, cautious), *_given(asked)]


def _family_agreement(asked: _Asked) -> list[_Finding]:
    """Whether people close to them may be told; not asked and not sure share nothing, so they always stand."""
    cautious = frozenset({"said_no", "not_asked", "not_sure"})
    denials = _denials(asked, taken_back=cautious)
    found = _capacity_found(asked, cautious | {"recorded"})
    wishes = tuple(words.wishes_sentence(wish) for wish in asked.standing.wishes)
    if asked.standing.wished() or asked.standing.agreed(asked.kind):
        return [*denials, *found, _Finding(wishes), *_given(asked)]
    says = wishes or ("There is no agreement or wish on record about telling family or friends.",)
    return [*denials, *found, _Finding(says, asked.options - {"recorded"}, "not_asked"), *_given(asked)]


def _objection(asked: _Asked) -> list[_Finding]:
    """What exactly they do not want told."""
    objections = asked.standing.objections_to(asked.kind)
    if not objections:
        return []
    says = tuple(words.objection_sentence(objection) for objection in objections)
    if asked.standing.refuses_all(asked.kind):
        return [_Finding(says, frozenset({"everything", "not_sure"}), "everything")]
    return [_Finding(says, asked.options, "some_items")]


def _likely_to_object(asked: _Asked) -> list[_Finding]:
    """Whether what they said before makes a no likely."""
    said = [sentence for finding in _denials(asked, taken_back=frozenset()) for sentence in finding.says]
    return [_Finding(tuple(said), frozenset({"yes", "not_sure"}), "yes")] if said else []


def _items(asked: _Asked) -> list[_Finding]:
    """Which kinds of information they refused, and which a recorded wish or best interest reaches to."""
    standing, kind = asked.standing, asked.kind
    findings = []
    refused = asked.options if standing.refuses_all(kind) else standing.refused(kind)
    if refused:
        says = tuple(words.objection_sentence(objection) for objection in standing.objections_to(kind))
        findings.append(_Finding(says, (asked.options - refused - {"whole_record"}) | NOT_ITEMS, "nothing"))
    record = standing.capacity_for(kind) if asked.answers.get("best_interests") == "consulted" else None
    if asked.answers.get("family_agreement") == "recorded" and standing.wished():
        says = tuple(words.wishes_sentence(wish) for wish in standing.wishes)
        findings.append(_Finding(says, standing.wished() | NOT_ITEMS, "nothing"))
    if record is not None and record.items:
        says = (words.capacity_sentence(record),)
        findings.append(_Finding(says, frozenset(record.items) | NOT_ITEMS, "nothing"))
    return findings


def _capacity(asked: _Asked) -> list[_Finding]:
    """Whether somebody assessed that they cannot make this decision."""
    record = asked.standing.capacity_for(asked.kind)
    if record is None:
        says = "Nothing is recorded here about whether they can make this decision for themself."
        return [_Finding((says,), asked.options - {"assessed"}, "not_sure")]
    if record.has_capacity:
        return [_Finding((words.capacity_sentence(record),), frozenset({"assumed", "not_sure"}), "not_sure")]
    return [_Finding((words.capacity_sentence(record),))]


def _best_interests(asked: _Asked) -> list[_Finding]:
    """What was found to be best for somebody who cannot decide."""
    record = asked.standing.capacity_for(asked.kind)
    if record is None or record.has_capacity:
        return [_Finding(("Nobody has recorded yet what is in their best interests.",))]
    says = (words.capacity_sentence(record),)
    if record.words["best_interests"] and not record.items:
        return [_Finding(says, frozenset({"no", "not_sure"}), "no")]
    return [_Finding(says)]


def _denials(asked: _Asked, *, taken_back: frozenset[str]) -> list[_Finding]:
    """Objections that stand, and consents that were taken back and not given again."""
    findings = []
    objections = asked.standing.objections_to(asked.kind)
    if objections:
        says = tuple(words.objection_sentence(objection) for objection in objections)
        findings.append(_Finding(says, frozenset({"said_no"}), "said_no"))
    withdrawn = [c for c in asked.standing.lapsed if c.recipient_kind == asked.kind and c.ended_on]
    denied = [consent for consent in withdrawn if not _given_again(asked, consent)]
    if denied:
        says = tuple(words.withdrawal_sentence(consent) for consent in denied)
        findings.append(_Finding(says, taken_back, "said_no"))
    return findings


def _given_again(asked: _Asked, withdrawn: Consent) -> bool:
    """Say whether they agreed anew on the day they took a consent back, or later."""
    since = withdrawn.ended_on or date.max
    again = any(consent.given_on >= since for consent in asked.standing.consents_for(asked.kind))
    wishes = asked.standing.wishes if asked.kind == RecipientKind.FAMILY else ()
    return again or any(wish.recorded_on >= since for wish in wishes)


def _capacity_found(asked: _Asked, cautious: frozenset[str]) -> list[_Finding]:
    """Somebody who cannot decide has not agreed; somebody who can is asked, not decided for."""
    record = asked.standing.capacity_for(asked.kind)
    if record is None:
        return []
    says = (words.capacity_sentence(record),)
    if record.has_capacity:
        return [_Finding(says, asked.options - {"cannot_decide"}, "not_asked")]
    return [_Finding(says, cautious | {"cannot_decide"}, "cannot_decide")]


def _given(asked: _Asked) -> list[_Finding]:
    """Consents that stand, and those past their last day: sentences only, they rule nothing out."""
    standing = asked.standing
    says = [words.consent_sentence(consent) for consent in standing.consents_for(asked.kind)]
    expired = [c for c in standing.lapsed if c.recipient_kind == asked.kind and not c.ended_on]
    return [_Finding((*says, *(words.expiry_sentence(consent) for consent in expired)))]


REGISTERS: dict[str, Callable[[_Asked], list[_Finding]]] = {
    "identity": _recipient,
    "agreement": _agreement,
    "family_agreement": _family_agreement,
    "likely_to_object": _likely_to_object,
    "objection": _objection,
    "items": _items,
    "capacity": _capacity,
    "best_interests": _best_interests,
}
