"""The address of a person's statement."""

from django.urls import path

from decisions.statements import views

app_name = "statements"
urlpatterns = [path("<uuid:individual_id>/", views.told, name="told")]
