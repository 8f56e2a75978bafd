"""What a recipient signed and showed, as it stands on a day, beside the questions that ask for such papers.

Deny wins: a paper that is not on record, has ended or lacks what matters rules out the answer that it is in date. The
worker may still say why that is no longer so, and the Guardian is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from decisions.recipients import queries as recipients
from decisions.recipients.codes import ASSURANCES
from decisions.recipients.models import Agreement, Assurance, Recipient
from decisions.recipients.standing import counts, runs
from decisions.recipients.words import agreement_sentence, assurance_sentence
from portal.models import Organisation

AGREEMENT: Final = "agreement"
ASSURANCE: Final = "assurance"
"""The registers, as a question names them."""
IN_DATE, EXPIRED, NONE, NO_LIABILITY = "in_date", "expired", "none", "no_liability"
"""The answers of every question about a paper."""
KIND_OF: Final = {"trusted_contract": "contract", "trusted_standard": "security", "trusted_auditor": "audit"}
"""Which paper of a trusted environment a question asks for (Rule 3B)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on record: sentences, and the register's own answer, which is IN_DATE where the paper stands."""

    says: tuple[str, ...]
    answer: str


def agreement(organisation: Organisation, typed: str, on: date) -> Standing | None:
    """Whether whoever was named has a sharing agreement that stands; None where we know nobody by that name."""
    named = _named(organisation, typed)
    held = Agreement.objects.filter(recipient__in=named, kind="sharing").select_related(
        "recipient__key", "end"
    )
    signed = list(held.order_by("ends_on", "id"))
    standing = [one for one in signed if runs(one, on)]
    whole = [one for one in standing if "liability" not in one.missing]
    if not (named and signed):
        return _nothing(named, "sharing agreement")
    answer = IN_DATE if whole else NO_LIABILITY if standing else EXPIRED
    return Standing(tuple(map(agreement_sentence, whole or standing or signed)), answer)


def assurance(question: str, organisation: Organisation, typed: str, on: date) -> Standing | None:
    """Whether whoever was named has shown the paper this question asks for; None as above, or where there is none."""
    wanted = KIND_OF.get(question)
    if wanted is None:
        return None
    named = _named(organisation, typed)
    held = Assurance.objects.filter(recipient__in=named, kind=wanted).select_related("recipient__key", "end")
    shown = list(held.order_by("ends_on", "id"))
    standing = [one for one in shown if counts(one, on)]
    if not (named and shown):
        return _nothing(named, ASSURANCES[wanted].partition(": ")[2])
    return Standing(tuple(map(assurance_sentence, standing or shown)), IN_DATE if standing else EXPIRED)


def _named(organisation: Organisation, typed: str) -> list[Recipient]:
    """The recipients that the worker's words name; a council or commissioner may be recorded as any kind."""
    return recipients.named(organisation, typed)


def _nothing(named: Iterable[Recipient], paper: str) -> Standing | None:
    says = tuple(f"Nothing is on record from {one.name} about this: {paper}." for one in named)
    return Standing(says, NONE) if says else None
