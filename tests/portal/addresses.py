"""The ground floor's own addresses, with three pages that stand for the floors above."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from portal import carry
from portal.design.fields import DateField, TextAreaField
from portal.design.forms import Form, show_typed
from portal.errors import NotAllowed
from portal.login import behind_log_in

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"


class QuestionForm(Form):
    note = TextAreaField(label="What happened?", max_length=500, heading=True)
    on = DateField(label="Date it happened", required=False)


SAVED = []


@behind_log_in
def question(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        SAVED.append(form.cleaned_data["note"])
        return redirect("/saved/")
    typed = carry.take(request) if request.method == "GET" else None
    if typed is not None:
        show_typed(form, typed)
    return render(request, "question.html", {"form": form})


def fault(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault")


def refusal(request: HttpRequest) -> HttpResponse:
    raise NotAllowed("You cannot see this decision.")


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


def large(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    path("", include("portal.pages")),
    path("", include("portal.account_urls")),
    path("question/", question),
    path("fault/", fault),
    path("refusal/", refusal),
    path("missing/", missing),
    path("large/", large),
]
