"""Addresses under /assurance/: a line for each room, which has its own name."""

from django.urls import include, path

urlpatterns = [
    path("registers/", include("audit.assurance.registers.urls")),
    path("appointments/", include("audit.assurance.appointments.urls")),
    path("policies/", include("audit.assurance.policies.urls")),
    path("notices/", include("audit.assurance.notices.urls")),
    path("training/", include("audit.assurance.training.urls")),
    path("access/", include("audit.assurance.access.urls")),
    path("", include("audit.assurance.tasks.urls")),
]
