"""Addresses of advice, under /desk/advice/."""

from django.urls import path

from audit.oversight.advice import views

app_name = "advice"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("answered/", views.answered, name="answered"),
    path("<uuid:thread_id>/", views.thread, name="thread"),
]
