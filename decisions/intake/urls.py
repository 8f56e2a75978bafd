"""Addresses of bringing people in."""

from django.urls import path

from decisions.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.index, name="index"),
    path("list/<uuid:intake_id>/", views.of_list, name="list"),
    path("<slug:kind>/", views.upload, name="upload"),
    path("<slug:kind>/example.csv", views.example, name="example"),
]
