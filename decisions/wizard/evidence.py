"""What the registers say today about a question, in plain sentences, and which answers that leaves standing.

Deny wins. An objection beats a consent; a consent that was taken back stands for a no; a consent past its
last day supports nothing. What the register rules out may still be answered, with a reason, and the
Guardian is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from decisions.engine.ruleset import Question
from decisions.individuals.models import Individual
from decisions.wizard.findings import Asked, needs_nobody, register_of
from portal.models import Organisation


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


def evidence(
    question: Question,
    *,
    individual: Individual | None,
    answers: Mapping[str, object],
    organisation: Organisation,
    on: date,
) -> Evidence | None:
    """Return what the registers say about a question on a day, or None where they have nothing to say."""
    look_up = register_of(question)
    if look_up is None or (individual is None and not needs_nobody(question)):
        return None
    asked = Asked(question, organisation, individual, answers, on)
    findings = look_up(asked)
    statements = tuple(sentence for finding in findings for sentence in finding.says)
    if not statements:
        return None
    limits = [finding for finding in findings if finding.limits(asked)]
    if not limits:
        return Evidence(statements)
    stands = asked.options.intersection(*(finding.leaves for finding in limits if finding.leaves is not None))
    # Where two findings leave nothing between them, the first is the more cautious, and is heard.
    stands = stands or frozenset({limits[0].answer})
    answer = next((finding.answer for finding in limits if finding.answer in stands), min(stands))
    return Evidence(statements, stands, answer)
