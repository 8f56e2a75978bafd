"""A policy is adopted, looked at again, no longer in use, or read; and all of them are gone through once a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from audit.assurance.policies import queries
from audit.assurance.policies.kinds import kinds
from audit.assurance.policies.models import (
    ComplianceReview,
    PolicyEnd,
    PolicyRead,
    PolicyReview,
    PolicyVersion,
)
from audit.assurance.policies.queries import Policy
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.typed import one_of, past, text
from portal.days import a_year_after, day_in_words, london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

LONGEST, MOST_LINES, SHORT, NAME = 50_000, 2_000, 500, 100
NO_NAME = "Enter the name of the policy"
NO_TEXT = "Enter the text of the policy"
TOO_MANY_LINES = "Use 2,000 lines or fewer"
NO_CHANGE_SAID = "Say what is different from the version before"
NOTHING_NEW = "Nothing is different from the version in force. Say instead that you looked at it again"
TAKEN = "There is a policy of this name already. Open it to change it"
TOO_EARLY = "The day must not be before the day of the version in force"
NO_REVIEW = "The day to look again must be in the future"
TOO_LATE = "The day to look again must be within a year of the day it is adopted"
NO_REASON = "Say why"
NO_LOOK = "Say what you looked at"
NOT_READ = "Tick that you have read it. If you do not understand something, ask your manager first"
ENDED = "This policy is no longer in use. Somebody may have ended it already."
CHANGED = "There is a newer version of this policy. Open it and read that one."
NO_FINDING = "Say how each one stands, and what you looked at"
FINDINGS = {"right": "It is right", "change": "Something must change"}


@transaction.atomic
def adopt(
    *,
    organisation: Organisation,
    policy_id: UUID | None,
    kind: str,
    name: str,
    words: str,
    changed: str,
    adopted_on: date | None,
    review_by: date,
    event_id: UUID,
    by: User,
) -> PolicyVersion:
    """Adopt a new policy (`policy_id` None), or the next version of one, and say by when to look at it again.

    Whoever adopts it approves it: a manager or the Guardian. Everyone is asked to read it from now on.
    """
    must(by, "assure", organisation=organisation)
    held = _hold(organisation)
    earlier = PolicyVersion.objects.filter(pk=event_id, organisation=held).first()
    if earlier is not None:
        return earlier
    before = _in_use(held, policy_id) if policy_id else None
    said = {
        "name": text(name, NO_NAME, most=NAME),
        "text": _text(words),
        "changed": text(changed, most=SHORT),
    }
    _refuse_same(held, before, said)
    day = _adopted(adopted_on, before)
    fact = _next(held, before, kind, event_id)
    fact.adopted_on, fact.review_by = day, _within_a_year(review_by, since=day)
    return _told(fact, said, by)


def _next(organisation: Organisation, before: Policy | None, kind: str, event_id: UUID) -> PolicyVersion:
    """Return the first version of a policy of a kind, or the one after `before`, without its days."""
    if before is not None:
        latest = before.latest
        number, kind = latest.number + 1, latest.kind
    else:
        number, kind = 1, one_of(kind, {each.code: each.title for each in kinds().values()})
    return PolicyVersion(
        id=event_id,
        organisation=organisation,
        policy_id=before.id if before else event_id,
        number=number,
        kind=kind,
    )


def _told(fact: PolicyVersion, said: Mapping[str, str], by: User) -> PolicyVersion:
    """Insert a version and append its entry, which alone holds the words."""
    first = fact.policy_id == fact.pk
    fact, _new = tell(fact)
    day = fact.adopted_on
    append(
        event=Event.POLICY_ADOPTED,
        organisation=fact.organisation,
        body={
            "says": f"{by.full_name} adopted version {fact.number} of {said['name']} on {day_in_words(day)}."
        }
        | {**said, "number": fact.number, "reason": said["changed"]}
        | {"adopted": day.isoformat(), "review_by": fact.review_by.isoformat()},
        facets={"about": None if first else fact.policy_id, "outcome": "first" if first else "changed"}
        | {"flags": [f"policy.{fact.kind}"]},
        event_id=fact.pk,
        by=by,
    )
    return fact


@transaction.atomic
def look_again(
    *, organisation: Organisation, policy_id: UUID, looked_at: str, review_by: date, event_id: UUID, by: User
) -> PolicyReview:
    """Write down that somebody looked at a policy again today, and that there was nothing to change."""
    must(by, "assure", organisation=organisation)
    held = _hold(organisation)
    earlier = PolicyReview.objects.filter(pk=event_id, version__organisation=held).first()
    if earlier is not None:
        return earlier
    found, today = _in_use(held, policy_id), london_day()
    why = text(looked_at, NO_LOOK, most=SHORT)
    until = _within_a_year(review_by, since=today)
    fact = PolicyReview(id=event_id, version=found.latest, reviewed_on=today, review_by=until)
    fact, _new = tell(fact)
    append(
        event=Event.POLICY_REVIEWED,
        organisation=held,
        body={
            "says": f"{by.full_name} looked at {found.name} again on {day_in_words(today)}: nothing to change."
        }
        | {"reason": why, "version": found.latest.number, "review_by": until.isoformat()},
        facets={"about": found.latest.pk, "outcome": "unchanged", "flags": [f"policy.{found.latest.kind}"]},
        event_id=event_id,
        by=by,
    )
    return fact


@transaction.atomic
def retire(
    *, organisation: Organisation, policy_id: UUID, reason: str, event_id: UUID, by: User
) -> PolicyEnd:
    """Take a policy out of use. Its versions, and who read them, stay on record."""
    must(by, "assure", organisation=organisation)
    held = _hold(organisation)
    earlier = PolicyEnd.objects.filter(pk=event_id, organisation=held).first()
    if earlier is not None:
        return earlier
    found = _in_use(held, policy_id)
    why = text(reason, NO_REASON, most=SHORT)
    fact = PolicyEnd(id=event_id, organisation=held, policy_id=policy_id, ended_on=london_day())
    fact, _new = tell(fact)
    append(
        event=Event.POLICY_ENDED,
        organisation=held,
        body={"says": f"{by.full_name} took {found.name} out of use.", "reason": why},
        facets={"about": found.latest.pk, "flags": [f"policy.{found.latest.kind}"]},
        event_id=event_id,
        by=by,
    )
    return fact


@transaction.atomic
def acknowledge(
    *, organisation: Organisation, version_id: UUID, confirmed: bool, event_id: UUID, by: User
) -> PolicyRead:
    """Write down that somebody has read the version in force of a policy; of each person once."""
    membership = must(by, "acknowledge", organisation=organisation)
    held = _hold(organisation)
    earlier = PolicyRead.objects.filter(version=version_id, version__organisation=held, person=by).first()
    if earlier is not None:
        return earlier
    if not confirmed:
        raise NotAllowed(NOT_READ)
    version = next((each for each in queries.in_force(held) if each.pk == version_id), None)
    if version is None:
        raise NotAllowed(CHANGED)
    fact = PolicyRead(id=event_id, version=version, person=by, read_on=london_day())
    fact, _new = tell(fact)
    append(
        event=Event.POLICY_ACKNOWLEDGED,
        organisation=held,
        body={"says": f"{by.full_name} has read version {version.number} of a policy."}
        | {"version": version.number, "policy": str(version.policy_id)},
        facets={"about": version.pk, "home": membership.home_id, "flags": [f"policy.{version.kind}"]},
        event_id=event_id,
        by=by,
    )
    return fact


@transaction.atomic
def review_compliance(
    *, organisation: Organisation, findings: Mapping[str, tuple[str, str]], event_id: UUID, by: User
) -> ComplianceReview:
    """Write down that somebody went through every policy in force and every register, and how each stands.

    `findings` says of each, by its code of `queries.to_go_through`, a code of FINDINGS and what was looked at.
    """
    must(by, "assure", organisation=organisation)
    held = _hold(organisation)
    earlier = ComplianceReview.objects.filter(pk=event_id, organisation=held).first()
    if earlier is not None:
        return earlier
    listed = queries.to_go_through(held)
    if set(listed) != set(findings):
        raise NotAllowed(NO_FINDING)
    found = [
        {"code": code, "title": title, "stands": one_of(findings[code][0], FINDINGS)}
        | {"looked_at": text(findings[code][1], NO_LOOK, most=SHORT)}
        for code, title in listed.items()
    ]
    today, change = london_day(), sum(each["stands"] == "change" for each in found)
    fact = ComplianceReview(id=event_id, organisation=held, reviewed_on=today, review_by=a_year_after(today))
    fact, _new = tell(fact)
    append(
        event=Event.POLICY_REVIEWED,
        organisation=held,
        body={
            "says": f"{by.full_name} went through {len(found)} policies and registers: {change} must change."
        }
        | {"findings": found},
        facets={"outcome": "gone_through_to_change" if change else "gone_through"},
        event_id=event_id,
        by=by,
    )
    return fact


def _hold(organisation: Organisation) -> Organisation:
    """Hold the organisation for this transaction, so that two people cannot adopt two things at once."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _in_use(organisation: Organisation, policy_id: UUID) -> Policy:
    """Return a policy of the organisation that is in use."""
    found = queries.policy(organisation, policy_id)
    if found is None or found.ended_on is not None:
        raise NotAllowed(ENDED)
    return found


def _text(words: str) -> str:
    """Return the text of a policy as it is kept."""
    kept = text(words, NO_TEXT, most=LONGEST)
    if kept.count("\n") >= MOST_LINES:
        raise NotAllowed(TOO_MANY_LINES)
    return kept


def _refuse_same(organisation: Organisation, before: Policy | None, said: Mapping[str, str]) -> None:
    """Refuse a version that changes nothing or does not say what it changes, and a name another policy has."""
    if before is not None and (before.name, before.text_of(before.latest.number)) == (
        said["name"],
        said["text"],
    ):
        raise NotAllowed(NOTHING_NEW)
    if before is not None and not said["changed"]:
        raise NotAllowed(NO_CHANGE_SAID)
    others = [each for each in queries.policies(organisation) if before is None or each.id != before.id]
    if said["name"].casefold() in {each.name.casefold() for each in others}:
        raise NotAllowed(TAKEN)


def _adopted(day: date | None, before: Policy | None) -> date:
    """Return the day a version was adopted: past, and not before the one it replaces."""
    adopted = past(day)
    if before is not None and adopted < before.latest.adopted_on:
        raise NotAllowed(TOO_EARLY)
    return adopted


def _within_a_year(day: date, *, since: date) -> date:
    """Return a day to look again: to come, and within a year of `since`."""
    if day <= london_day():
        raise NotAllowed(NO_REVIEW)
    if day > a_year_after(since):
        raise NotAllowed(TOO_LATE)
    return day
