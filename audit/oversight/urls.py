"""Addresses of the list and of one decision, under /desk/."""

from django.urls import path

from audit.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("<uuid:entry>/", views.decision, name="decision"),
]
