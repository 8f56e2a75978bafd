"""The portal's addresses, and the peers'."""

from django.urls import include, path

from bench import peers

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("bench/empty/", peers.empty),
    path("bench/formtools/<step>/", peers.wizard, name="formtools"),
    path("", include("portal.urls")),
]
