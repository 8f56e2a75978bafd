"""How tests adopt, read and end policies: by the actions themselves."""

from __future__ import annotations

from datetime import timedelta

from audit.assurance.policies import actions, owed, queries
from audit.ledger.ids import new_id
from portal.days import a_year_after, london_day

DAY = timedelta(days=1)
TEXT = "# What we keep to\nLook only at what you need.\n- Lock your phone."


def adopt(place, by, text=TEXT, *, policy=None, **given):
    fields = {
        "kind": "confidentiality",
        "name": "Confidentiality",
        "changed": "A new line" if policy else "",
        "adopted_on": None,
        "review_by": a_year_after(london_day()),
        "event_id": new_id(),
    } | given
    return actions.adopt(
        organisation=place.organisation,
        policy_id=policy.policy_id if policy else None,
        words=text,
        by=by,
        **fields,
    )


def read(place, by, version, **given):
    fields = {"confirmed": True, "event_id": new_id()} | given
    return actions.acknowledge(organisation=place.organisation, version_id=version.pk, by=by, **fields)


def again(place, by, version, **given):
    fields = {
        "looked_at": "The new guidance",
        "review_by": a_year_after(london_day()),
        "event_id": new_id(),
    } | given
    return actions.look_again(organisation=place.organisation, policy_id=version.policy_id, by=by, **fields)


def retire(place, by, version, **given):
    fields = {"reason": "Merged", "event_id": new_id()} | given
    return actions.retire(organisation=place.organisation, policy_id=version.policy_id, by=by, **fields)


def go_through(place, by, stands="right", **given):
    listed = queries.to_go_through(place.organisation)
    fields = {"findings": dict.fromkeys(listed, (stands, "The list")), "event_id": new_id()} | given
    return actions.review_compliance(organisation=place.organisation, by=by, **fields)


def stand(place, day=None):
    return {each.id: each for each in owed.tasks(place.organisation, day or london_day())}
