"""Addresses under /reports/: a line for each room, which has its own name."""

from django.urls import include, path

urlpatterns = [
    path("homes/", include("audit.reports.homes.urls")),
    path("packs/", include("audit.reports.packs.urls")),
    path("", include("audit.reports.annual.urls")),
]
