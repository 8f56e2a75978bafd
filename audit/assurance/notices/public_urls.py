"""Addresses of what anyone may read without a log-in, under /about/<organisation>/."""

from django.urls import URLPattern

app_name = "about"
urlpatterns: list[URLPattern] = []
