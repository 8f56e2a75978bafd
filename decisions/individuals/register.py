"""The facts a person's page offers to record or to end, as data: one row for each kind."""

from __future__ import annotations

from typing import Any, Final

from decisions.fact_pages import Kind
from decisions.individuals import actions, offers, words, words_asked, words_ties
from decisions.individuals.forms.asked import CarerForm, NoticeForm, PreferenceForm, PrivateForm, RefusalForm
from decisions.individuals.forms.capacity import CapacityForm
from decisions.individuals.forms.parts import EndOfSaidForm, TakenBackForm
from decisions.individuals.forms.said import ConsentForm, ObjectionForm, WishesForm
from decisions.individuals.forms.ties import DetailsForm, HomeForm, RelationshipForm
from decisions.individuals.models import Consent, Individual, Objection, Wishes
from decisions.individuals.models_asked import CarerConsent, Sensitivity
from decisions.individuals.models_ties import HomeOfIndividual, Relationship


def _ask_carer(*, individual: Individual, **given: Any) -> CarerConsent:
    """Record what a carer says; the wishes they were chosen by are the individual's."""
    given["wishes"].individual = individual
    return actions.ask_carer(**given)


SAID: Final = (
    Kind(
        slug="agreement",
        link="Something they agreed to",
        of="individual",
        form=ConsentForm,
        record=actions.give_consent,
        model=Consent,
        end=lambda *, fact, **given: actions.withdraw_consent(consent=fact, **given),
        end_title="They take back what they agreed to",
        end_form=TakenBackForm,
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
BESIDES: Final = (
    Kind(
        slug="refusal",
        link="That they were asked and said no",
        of="individual",
        form=RefusalForm,
        record=actions.refuse_consent,
    ),
    Kind(
        slug="carer",
        link="If a carer wants to be told",
        of="individual",
        form=CarerForm,
        record=_ask_carer,
        model=CarerConsent,
        end=lambda *, fact, **given: actions.end_carer(carer=fact, **given),
        end_title="The carer no longer says so",
        says=words_asked.carer_sentence,
        given=offers.wishes,
    ),
    Kind(
        slug="private",
        link="What they want kept private",
        of="individual",
        form=PrivateForm,
        record=actions.mark_private,
        model=Sensitivity,
        end=lambda *, fact, **given: actions.end_private(mark=fact, **given),
        end_title="It need not be kept private any more",
        says=words_asked.sensitivity_sentence,
    ),
    Kind(
        slug="notice",
        link="What they were told about their information",
        of="individual",
        form=NoticeForm,
        record=actions.give_notice,
    ),
    Kind(
        slug="summary-record",
        link="What they want of the Summary Care Record",
        of="individual",
        form=PreferenceForm,
        record=actions.record_preference,
    ),
)
TIES: Final = (
    Kind(
        slug="details",
        link="Put their details right",
        of="individual",
        form=DetailsForm,
        record=actions.correct_individual,
        given=offers.details,
    ),
    Kind(
        slug="home",
        link="Which home looks after them",
        of="individual",
        form=HomeForm,
        record=actions.record_home,
        permission="warn",
        model=HomeOfIndividual,
        end=lambda *, fact, **given: actions.end_home(stay=fact, **given),
        end_title="This home no longer helps",
        says=words_ties.home_sentence,
        given=offers.homes,
    ),
    Kind(
        slug="helper",
        link="Who helps from another home",
        of="individual",
        form=RelationshipForm,
        record=actions.record_relationship,
        permission="warn",
        model=Relationship,
        end=lambda *, fact, **given: actions.end_relationship(relationship=fact, **given),
        end_title="This worker no longer helps",
        says=words_ties.relationship_sentence,
        given=offers.workers,
    ),
)
KINDS: Final = {kind.slug: kind for kind in (*SAID, *BESIDES, *TIES)}
"""By the word that stands in the address."""
