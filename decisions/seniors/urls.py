"""Addresses of what a senior or the Guardian looks at."""

from django.urls import path

from decisions.seniors import views

app_name = "seniors"
urlpatterns = [
    path("noes/", views.noes, name="noes"),
    path("noes/<uuid:no_id>/", views.review, name="review"),
    path("looks/", views.looks, name="looks"),
    path("alike/", views.alike, name="alike"),
]
