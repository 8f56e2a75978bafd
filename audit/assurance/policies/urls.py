"""Addresses under /assurance/policies/."""

from django.urls import path

from audit.assurance.policies import views, views_managing

app_name = "policies"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views_managing.adopt, name="new"),
    path("compliance/", views_managing.compliance, name="compliance"),
    path("<uuid:policy_id>/", views.page, name="page"),
    path("<uuid:policy_id>/read/", views.read, name="read"),
    path("<uuid:policy_id>/readers/", views.readers, name="readers"),
    path("<uuid:policy_id>/change/", views_managing.adopt, name="change"),
    path("<uuid:policy_id>/again/", views_managing.again, name="again"),
    path("<uuid:policy_id>/end/", views_managing.end, name="end"),
    path("<uuid:policy_id>/versions/<int:number>/", views.version, name="version"),
    path("<uuid:policy_id>/versions/<int:number>/policy.pdf", views.as_pdf, name="pdf"),
]
