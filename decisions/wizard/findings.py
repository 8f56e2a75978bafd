"""The look-ups behind the evidence: what each register says about one question, and what that leaves.

Each takes a question as it is asked about one person on one day, and returns its findings. Deny wins: an objection
beats a consent, and a consent that was taken back stands for a no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from decisions.clean_lists.queries import checked_sentence
from decisions.engine.ruleset import Question
from decisions.individuals import words
from decisions.individuals.models import Consent, Individual, Objection
from decisions.individuals.queries import InForce, in_force
from decisions.individuals.words_asked import refusal_sentence
from decisions.recipients import queries as recipients
from decisions.recipients.against import warnings_in_words
from decisions.recipients.standing import known_of
from decisions.recipients.words import alert_sentence, known_sentence
from decisions.vocabulary import NOBODY, SCOPES_OF, RecipientKind, Scope, kind_of
from decisions.wizard import besides, papers
from portal.models import Organisation

ABOVE_A_NO = "said_no_to_law"
"""The question that is asked where a law has to be obeyed, whatever the person wants."""
ONLY_AS_AGREED = frozenset({"support_agreed", "early_help"})
"""Asked at the doors of those at risk where nobody is likely to be seriously harmed: here agreement is needed."""
CLAIMS_NO_OBJECTION = frozenset({"no", "nobody", "nothing"})
"""Answers of the doors that say nobody said no."""
NOT_ITEMS = frozenset({"nothing", "not_sure", "restricted"})
"""Ticks on the items page that tell nobody anything."""


@dataclass(frozen=True)
class Asked:
    """One question, asked about one person on one day."""

    question: Question
    organisation: Organisation
    individual: Individual | None
    answers: Mapping[str, object]
    on: date

    @property
    def kind(self) -> RecipientKind:
        """Who asks or is told; a draft that has not said so is treated as somebody else."""
        return kind_of(self.answers)

    @property
    def stands_above_a_no(self) -> bool:
        """Whether what is told does not wait for agreement: someone may be at risk, or a law says so."""
        at_risk = self.kind == RecipientKind.SAFEGUARDING
        agreed_only = not ONLY_AS_AGREED.isdisjoint({self.question.id, *self.answers})
        return (at_risk and not agreed_only) or ABOVE_A_NO in self.answers

    @property
    def options(self) -> frozenset[str]:
        """Every answer the question offers."""
        return frozenset(option.id for option in self.question.options)

    @property
    def typed(self) -> str:
        """What the worker wrote about who is asking or is told."""
        return str(self.answers.get(f"{self.question.id}_also") or "")

    @property
    def objections(self) -> tuple[Objection, ...]:
        """The objections that speak about whoever asks or is told.

        Whoever acts for the person, or asks about somebody who has died, may be family or anyone beyond care.
        """
        anyone = self.kind == RecipientKind.THEMSELF or "died" in (
            self.answers.get("who"),
            self.answers.get("tell"),
        )
        scopes = {Scope.FAMILY, Scope.BEYOND_CARE} if anyone else SCOPES_OF[self.kind]
        return tuple(each for each in self.standing.objections if each.scope in scopes)

    @cached_property
    def standing(self) -> InForce:
        """What stands about the person on that day."""
        assert self.individual is not None  # noqa: S101 - the dispatcher below lets nobody in without one
        return in_force(self.individual, self.on)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a register says: a sentence, the answers it leaves, and its own answer if it rules any out."""

    says: tuple[str, ...]
    leaves: frozenset[str] | None = None
    answer: str = ""

    def limits(self, asked: Asked) -> bool:
        """Say whether it rules answers out: only where the question offers the register's own answer."""
        return self.leaves is not None and self.answer in asked.options


def _recipient(asked: Asked) -> list[Finding]:
    """Warnings about whoever asks or is told, and the numbers we hold for them."""
    alerts = recipients.alerts_in_force(asked.organisation, None, asked.on)
    meant = [alert for alert in alerts if recipients.may_be(alert.recipient, asked.typed)]
    if meant:
        return [Finding(warnings_in_words(meant), frozenset({"alert"}), "alert")]
    warned = {alert.recipient_id for alert in alerts}
    others = tuple(alert_sentence(alert) for alert in alerts if alert.recipient.kind == asked.kind)
    held = [r for r in recipients.known(asked.organisation, asked.kind) if r.id not in warned]
    named = [r for r in held if recipients.is_named(r, asked.typed)]
    number_is = "Their number is" if asked.answers.get("who") == NOBODY else "Call back on"
    numbers = (known_sentence(recipient, number_is) for recipient in named or held)
    papers_of = (sentence for recipient in named for sentence in known_of(recipient, asked.on))
    return [Finding((*others, *numbers, *papers_of))]


def _agreement(asked: Asked) -> list[Finding]:
    """Whether a health or care worker may be told: objections, what was taken back, capacity, consents."""
    cautious = frozenset({"said_no"})
    return [*_denials(asked, taken_back=cautious), *_capacity_found(asked, cautious), *_given(asked)]


def _family_agreement(asked: Asked) -> list[Finding]:
    """Whether people close to them may be told; not asked and not sure share nothing, so they always stand."""
    cautious = frozenset({"said_no", "not_asked", "not_sure"})
    denials = _denials(asked, taken_back=cautious)
    found = _capacity_found(asked, cautious | {"recorded"})
    wishes = tuple(words.wishes_sentence(wish) for wish in asked.standing.wishes) + besides.of_carers(asked)
    if asked.standing.wished() or asked.standing.agreed(asked.kind):
        return [*denials, *found, Finding(wishes), *_given(asked)]
    says = wishes or ("There is no agreement or wish on record about telling family or friends.",)
    return [*denials, *found, Finding(says, asked.options - {"recorded"}, "not_asked"), *_given(asked)]


def _objection(asked: Asked) -> list[Finding]:
    """What exactly they do not want told."""
    if not asked.objections:
        return []
    says = tuple(words.objection_sentence(objection) for objection in asked.objections)
    if any(not objection.items for objection in asked.objections):
        return [Finding(says, frozenset({"everything", "not_sure"}), "everything")]
    return [Finding(says, asked.options, "some_items")]


def _said_no(asked: Asked) -> list[Finding]:
    """What a door without a way of its own is told: a recorded no, wishes, capacity, and what was agreed.

    Deny wins: a no rules out each answer that rests on agreement, and each that says there is no such no. Where
    someone may be at risk a no is shown, and rules nothing out: they may be afraid today, or no longer able to decide.
    """
    options = asked.question.options
    noes = [option.id for option in options if option.objects]
    against = {o.id for o in options if (o.basis and not o.narrows) or o.id in CLAIMS_NO_OBJECTION}
    found = _denials(asked, taken_back=frozenset())
    at_risk = asked.stands_above_a_no and asked.kind == RecipientKind.SAFEGUARDING
    noes = [] if at_risk else noes
    denied = [
        Finding(each.says, asked.options - against, noes[0]) if noes else Finding(each.says) for each in found
    ]
    record = asked.standing.capacity_for(asked.kind)
    hears_wishes = asked.question.register == "wishes" or asked.kind == RecipientKind.FAMILY
    says = [words.wishes_sentence(wish) for wish in (asked.standing.wishes if hears_wishes else ())]
    says += [words.capacity_sentence(record)] if record else []
    return [*denied, Finding(tuple(says)), *_given(asked)]


def _likely_to_object(asked: Asked) -> list[Finding]:
    """Whether what they said before makes a no likely."""
    said = [sentence for finding in _denials(asked, taken_back=frozenset()) for sentence in finding.says]
    return [Finding(tuple(said), frozenset({"yes", "not_sure"}), "yes")] if said else []


def _items(asked: Asked) -> list[Finding]:
    """Which kinds of information they refused, and which a recorded wish or best interest reaches to."""
    standing, kind = asked.standing, asked.kind
    findings = []
    refused = asked.options if standing.refuses_all(kind) else standing.refused(kind)
    if refused:
        says = tuple(words.objection_sentence(objection) for objection in standing.objections_to(kind))
        left = None if asked.stands_above_a_no else (asked.options - refused - {"whole_record"}) | NOT_ITEMS
        findings.append(Finding(says, left, "" if left is None else "nothing"))
    record = standing.capacity_for(kind) if asked.answers.get("best_interests") == "consulted" else None
    if asked.answers.get("family_agreement") == "recorded" and standing.wished():
        says = tuple(words.wishes_sentence(wish) for wish in standing.wishes)
        findings.append(Finding(says, standing.wished() | NOT_ITEMS, "nothing"))
    if record is not None and record.items:
        says = (words.capacity_sentence(record),)
        findings.append(Finding(says, frozenset(record.items) | NOT_ITEMS, "nothing"))
    return [*findings, Finding(besides.of_items(asked))]


def _capacity(asked: Asked) -> list[Finding]:
    """Whether somebody assessed that they cannot make this decision."""
    record = asked.standing.capacity_for(asked.kind)
    if record is None:
        says = "Nothing is recorded here about whether they can make this decision for themself."
        return [Finding((says,), asked.options - {"assessed"}, "not_sure")]
    if record.has_capacity:
        return [Finding((words.capacity_sentence(record),), frozenset({"assumed", "not_sure"}), "not_sure")]
    return [Finding((words.capacity_sentence(record),))]


def _best_interests(asked: Asked) -> list[Finding]:
    """What was found to be best for somebody who cannot decide."""
    record = asked.standing.capacity_for(asked.kind)
    if record is None or record.has_capacity:
        return [Finding(("Nobody has recorded yet what is in their best interests.",))]
    says = (words.capacity_sentence(record),)
    if record.words["best_interests"] and not record.items:
        return [Finding(says, frozenset({"no", "not_sure"}), "no")]
    return [Finding(says)]


def _denials(asked: Asked, *, taken_back: frozenset[str]) -> list[Finding]:
    """Objections that stand, and consents that were taken back and not given again."""
    findings = []
    if asked.objections:
        said = tuple(map(words.objection_sentence, asked.objections))
        findings.append(Finding(said, frozenset({"said_no"}), "said_no"))
    withdrawn = [c for c in asked.standing.taken_back if c.recipient_kind == asked.kind]
    denied = [consent for consent in withdrawn if not _given_again(asked, consent)]
    if denied:
        findings.append(Finding(tuple(map(words.withdrawal_sentence, denied)), taken_back, "said_no"))
    refused = tuple(refusal_sentence(r) for r in asked.standing.refusals if r.recipient_kind == asked.kind)
    return [*findings, Finding(refused, taken_back, "said_no")] if refused else findings


def _given_again(asked: Asked, withdrawn: Consent) -> bool:
    """Say whether they agreed anew on the day they took a consent back, or later."""
    since = withdrawn.ended_on or date.max
    again = any(consent.given_on >= since for consent in asked.standing.consents_for(asked.kind))
    wishes = asked.standing.wishes if asked.kind == RecipientKind.FAMILY else ()
    return again or any(wish.recorded_on >= since for wish in wishes)


def _capacity_found(asked: Asked, cautious: frozenset[str]) -> list[Finding]:
    """Somebody who cannot decide has not agreed; somebody who can is asked, not decided for."""
    record = asked.standing.capacity_for(asked.kind)
    if record is None:
        return []
    says = (words.capacity_sentence(record),)
    if record.has_capacity:
        return [Finding(says, asked.options - {"cannot_decide"}, "not_asked")]
    return [Finding(says, cautious | {"cannot_decide"}, "cannot_decide")]


def _given(asked: Asked) -> list[Finding]:
    """Consents that stand, and those past their last day: sentences only, they rule nothing out."""
    says = [words.consent_sentence(consent) for consent in asked.standing.consents_for(asked.kind)]
    expired = [c for c in asked.standing.expired if c.recipient_kind == asked.kind]
    return [Finding((*says, *(words.expiry_sentence(consent) for consent in expired)))]


def _papers(asked: Asked) -> list[Finding]:
    """What whoever asks signed or showed; a paper that does not stand rules out that it is in date."""
    typed = str(asked.answers.get("identity_also") or asked.answers.get("reach_also") or "")
    given = (asked.organisation, typed, asked.on)
    signed = asked.question.register == papers.AGREEMENT
    found = papers.agreement(*given) if signed else papers.assurance(asked.question.id, *given)
    if found is None:
        return []
    leaves = None if found.answer == papers.IN_DATE else asked.options - {papers.IN_DATE}
    return [Finding(found.says, leaves, "" if leaves is None else found.answer)]


def _opt_outs(asked: Asked) -> list[Finding]:
    """A no on record, and when a list was last checked: asked about one person, or about a whole list."""
    checked = checked_sentence(asked.organisation, asked.on)
    return [*(_said_no(asked) if asked.individual else []), Finding((checked,))]


BY_QUESTION: dict[str, Callable[[Asked], list[Finding]]] = {
    "agreement": _agreement,
    "family_agreement": _family_agreement,
    "likely_to_object": _likely_to_object,
    "objection": _objection,
    "items": _items,
    "capacity": _capacity,
    "best_interests": _best_interests,
    "opt_outs": _opt_outs,
}
BY_REGISTER: dict[str, Callable[[Asked], list[Finding]]] = {
    "recipient": _recipient,
    papers.AGREEMENT: _papers,
    papers.ASSURANCE: _papers,
    **dict.fromkeys(("objection", "consent", "wishes", "capacity"), _said_no),
}
"""How a register is looked up for a question without a way of its own."""


def register_of(question: Question) -> Callable[[Asked], list[Finding]] | None:
    """Return what looks a question up: its own way, else the way of the register it names, else None."""
    return BY_QUESTION.get(question.id) or BY_REGISTER.get(question.register or "")


def needs_nobody(question: Question) -> bool:
    """Say whether a question is looked up before anybody knows whose information it is."""
    return register_of(question) in (_recipient, _papers, _opt_outs)
