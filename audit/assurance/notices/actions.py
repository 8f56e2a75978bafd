"""The notice to the public is published, version by version."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from audit.assurance.notices import queries
from audit.assurance.notices.models import NoticeVersion
from audit.assurance.notices.wording import sections
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.typed import text
from portal.days import day_in_words, london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

LONGEST, LONGEST_EASY, SHORT = 3_000, 1_500, 500
MISSING = "Enter words for every section, as usual and in easy read"
NO_PLACES = "Say where people find this notice"
NOTHING_NEW = "Nothing is different from the notice in force. Change something, or go back."


@transaction.atomic
def publish(
    *,
    organisation: Organisation,
    words: Mapping[str, tuple[str, str]],
    places: str,
    event_id: UUID,
    by: User,
) -> NoticeVersion:
    """Publish the notice: anyone can read it from now on, in place of the one before, which can still be found.

    `words` says of each section its words, and the same in easy read; `places` where people find the notice.
    """
    must(by, "assure", organisation=organisation)
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    earlier = NoticeVersion.objects.filter(pk=event_id, organisation=held).first()
    if earlier is not None:
        return earlier
    found = {"sections": _sections(words), "places": text(places, NO_PLACES, most=SHORT)}
    before = queries.in_force(held)
    if before is not None and {name: before.body.get(name) for name in found} == found:
        raise NotAllowed(NOTHING_NEW)
    today = london_day()
    number = before.version.number + 1 if before else 1
    fact = NoticeVersion(id=event_id, organisation=held, number=number, published_on=today)
    fact, _new = tell(fact)
    append(
        event=Event.NOTICE_PUBLISHED,
        organisation=held,
        body={"says": f"{by.full_name} published version {number} of the notice on {day_in_words(today)}."}
        | {**found, "number": number},
        facets={"outcome": "changed" if before else "first"},
        event_id=event_id,
        by=by,
    )
    return fact


def _sections(words: Mapping[str, tuple[str, str]]) -> list[dict[str, str]]:
    """Return every section as it is kept; one without words, as usual or in easy read, is refused."""
    return [
        {
            "code": each.code,
            "title": each.title,
            "words": text(words.get(each.code, ("", ""))[0], MISSING, most=LONGEST),
            "easy": text(words.get(each.code, ("", ""))[1], MISSING, most=LONGEST_EASY),
        }
        for each in sections()
    ]
