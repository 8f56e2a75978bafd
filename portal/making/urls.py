"""Addresses under /making/: how far a job is, and the files it made."""

from django.urls import path

from portal.making import views

app_name = "making"
urlpatterns = [
    path("", views.index, name="list"),
    path("<uuid:job_id>/", views.page, name="job"),
    path("<uuid:job_id>/<str:name>", views.file, name="file"),
]
