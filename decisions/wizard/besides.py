"""What stands beside a question and rules nothing out: what a carer said, what is private, who needs to know what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decisions.individuals import queries_asked, words_asked
from decisions.need_to_know import queries as need_to_know
from decisions.vocabulary import RecipientKind

if TYPE_CHECKING:
    from decisions.wizard.findings import Asked


def of_carers(asked: Asked) -> tuple[str, ...]:
    """Return what those close to the person said for themselves: if they want to be told."""
    assert asked.individual is not None  # noqa: S101 - the dispatcher lets nobody in without one
    found = queries_asked.carers(asked.individual, asked.on)
    return tuple(words_asked.carer_sentence(carer) for carer in found)


def of_items(asked: Asked) -> tuple[str, ...]:
    """Return what the person wants treated as private, and, for those who look after them, who needs what."""
    assert asked.individual is not None  # noqa: S101 - the dispatcher lets nobody in without one
    marks = queries_asked.private(asked.individual, asked.on) if asked.kind != RecipientKind.THEMSELF else []
    says = [words_asked.sensitivity_sentence(mark) for mark in marks]
    if asked.kind == RecipientKind.CARE_WORKER:
        preference = queries_asked.preference(asked.individual, asked.on)
        says += [words_asked.preference_sentence(preference)] if preference else []
        typed = str(asked.answers.get("identity_also") or asked.answers.get("reach_also") or "")
        says += need_to_know.sentences(asked.organisation, typed, asked.on)
    return tuple(says)
