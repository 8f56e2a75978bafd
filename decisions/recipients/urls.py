"""Addresses of those we may share with, and of warnings about them."""

from django.urls import path

from decisions.recipients.views import pages

app_name = "recipients"
urlpatterns = [
    path("recipients/", pages.listed, name="list"),
    path("recipients/new/", pages.new, name="new"),
    path("recipients/<uuid:recipient_id>/", pages.page, name="page"),
    path("recipients/<uuid:recipient_id>/<slug:kind>/", pages.record, name="record"),
    path("recipients/<uuid:recipient_id>/<slug:kind>/<uuid:fact_id>/end/", pages.end, name="end"),
    path("warnings/<uuid:alert_id>/", pages.warning, name="warning"),
]
