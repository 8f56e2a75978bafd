"""What stands about a recipient on a day: how to reach them, why to trust them, what they signed, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from decisions.recipients import words
from decisions.recipients.codes import AS_GOOD_AS_OURS, OUTSIDE_CARE, TRUSTED_ENVIRONMENT
from decisions.recipients.models import Agreement, Assurance, Recipient, Route
from decisions.vocabulary import day_in_words
from portal.days import stands

NOT_AS_GOOD: Final = "Nothing in date shows that they keep standards as good as ours"


def trusted_environment(recipient: Recipient, on: date) -> tuple[str, ...]:
    """Return which of the three documents of a trusted environment are not in force on a day (Rule 3B)."""
    held = {each.kind for each in _assurances(recipient) if counts(each, on)}
    return tuple(code for code in TRUSTED_ENVIRONMENT if code not in held)


def agreements_in_force(recipient: Recipient, on: date) -> list[Agreement]:
    """Return the agreements that stand on a day, complete or not, the newest first."""
    return [each for each in _agreements(recipient) if runs(each, on)]


def agreement_in_force(recipient: Recipient, on: date) -> Agreement | None:
    """Return the agreement that stands on a day and says everything it should, the newest; or None."""
    return next((each for each in agreements_in_force(recipient, on) if not each.missing), None)


def lacks_standards(recipient: Recipient, on: date) -> bool:
    """Say whether a body outside care has not shown that it keeps standards as good as ours (Rule 5C)."""
    if recipient.private or recipient.kind not in OUTSIDE_CARE:
        return False
    return not any(each.kind in AS_GOOD_AS_OURS and counts(each, on) for each in _assurances(recipient))


def known_of(recipient: Recipient, on: date) -> tuple[str, ...]:
    """Return what to know of a recipient before they are told anything, a sentence each: also what is missing."""
    return (*_reached(recipient, on), *_checked(recipient), *_trusted(recipient, on), *_signed(recipient, on))


def _reached(recipient: Recipient, on: date) -> Iterator[str]:
    """The newest way of each kind that stands."""
    newest: dict[str, Route] = {}
    for route in recipient.route_set.select_related("recipient__key", "end").order_by("found_on", "id"):
        if stands(on, since=route.found_on, ended=route.ended_on):
            newest[route.kind] = route
    return map(words.route_sentence, newest.values())


def _checked(recipient: Recipient) -> Iterator[str]:
    """How it was made sure last time that it was them."""
    checks = recipient.identitycheck_set.select_related("recipient__key").order_by("-checked_on", "-id")
    return map(words.check_sentence, checks[:1])


def _trusted(recipient: Recipient, on: date) -> Iterator[str]:
    """Each kind of evidence: the one that counts, or since when there is none."""
    shown: dict[str, Assurance] = {}
    for each in _assurances(recipient):
        if each.seen_on <= on:
            shown[each.kind] = each
    for each in shown.values():
        says = words.assurance_sentence(each)
        yield says if counts(each, on) else f"{_gone(each)}: {says}"
    if lacks_standards(recipient, on):
        yield f"{NOT_AS_GOOD}."


def _signed(recipient: Recipient, on: date) -> Iterator[str]:
    """The complete agreement in force, or what is missing."""
    whole = agreement_in_force(recipient, on)
    standing = agreements_in_force(recipient, on)
    ended = [each for each in _agreements(recipient) if each.starts_on <= on and each not in standing]
    if whole is not None:
        yield words.agreement_sentence(whole)
    elif standing:
        yield words.agreement_sentence(standing[0])
    elif ended:
        yield f"{_gone(ended[0])}: {words.agreement_sentence(ended[0])}"
    elif not recipient.private and recipient.kind in OUTSIDE_CARE:
        yield "No agreement with them is on record."


def _gone(paper: Agreement | Assurance) -> str:
    """Say since when a paper counts no more: the day it was ended, or its last."""
    ended = paper.ended_on
    if ended is not None and ended <= paper.ends_on:
        return f"Ended on {day_in_words(ended)}"
    return f"Ran out on {day_in_words(paper.ends_on)}"


def _assurances(recipient: Recipient) -> list[Assurance]:
    """Return the evidence, that which counts longest last."""
    found = recipient.assurance_set.select_related("recipient__key", "end")
    return sorted(found, key=lambda each: (min(each.ended_on or each.ends_on, each.ends_on), each.pk))


def _agreements(recipient: Recipient) -> list[Agreement]:
    """Return the agreements, the newest first."""
    return list(recipient.agreement_set.select_related("recipient__key", "end").order_by("-starts_on", "-id"))


def counts(assurance: Assurance, on: date) -> bool:
    """Say whether evidence counts on a day."""
    return stands(on, since=assurance.seen_on, until=assurance.ends_on, ended=assurance.ended_on)


def runs(agreement: Agreement, on: date) -> bool:
    """Say whether an agreement runs on a day."""
    return stands(on, since=agreement.starts_on, until=agreement.ends_on, ended=agreement.ended_on)
