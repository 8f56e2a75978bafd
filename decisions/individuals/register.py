"""The facts a person's page offers to record or to end, as data: one row for each kind."""

from __future__ import annotations

from typing import Final

from decisions.fact_pages import Kind
from decisions.individuals import actions, words
from decisions.individuals.forms.capacity import CapacityForm
from decisions.individuals.forms.parts import EndOfSaidForm
from decisions.individuals.forms.said import ConsentForm, ObjectionForm, WishesForm
from decisions.individuals.models import Consent, Objection, Wishes

KINDS: Final = {
    kind.slug: kind
    for kind in (
        Kind(
            slug="agreement",
            link="Something they agreed to",
            of="individual",
            form=ConsentForm,
            record=actions.give_consent,
            model=Consent,
            end=lambda *, fact, **given: actions.withdraw_consent(consent=fact, **given),
            end_title="They take back what they agreed to",
            end_form=EndOfSaidForm,
            says=words.consent_sentence,
        ),
        Kind(
            slug="objection",
            link="Something they said no to",
            of="individual",
            form=ObjectionForm,
            record=actions.raise_objection,
            model=Objection,
            end=lambda *, fact, **given: actions.end_objection(objection=fact, **given),
            end_title="They no longer say no",
            end_form=EndOfSaidForm,
            says=words.objection_sentence,
        ),
        Kind(
            slug="wishes",
            link="What family or friends may be told",
            of="individual",
            form=WishesForm,
            record=actions.record_wishes,
            model=Wishes,
            end=lambda *, fact, **given: actions.end_wishes(wishes=fact, **given),
            end_title="They no longer want this person told",
            end_form=EndOfSaidForm,
            says=words.wishes_sentence,
        ),
        Kind(
            slug="capacity",
            link="If they can decide, and what is best for them",
            of="individual",
            form=CapacityForm,
            record=actions.record_capacity,
        ),
    )
}
"""By the word that stands in the address."""
