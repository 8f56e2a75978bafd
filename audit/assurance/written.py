"""What every form of these rooms does: act once, lead on, and say beside the right field what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from audit.posted import form_key, is_good
from portal.design.forms import Form
from portal.errors import NotAllowed


def written(
    request: HttpRequest,
    form: Form,
    act: Callable[[UUID], object],
    *,
    then: str,
    shown: Mapping[str, Any],
    template: str = "assurance/training/form.html",
    beside: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Do what a form asks and lead to `then`; where it is refused, the form says why.

    `shown` is what the template shows around the form: title, caption, says, back, label. `beside` names the field
    of a refusal's sentence; one that is of no field stands on top.
    """
    key = form_key(request)
    if is_good(request, form):
        try:
            act(key)
        except NotAllowed as refusal:
            field = (beside or {}).get(refusal.sentence)
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            return redirect(then)
    return render(request, template, {"form": form, "key": key, "label": "Save", **shown})
