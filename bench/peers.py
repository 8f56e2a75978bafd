"""What the portal's pages are measured against: a view that does nothing, and a wizard of django-formtools."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from formtools.wizard.views import NamedUrlSessionWizardView

from portal.design.choices import Choice
from portal.design.fields import RadiosField
from portal.design.forms import Form

STEPS = 8


@login_required
def empty(request: HttpRequest) -> HttpResponse:
    """Answer nothing to whoever is logged in: the least that a page behind log-in can cost."""
    return HttpResponse(f"{request.user.pk}")


class Step(Form):
    """One question of four options, as most of ours are, drawn by crispy and the official components."""

    answer = RadiosField(
        label="Who is asking?",
        hint="This decides what we ask next",
        heading=True,
        choices=[Choice(str(number), f"The {number}th kind of person who asks") for number in range(4)],
    )


class Wizard(NamedUrlSessionWizardView):
    """Eight such questions, kept in the session as formtools does."""

    template_name = "wizard_of_formtools.html"

    def done(self, form_list: list[forms.Form], **kwargs: object) -> HttpResponse:
        """Say how many were answered."""
        return HttpResponse(str(len(list(form_list))))


wizard = login_required(
    Wizard.as_view(
        [(f"q{number}", Step) for number in range(STEPS)], url_name="formtools", done_step_name="done"
    )
)
