"""How fast the desk reads the log: decisions, and then a view of each."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from django.db import transaction

from bench.long_desk import home_id
from bench.table import Row

if TYPE_CHECKING:
    from portal.models import Organisation, User

APPENDED: Final = 2_000


def rows(organisation: Organisation, viewer: User) -> list[Row]:
    """Append decisions and then a view of each, and say how many entries a second the desk reads."""
    from audit.ledger.append import Said, append_all
    from audit.ledger.events import Event
    from audit.ledger.ids import new_id
    from audit.oversight.reading import catch_up

    while not catch_up(organisation):
        pass
    made = [new_id() for _ in range(APPENDED)]
    facets = {
        "home": home_id(1),
        "door": "family",
        "outcome": "share",
        "flags": ["decided.share", "not_sure"],
    }
    body = {"individual": {"name": "Joan Ellis", "reference": "M-1"}, "recipient": {"who": "A surgery"}}
    decided = [Said(Event.DECISION_MADE, body, id_, facets) for id_ in made]
    viewed = [
        Said(Event.DECISION_REVIEWED, {"words": "Well done"}, new_id(), {"about": id_, "outcome": "yes"})
        for id_ in made
    ]
    lines = []
    for what, said in (("decisions", decided), ("views of them", viewed)):
        with transaction.atomic():
            append_all(organisation=organisation, said=said, by=viewer)
        began = time.perf_counter()
        while not catch_up(organisation, most=5_000):
            pass
        took = time.perf_counter() - began
        lines.append(
            Row(f"the desk reads {APPENDED:,} {what}", f"{APPENDED / took:,.0f} entries/s", "", "", "")
        )
    return lines
