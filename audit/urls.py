"""Addresses of this floor, under /desk/: a line for each room, which has its own name."""

from django.urls import include, path

urlpatterns = [
    path("duty/", include("audit.oversight.duty.urls")),
    path("advice/", include("audit.oversight.advice.urls")),
    path("pictures/", include("audit.oversight.pictures.urls")),
    path("searching/", include("audit.oversight.searching.urls")),
    path("review/", include("audit.oversight.review.urls")),
    path("concerns/", include("audit.oversight.concerns.urls")),
    path("checks/", include("audit.oversight.verifying.urls")),
    path("watching/", include("audit.oversight.watching.urls")),
    path("", include("audit.oversight.urls")),
]
