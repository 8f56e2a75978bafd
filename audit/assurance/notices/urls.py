"""Addresses under /assurance/notices/."""

from django.urls import path

from audit.assurance.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("edit/", views.edit, name="edit"),
]
