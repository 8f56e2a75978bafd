"""The address at which an individual's whole file is taken out."""

from django.urls import path

from decisions.whole_file import views

app_name = "whole_file"
urlpatterns = [path("<uuid:individual_id>/", views.take, name="take")]
