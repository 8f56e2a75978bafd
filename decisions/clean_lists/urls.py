"""Addresses of lists for research and planning."""

from django.urls import path

from decisions.clean_lists import views

app_name = "clean_lists"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("make/", views.make, name="make"),
    path("<uuid:list_id>/", views.page, name="page"),
]
