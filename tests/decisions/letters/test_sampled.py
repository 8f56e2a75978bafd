"""The form of a decision in an inspector's pack."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import surgery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]


def test_a_sampled_decision_is_a_pdf_and_its_opening_has_an_entry(willow):
    willow.ada()
    surgery(willow.amira).confirm()
    decision = Decision.objects.get()
    form = import_string(settings.PACK_DECISION_FORM)
    made = form(organisation=willow.organisation, decision=decision.pk, by=willow.priya)
    assert made.startswith(b"%PDF")
    assert Entry.objects.filter(event=Event.DECISION_OPENED, about_id=decision.pk).count() == 1
    assert made == form(organisation=willow.organisation, decision=decision.pk, by=willow.priya)
