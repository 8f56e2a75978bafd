"""Addresses under /reports/packs/."""

from django.urls import URLPattern

app_name = "packs"
urlpatterns: list[URLPattern] = []
