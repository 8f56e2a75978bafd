"""The address where anyone compares a copy of a report with what was sealed."""

from django.urls import path

from audit.reports.annual import views_public

app_name = "verify"
urlpatterns = [path("", views_public.verify, name="verify")]
