"""Addresses of the list and of one decision, under /desk/."""

from django.urls import path

from audit.oversight import views
from audit.oversight.review.views import decisions

app_name = "oversight"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("<uuid:entry>/", decisions.decision, name="decision"),
]
