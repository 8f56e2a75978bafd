"""The facts a recipient's page offers to record or to end, as data: one row for each kind."""

from __future__ import annotations

from typing import Final

from decisions.fact_pages import Kind
from decisions.recipients import actions, words
from decisions.recipients.forms import (
    AgreementForm,
    AlertForm,
    AssuranceForm,
    CheckForm,
    CorrectionForm,
    RouteForm,
)
from decisions.recipients.models import Agreement, Alert, Assurance, IdentityCheck, Route

KINDS: Final = {
    kind.slug: kind
    for kind in (
        Kind(
            slug="route",
            link="How to reach them",
            of="recipient",
            form=RouteForm,
            record=actions.record_route,
            model=Route,
            end=lambda *, fact, **given: actions.end_route(route=fact, **given),
            end_title="This is no longer how to reach them",
            says=words.route_sentence,
        ),
        Kind(
            slug="check",
            link="How you checked it was them",
            of="recipient",
            form=CheckForm,
            record=actions.record_check,
            model=IdentityCheck,
            says=words.check_sentence,
        ),
        Kind(
            slug="correction",
            link="A new name or number",
            of="recipient",
            form=CorrectionForm,
            record=actions.correct_recipient,
        ),
        Kind(
            slug="assurance",
            link="Why they can be trusted",
            of="recipient",
            permission="warn",
            form=AssuranceForm,
            record=actions.record_assurance,
            model=Assurance,
            end=lambda *, fact, **given: actions.end_assurance(assurance=fact, **given),
            end_title="This no longer counts",
            says=words.assurance_sentence,
        ),
        Kind(
            slug="agreement",
            link="An agreement they signed",
            of="recipient",
            permission="warn",
            form=AgreementForm,
            record=actions.record_agreement,
            model=Agreement,
            end=lambda *, fact, **given: actions.end_agreement(agreement=fact, **given),
            end_title="This agreement has ended",
            says=words.agreement_sentence,
        ),
        Kind(
            slug="warning",
            link="A warning to everyone",
            of="recipient",
            permission="warn",
            form=AlertForm,
            record=actions.raise_alert,
            model=Alert,
            end=lambda *, fact, **given: actions.end_alert(alert=fact, **given),
            end_title="Lift this warning",
            says=words.alert_sentence,
        ),
    )
}
"""By the word that stands in the address."""
