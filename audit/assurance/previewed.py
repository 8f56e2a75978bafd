"""A form whose result is shown as others will see it before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audit.assurance.written import written
from audit.posted import form_key
from portal.design.forms import Form

OURS = frozenset({"csrfmiddlewaretoken", "key", "sure", "edit"})


def previewed(
    request: HttpRequest,
    form: Form,
    act: Callable[[UUID], object],
    *,
    then: str,
    shown: Mapping[str, Any],
    template: str,
    preview: Callable[[], tuple[str, Mapping[str, Any]]],
    beside: Mapping[str, str],
) -> HttpResponse:
    """Show the form, then what it makes (`preview`: a template and its context), and act once that is confirmed.

    Whoever wants to change something gets the form back with all that was typed. `then`, `shown` and `beside` are as
    in `written`.
    """
    if "edit" in request.POST:
        form.full_clean()
        form.errors.clear()
        return render(request, template, {"form": form, "key": form_key(request), **shown})
    if request.method == "POST" and "sure" not in request.POST and form.is_valid():
        name, context = preview()
        return render(
            request, name, {"key": form_key(request), "posted": _posted(request), **shown, **context}
        )
    return written(request, form, act, then=then, shown=shown, template=template, beside=beside)


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, to be carried through the preview."""
    return [(name, value) for name, values in request.POST.lists() if name not in OURS for value in values]
