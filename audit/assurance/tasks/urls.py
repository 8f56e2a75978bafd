"""Addresses under /assurance/."""

from django.urls import path

from audit.assurance.tasks import views

app_name = "tasks"
urlpatterns = [path("", views.listed, name="list")]
