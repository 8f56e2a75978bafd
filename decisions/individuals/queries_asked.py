"""What came of asking, as it stands on a day: carers' own words, what is private, preferences, noes to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from decisions.individuals.models import ConsentWithdrawal, Individual
from decisions.individuals.models_asked import (
    CarerConsent,
    RecordPreference,
    Refusal,
    SeniorReview,
    Sensitivity,
)
from decisions.individuals.queries import is_wanted
from portal.days import stands

if TYPE_CHECKING:
    from uuid import UUID

    from portal.models import Organisation


def carers(individual: Individual, on: date) -> list[CarerConsent]:
    """Return what those close to the person said for themselves, and still say."""
    said = individual.carerconsent_set.select_related("end", "wishes__end").order_by("said_on", "id")
    found = [c for c in said if stands(on, since=c.said_on, ended=c.ended_on)]
    for carer in found:
        carer.wishes.individual = individual
    return [c for c in found if is_wanted(c.wishes, on)]


def private(individual: Individual, on: date) -> list[Sensitivity]:
    """Return the marks of what the person wants treated as private on a day."""
    marks = individual.sensitivity_set.select_related("end").order_by("marked_on", "id")
    return [mark for mark in marks if stands(on, since=mark.marked_on, ended=mark.ended_on)]


def preference(individual: Individual, on: date) -> RecordPreference | None:
    """Return what they want of the Summary Care Record on a day: what they said last."""
    said = individual.recordpreference_set.filter(said_on__lte=on)
    return said.order_by("-said_on", "-entry__seq").first()


@dataclass(frozen=True, slots=True)
class ToReview:
    """A no that may make care impossible: the fact, the individual, the day, and the look a senior took, if any."""

    no: Refusal | ConsentWithdrawal
    individual: Individual
    on: date
    review: SeniorReview | None


def to_review(organisation: Organisation) -> list[ToReview]:
    """Return every no that may make care impossible: those nobody looked at first, then the latest."""
    refusals = Refusal.objects.filter(individual__organisation=organisation, care_at_risk=True)
    taken = ConsentWithdrawal.objects.filter(
        consent__individual__organisation=organisation, care_at_risk=True
    )
    found = [(r, r.individual, r.asked_on) for r in refusals.select_related("individual__key")]
    found += [(w, w.consent.individual, w.ended_on) for w in taken.select_related("consent__individual__key")]
    reviews: dict[UUID, SeniorReview] = {
        review.about_id: review
        for review in SeniorReview.objects.filter(about__in=[no.pk for no, _, _ in found])
    }
    listed = [ToReview(no, individual, on, reviews.get(no.pk)) for no, individual, on in found]
    return sorted(listed, key=lambda each: (each.review is not None, -each.on.toordinal()))
