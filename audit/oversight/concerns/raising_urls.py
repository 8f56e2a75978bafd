"""Addresses at which anyone raises a concern, and sees how far it is."""

from django.urls import path

from audit.oversight.concerns import views_raising as views

app_name = "raising"
urlpatterns = [
    path("concerns/", views.mine, name="mine"),
    path("concerns/new/", views.new, name="new"),
    path("concerns/who-else/", views.who_else, name="who_else"),
    path("concerns/raised/<uuid:concern_id>/", views.raised, name="raised"),
    path("concern/<slug:slug>/", views.outside, name="outside"),
]
