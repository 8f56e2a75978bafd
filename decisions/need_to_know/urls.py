"""Addresses of the list of who needs to know what."""

from django.urls import path

from decisions.need_to_know import views

app_name = "need_to_know"
urlpatterns = [
    path("", views.page, name="page"),
    path("agree/", views.agree, name="agree"),
]
