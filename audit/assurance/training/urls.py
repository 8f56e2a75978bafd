"""Addresses under /assurance/training/."""

from django.urls import path

from audit.assurance.training import views, views_needs, views_people

app_name = "training"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("declare/", views.declare, name="declare"),
    path("record/", views.record, name="record"),
    path("people/", views_people.listed, name="people"),
    path("people/record/", views_people.record, name="record_many"),
    path("people/<int:membership>/", views_people.person, name="person"),
    path("people/<int:membership>/leave/", views_people.leave, name="leave"),
    path("needs/", views_needs.listed, name="needs"),
    path("needs/add/", views_needs.add, name="add_kind"),
    path("needs/<slug:code>/end/", views_needs.end, name="end_kind"),
    path("gate/", views_needs.gate, name="gate"),
]
