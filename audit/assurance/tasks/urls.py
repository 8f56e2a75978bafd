"""Addresses under /assurance/."""

from django.urls import URLPattern

app_name = "tasks"
urlpatterns: list[URLPattern] = []
