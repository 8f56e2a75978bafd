"""Addresses under /making/: how far a job is, and the files it made."""

from django.urls import URLPattern

app_name = "making"
urlpatterns: list[URLPattern] = []
