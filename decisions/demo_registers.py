"""What the demonstration's manager wrote down in the yearly registers: most of it right, one entry late."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PIL import Image, ImageDraw

from audit.assurance.registers import actions
from audit.assurance.registers.kinds import by_code
from audit.assurance.registers.models import RegisterEntry
from audit.ledger.models import Entry
from decisions.demo_cast import fixed
from portal.days import london_day
from portal.models import Organisation, User
from portal.roles import Role


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: its register, its answers, and in how many days it must be looked at again."""

    kind: str
    answers: dict[str, str]
    days: int
    note: str = ""

    @property
    def id(self) -> UUID:
        """The id of the entry."""
        return fixed("register", f"{self.kind}:{self.answers['name']}")


_FLOW: Final = {
    "from": "Both homes",
    "basis": "direct_care",
    "often": "regularly",
    "volume": "few",
    "sensitive": "yes",
    "agreement": "yes",
    "how": "By secure email",
}
LINES: Final = (
    Line("duties", {"name": "training", "shows": "The list of who came, in the office."}, 150),
    Line("duties", {"name": "policies", "shows": "The minutes of the managers' meeting."}, 150),
    Line(
        "contracts",
        {"name": "Permanent staff", "clause": "yes", "where": "Section 12 on page 4", "after": "yes"},
        280,
        "The same words stand in the staff handbook.",
    ),
    Line(
        "contracts",
        {"name": "Agency staff", "clause": "yes", "where": "In the agency's own terms", "after": "yes"},
        -12,
        "Taken over from the old book.",
    ),
    Line(
        "volunteers",
        {"name": "Visitors who read aloud", "clause": "yes", "where": "Office, second drawer"},
        200,
    ),
    Line(
        "data_flows",
        _FLOW
        | {
            "name": "Medicines for the month",
            "to": "Northgate Pharmacy",
            "why": "So that the right medicines come.",
        },
        45,
    ),
    Line(
        "data_flows",
        _FLOW
        | {
            "name": "The page that goes to hospital with a person",
            "to": "The hospital's wards",
            "why": "So that a ward knows how to look after them.",
            "often": "at_times",
            "agreement": "no",
            "how": "On paper, in a closed folder",
        },
        300,
    ),
    Line(
        "dpia",
        {
            "name": "Sensors that notice a fall",
            "trigger": "watching",
            "risk": "People could feel watched in their own rooms.",
            "measures": "No pictures and no sound. Anyone can have theirs switched off.",
            "outcome": "go_on",
            "officer": "Agrees, if each person is asked first.",
        },
        250,
    ),
    Line(
        "assets",
        {
            "name": "The care record system",
            "holds": "Care plans, daily notes and medicines",
            "where": "With the firm that runs it",
            "who": "Care workers of the same home, and managers",
            "safe": "Everyone has a password of their own. The firm keeps copies.",
            "critical": "no",
        },
        310,
    ),
    Line(
        "administrators",
        {
            "name": "The care record system",
            "who": "The firm that runs it",
            "signed": "yes",
            "second": "yes",
        },
        310,
    ),
    Line(
        "retention",
        {
            "name": "Care plans and daily notes",
            "long": "8 years from the last day of care",
            "why": "The Records Management Code",
            "looked": "yes",
            "how": "firm",
            "proof": "yes",
            "last": "In March, with the Caldicott Guardian",
        },
        220,
    ),
    Line(
        "paper",
        {
            "name": "Visit sheets of home care",
            "why": "Workers need them at the door",
            "safe": "In a closed bag, never left in a car",
            "back": "yes",
        },
        120,
    ),
)
SHOWN: Final = next(each for each in LINES if each.kind == "contracts")
SHOWN_ID: Final = fixed("evidence", "Permanent staff")


def play(organisation: Organisation) -> None:
    """Write down what is not there yet, by the manager."""
    ids = [*(line.id for line in LINES), SHOWN_ID]
    made = set(Entry.objects.filter(pk__in=ids).values_list("pk", flat=True))
    wanted = [line for line in LINES if line.id not in made]
    if not wanted and SHOWN_ID in made:
        return
    manager = User.objects.get(memberships__organisation=organisation, memberships__role=Role.MANAGER)
    for line in wanted:
        _enter(line, organisation, london_day(), manager)
    if SHOWN_ID not in made:
        _show(manager)


def _enter(line: Line, organisation: Organisation, today: date, manager: User) -> None:
    actions.enter(
        organisation=organisation,
        kind=by_code()[line.kind],
        answers=line.answers,
        owner=manager,
        due_on=today + timedelta(days=line.days),
        note=line.note,
        event_id=line.id,
        by=manager,
    )


def _show(manager: User) -> None:
    """Add the page of the contract, as somebody would photograph it."""
    picture = Image.new("RGB", (640, 200), "white")
    ImageDraw.Draw(picture).text((40, 80), "12. You keep what you learn of people to yourself.", fill="black")
    made = io.BytesIO()
    picture.save(made, "png")
    actions.file_evidence(
        held=RegisterEntry.objects.get(pk=SHOWN.id),
        name="page-4.png",
        data=made.getvalue(),
        shows="Section 12 of the contract",
        event_id=SHOWN_ID,
        by=manager,
    )
