"""Addresses under /assurance/appointments/."""

from django.urls import path

from audit.assurance.appointments import views

app_name = "appointments"
urlpatterns = [
    path("", views.listed, name="list"),
    path("contact/", views.contact, name="contact"),
    path("new/<slug:post>/", views.appoint, name="appoint"),
    path("<uuid:appointment>/confirm/", views.confirm, name="confirm"),
    path("<uuid:appointment>/end/", views.end, name="end"),
]
