"""The demonstration's policies and notice: one policy in two versions, and what Willow Care tells the public."""

from __future__ import annotations

from datetime import timedelta

from audit.assurance.notices.actions import publish
from audit.assurance.notices.wording import first_words
from audit.assurance.policies.actions import adopt
from audit.ledger.models import Entry
from decisions.demo_cast import fixed
from portal.days import london_day
from portal.models import Organisation, User

FIRST_ID = fixed("entry", "policy confidentiality 1")
SECOND_ID = fixed("entry", "policy confidentiality 2")
NOTICE_ID = fixed("entry", "notice 1")
FIRST = """# What we keep to
We keep what we learn about people at work to ourselves.
- Look only at what you need for your work.
- Talk about people only where nobody else can hear.
- Lock your phone.
# If something goes wrong
Tell your manager on the same day."""
SECOND = FIRST.replace(
    "- Lock your phone.",
    "- Lock your phone, and never take pictures of papers with it.\n- Check before you share.",
)
DPO = (
    "Kim Osei helps us keep to data protection law. Write to dpo@willow.example.",
    "- Kim Osei can help you too.",
)


def play(organisation: Organisation, *, by: User) -> None:
    """Adopt the policy twice and publish the notice, unless it is done."""
    made = set(Entry.objects.filter(pk__in=[FIRST_ID, SECOND_ID, NOTICE_ID]).values_list("pk", flat=True))
    today = london_day()
    for number, (event_id, words, changed, days_ago) in enumerate(
        (
            (FIRST_ID, FIRST, "", 90),
            (SECOND_ID, SECOND, "No pictures of papers, and check before you share.", 20),
        )
    ):
        if event_id in made:
            continue
        adopted_on = today - timedelta(days=days_ago)
        adopt(
            organisation=organisation,
            policy_id=FIRST_ID if number else None,
            kind="confidentiality",
            name="Confidentiality",
            words=words,
            changed=changed,
            adopted_on=adopted_on,
            review_by=adopted_on + timedelta(days=365),
            event_id=event_id,
            by=by,
        )
    if NOTICE_ID not in made:
        publish(
            organisation=organisation,
            words=first_words(organisation) | {"dpo": DPO},
            places="On our website, in the hall of each home, and in the welcome pack",
            event_id=NOTICE_ID,
            by=by,
        )
