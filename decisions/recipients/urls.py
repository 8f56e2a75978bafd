"""Addresses of those we may share with, of warnings about them, and of links by which they acknowledge."""

from django.urls import path

from decisions.recipients.views import alerts, links, pages, printed

app_name = "recipients"
urlpatterns = [
    path("recipients/", pages.listed, name="list"),
    path("recipients/new/", pages.new, name="new"),
    path("recipients/<uuid:recipient_id>/", pages.page, name="page"),
    path("recipients/<uuid:recipient_id>/link/", links.ask, name="link"),
    path("recipients/<uuid:recipient_id>/agreement/<uuid:fact_id>/", printed.page, name="agreement"),
    path(
        "recipients/<uuid:recipient_id>/agreement/<uuid:fact_id>/pdf/", printed.as_pdf, name="agreement_pdf"
    ),
    path("recipients/<uuid:recipient_id>/<slug:kind>/", pages.record, name="record"),
    path("recipients/<uuid:recipient_id>/<slug:kind>/<uuid:fact_id>/end/", pages.end, name="end"),
    path("warnings/<uuid:alert_id>/", alerts.warning, name="warning"),
    path("warnings/<uuid:alert_id>/readers/", alerts.readers, name="readers"),
    path("warnings/<uuid:alert_id>/risk/", alerts.risk, name="risk"),
    path("a/thank-you/", links.acknowledged, name="acknowledged"),
    path("a/<str:token>/", links.acknowledge, name="acknowledge"),
]
