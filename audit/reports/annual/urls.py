"""Addresses under /reports/."""

from django.urls import path

from audit.reports.annual import views, views_sealed, views_writing

app_name = "annual"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views_writing.new, name="new"),
    path("<uuid:report_id>/", views.page, name="report"),
    path("<uuid:report_id>/read/", views_sealed.read, name="read"),
    path("<uuid:report_id>/files/", views_sealed.files_again, name="files"),
    path("<uuid:report_id>/choices/", views_writing.choices, name="choices"),
    path("<uuid:report_id>/words/<slug:box>/", views_writing.words, name="words"),
    path("<uuid:report_id>/send/", views.send, name="send"),
    path("<uuid:report_id>/count/", views.count_again, name="count"),
    path("<uuid:report_id>/back/", views.take_back, name="back"),
    path("<uuid:report_id>/throw-away/", views_writing.throw_away, name="throw_away"),
]
