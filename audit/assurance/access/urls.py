"""Addresses under /assurance/access/."""

from django.urls import path

from audit.assurance.access import views

app_name = "access"
urlpatterns = [
    path("", views.listed, name="list"),
    path("review/", views.review, name="review"),
    path("<int:membership>/end/", views.end, name="end"),
]
