"""Addresses under /reports/homes/."""

from django.urls import path

from audit.reports.homes import views

app_name = "homes"
urlpatterns = [
    path("", views.index, name="list"),
    path("side-by-side/", views.side_by_side, name="side_by_side"),
]
