"""Addresses of who is on duty, under /desk/duty/."""

from django.urls import path

from audit.oversight.duty import views

app_name = "duty"
urlpatterns = [
    path("", views.index, name="index"),
    path("away/<int:membership>/", views.away, name="away"),
    path("back/<int:membership>/", views.back, name="back"),
    path("contacts/", views.contacts, name="contacts"),
    path("emails/", views.emails, name="emails"),
]
