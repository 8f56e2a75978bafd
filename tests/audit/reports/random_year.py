"""A year made by lot: entries of every kind that is counted, appended through the ledger's own door."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal.models import Home

FIRST = datetime(2025, 3, 20, 9, tzinfo=UTC)
DOORS = ("family", "care-team", "community")
KINDS = ("share", "share_in_part", "do_not_share", "ask_guardian", "share_anonymised", "another_door", "")
MARKS = (
    "departed",
    "late",
    "danger",
    "refused_safety",
    "without_consent",
    "overruled",
    "public_interest",
    "overruled_must",
    "overruled_may",
    "unsure.agreement",
    "unsure.purpose",
    "objection.respected",
)
TOOK = ([], ["took.under_2"], ["took.15_to_60"])
GAPS = (1, 50, 600, 4000, 20_000)
"""How many minutes go by between two entries."""
OTHERS = (
    Event.LETTER_GIVEN,
    Event.TRAINING_RECORDED,
    Event.OBJECTION_RAISED,
    Event.RULESET_SIGNED_OFF,
    Event.DECISION_OPENED,
    Event.POLICY_ACKNOWLEDGED,
)
STEPS = (
    "breach",
    "no_breach",
    "regulator",
    "not_reportable",
    "acknowledged",
    "complaint",
    "lesson",
    "closed",
)


class Year:
    """A random year at an organisation with two homes; each entry is one more moment in `moments`."""

    def __init__(self, place, seed):
        self.random, self.place = Random(seed), place
        self.moments = [FIRST]
        oak = Home.objects.create(organisation=place.organisation, name="Oak House")
        self.homes = (place.home.pk, oak.pk, None)
        self.decisions, self.concerns, self.drafts = [], [], []

    def goes_by(self, entries):
        """Append some entries, a day or a minute or a week apart."""
        makers = (
            self.decide,
            self.decide,
            self.decide,
            self.view,
            self.view,
            self.judge,
            self.ask,
            self.advise,
        )
        for _ in range(entries):
            self.moments.append(self.moments[-1] + timedelta(minutes=self.random.choice(GAPS)))
            with transaction.atomic():
                self.random.choice((*makers, self.worry, self.step, self.step, self.other))()

    def leaves(self, first=0, size=None):
        """Return leaves as if each had been written at its moment: the log has a clock of its own, which tells none."""
        rows = Entry.objects.filter(organisation=self.place.organisation, seq__gte=first).order_by("seq")[
            :size
        ]
        return [self._aged(json.loads(bytes(leaf))) for leaf in rows.values_list("leaf", flat=True)]

    def _aged(self, said):
        said["time"] = f"{self.moments[said['seq']]:%Y-%m-%dT%H:%M:%S}.000Z"
        return json.dumps(said).encode()

    def exported(self):
        """Return the leaves of the log as an export writes them: one a line."""
        return b"".join(leaf + b"\n" for leaf in self.leaves())

    def add(self, event, **facets):
        id_, by = new_id(), self.place.priya
        said = {name: value for name, value in facets.items() if value}
        append(
            event=event,
            organisation=self.place.organisation,
            body={"says": "x"},
            facets=said,
            event_id=id_,
            by=by,
        )
        return id_

    def one_of(self, known):
        return self.random.choice(known) if known else None

    def decide(self):
        kind, marks = self.random.choice(KINDS), self.random.sample(MARKS, self.random.randrange(5))
        marks += self.random.choice(TOOK)
        self.decisions.append(
            self.add(
                Event.DECISION_MADE,
                home=self.random.choice(self.homes),
                door=self.random.choice((*DOORS, "")),
                outcome=f"outcome_{self.random.randrange(4)}",
                basis=self.random.choice(("consent", "vital", "")),
                rules=self.random.sample(["2A", "2B", "3C", "4D", "9Z"], self.random.randrange(4)),
                flags=[*marks, *([f"decided.{kind}"] if kind else [])],
            )
        )

    def view(self):
        about = self.one_of([*self.decisions, new_id()])
        finding = self.random.choice(("yes", "yes", "yes_with_advice", "no", "ask"))
        self.add(Event.DECISION_REVIEWED, about=about, outcome=finding)

    def judge(self):
        self.add(
            Event.SAMPLE_JUDGED, about=self.one_of(self.decisions), outcome=self.random.choice(KINDS[:4])
        )

    def ask(self):
        self.drafts.append(self.one_of([new_id(), new_id(), *self.drafts[-3:]]))
        self.add(
            Event.ADVICE_ASKED,
            about=self.drafts[-1],
            home=self.random.choice(self.homes),
            flags=self._whom(True),
        )

    def advise(self):
        self.add(
            Event.ADVICE_GIVEN, about=self.one_of(self.drafts[-4:] or [new_id()]), flags=self._whom(False)
        )

    def _whom(self, asks):
        whom = self.random.choice((["whom.guardian"], ["whom.senior"], []))
        return [*whom, *(["urgent"] if asks and self.random.random() < 0.3 else [])]

    def worry(self):
        about = self.random.choice(("breach", "complaint", "misuse"))
        self.concerns.append(
            self.add(Event.CONCERN_RAISED, outcome=about, home=self.random.choice(self.homes))
        )

    def step(self):
        what = self.random.choice(STEPS)
        flags = [each for each in ("in_time", "late", "complaint", "breach") if self.random.random() < 0.4]
        flags += [f"severity.{self.random.choice(('none', 'risk'))}"] if "breach" in flags else []
        event = Event.CONCERN_CLOSED if what == "closed" else Event.CONCERN_ACTED_ON
        self.add(event, about=self.one_of(self.concerns), outcome=what, flags=flags)

    def other(self):
        self.add(self.random.choice(OTHERS), home=self.random.choice(self.homes))
