"""Addresses under /desk/checks/."""

from django.urls import path

from audit.oversight.verifying import views

app_name = "verifying"
urlpatterns = [path("", views.index, name="index")]
