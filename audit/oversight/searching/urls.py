"""Addresses under /desk/searching/. No name stands in any of them."""

from django.urls import path

from audit.oversight.searching import views

app_name = "searching"
urlpatterns = [
    path("", views.index, name="index"),
    path("name/", views.by_name, name="name"),
    path("by/<str:by>/", views.values, name="values"),
    path("found/", views.found, name="found"),
    path("take/", views.take, name="take"),
]
