"""The facts a person's page offers to record or to end, as data: one row for each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from decisions.individuals import actions, words
from decisions.individuals.forms.capacity import CapacityForm
from decisions.individuals.forms.parts import FactForm
from decisions.individuals.forms.said import ConsentForm, ObjectionForm, WishesForm
from decisions.individuals.models import Consent, Objection, PersonalFact, Wishes


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact: its form and action, and, where it can end, the words and the action of its end."""

    slug: str
    link: str
    form: type[FactForm]
    record: Callable[..., Any]
    model: type[PersonalFact] | None = None
    end: Callable[..., Any] | None = None
    end_title: str = ""
    says: Callable[[Any], str] | None = None


KINDS: Final = {
    kind.slug: kind
    for kind in (
        Kind(
            slug="agreement",
            link="Something they agreed to",
            form=ConsentForm,
            record=actions.give_consent,
            model=Consent,
            end=lambda *, fact, **given: actions.withdraw_consent(consent=fact, **given),
            end_title="They take back what they agreed to",
            says=words.consent_sentence,
        ),
        Kind(
            slug="objection",
            link="Something they said no to",
            form=ObjectionForm,
            record=actions.raise_objection,
            model=Objection,
            end=lambda *, fact, **given: actions.end_objection(objection=fact, **given),
            end_title="They no longer say no",
            says=words.objection_sentence,
        ),
        Kind(
            slug="wishes",
            link="What family or friends may be told",
            form=WishesForm,
            record=actions.record_wishes,
            model=Wishes,
            end=lambda *, fact, **given: actions.end_wishes(wishes=fact, **given),
            end_title="They no longer want this person told",
            says=words.wishes_sentence,
        ),
        Kind(
            slug="capacity",
            link="If they can decide, and what is best for them",
            form=CapacityForm,
            record=actions.record_capacity,
        ),
    )
}
"""By the word that stands in the address."""
