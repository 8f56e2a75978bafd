"""Addresses under /reports/packs/."""

from django.urls import path

from audit.reports.packs import views

app_name = "packs"
urlpatterns = [
    path("", views.index, name="list"),
    path("evidence/", views.evidence, name="evidence"),
    path("inspector/", views.inspector, name="inspector"),
]
