"""Addresses of the people we look after. No address holds anything about a person but a random number."""

from django.urls import path

from decisions.individuals.views import elsewhere, facts, pages

app_name = "individuals"
urlpatterns = [
    path("", pages.find, name="find"),
    path("elsewhere/", elsewhere.elsewhere, name="elsewhere"),
    path("elsewhere/<uuid:look_id>/<uuid:individual_id>/", elsewhere.help_them, name="help"),
    path("<uuid:individual_id>/", pages.page, name="page"),
    path("<uuid:individual_id>/<slug:kind>/", facts.record, name="record"),
    path("<uuid:individual_id>/<slug:kind>/<uuid:fact_id>/end/", facts.end, name="end"),
]
