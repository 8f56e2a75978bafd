"""Addresses of letters. No address holds anything about a person but a random number."""

from django.urls import path

from decisions.letters.views import decision_forms, letters, wordings

app_name = "letters"
urlpatterns = [
    path("", wordings.listed, name="wordings"),
    path("words/<slug:code>/<slug:kind>/", wordings.wording, name="wording"),
    path("words/<slug:code>/<slug:kind>/example/", wordings.example, name="example"),
    path("words/<slug:code>/<slug:kind>/first-words/", wordings.ours, name="ours"),
    path("person/<uuid:individual_id>/", letters.of_person, name="of_person"),
    path("person/<uuid:individual_id>/<slug:code>/", letters.to_person, name="to_person"),
    path("decision/<uuid:decision_id>/", letters.of_decision, name="of_decision"),
    path("decision/<uuid:decision_id>/form/", decision_forms.page, name="form"),
    path("decision/<uuid:decision_id>/form/pdf/", decision_forms.download, name="form_pdf"),
    path("decision/<uuid:decision_id>/<slug:code>/", letters.after_decision, name="after_decision"),
    path("<uuid:letter_id>/", letters.letter, name="letter"),
    path("<uuid:letter_id>/pdf/", letters.download, name="pdf"),
    path("<uuid:letter_id>/given/", letters.given, name="given"),
]
