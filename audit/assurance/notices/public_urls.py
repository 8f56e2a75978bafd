"""Addresses of what anyone may read without a log-in, under /about/<organisation>/."""

from django.urls import path

from audit.assurance.notices import public_views as views

app_name = "about"
urlpatterns = [
    path("", views.index, name="index"),
    path("information/", views.information, name="information"),
    path("information/notice.pdf", views.as_pdf, name="pdf"),
    path("information/versions/<int:number>/", views.version, name="version"),
    path("easy-read/", views.information, {"easy": True}, name="easy"),
    path("easy-read/notice.pdf", views.as_pdf, {"easy": True}, name="easy_pdf"),
    path("records/", views.records, name="records"),
]
