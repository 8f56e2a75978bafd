"""Addresses of the concerns at the desk, under /desk/concerns/."""

from django.urls import path

from audit.oversight.concerns import views

app_name = "concerns"
urlpatterns = [
    path("", views.listed, name="list"),
    path("closed/", views.closed, name="closed"),
    path("<uuid:concern_id>/", views.page, name="page"),
    path("<uuid:concern_id>/close/", views.close, name="close"),
    path("<uuid:concern_id>/again/", views.again, name="again"),
    path("<uuid:concern_id>/<slug:what>/", views.step, name="step"),
]
