"""What an individual was told of what we hold about them, and what they want treated as private."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.typed import one_of, past, text
from decisions.chosen import Items, chosen
from decisions.individuals import words_asked as words
from decisions.individuals.entries import entry_of
from decisions.individuals.models import Individual
from decisions.individuals.models_asked import NOTICE_FACTS, Notice, Sensitivity, SensitivityEnd
from decisions.individuals.ties import must_reach
from decisions.vocabulary import ended
from portal.errors import NotAllowed
from portal.models import User

ENDED: Final = "This was ended already."


@transaction.atomic
def give_notice(
    *,
    individual: Individual,
    facts: Sequence[str],
    version: str,
    how: str,
    given_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Notice:
    """Record which of the four facts the individual was told, how, and in which version of the notice."""
    must_reach(by, individual)
    told = {one_of(code, NOTICE_FACTS) for code in facts}
    if not told:
        raise NotAllowed("Select what they were told")
    said = {
        "version": text(version, "Enter the version of the notice", most=100),
        "how": text(how, "Say how they were told"),
    }
    notice = Notice(
        id=event_id or new_id(),
        individual=individual,
        facts=[code for code in NOTICE_FACTS if code in told],
        given_on=past(given_on),
    )
    notice, new = store(notice, words=said, key=individual.key)
    if not new:
        return notice
    says = words.notice_sentence(notice)
    append(event=Event.NOTICE_GIVEN, **entry_of(notice, individual, says, said), by=by)
    return notice


@transaction.atomic
def mark_private(
    *,
    individual: Individual,
    items: Items,
    says: str,
    marked_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Sensitivity:
    """Record what the individual wants treated as private, within the team too, in their own words."""
    must_reach(by, individual)
    codes, other = chosen(items)
    said = {"says": text(says, "Write down what they said"), "other": other}
    mark = Sensitivity(id=event_id or new_id(), individual=individual, items=codes, marked_on=past(marked_on))
    mark, new = store(mark, words=said, key=individual.key)
    if not new:
        return mark
    sentence = words.sensitivity_sentence(mark)
    append(event=Event.PRIVACY_MARKED, **entry_of(mark, individual, sentence, said), by=by)
    return mark


@transaction.atomic
def end_private(
    *,
    mark: Sensitivity,
    reason: str,
    ended_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> SensitivityEnd:
    """Record that something need not be treated as private any more."""
    individual = mark.individual
    must_reach(by, individual)
    said = {"reason": text(reason, "Say how you know")}
    end = SensitivityEnd(
        id=event_id or new_id(), sensitivity=mark, ended_on=past(ended_on, since=mark.marked_on)
    )
    end, new = store(end, words=said, key=individual.key, otherwise=ENDED)
    if not new:
        return end
    says = ended(words.sensitivity_sentence(mark), end.ended_on)
    append(event=Event.PRIVACY_ENDED, **entry_of(end, individual, says, said, about=mark), by=by)
    return end
