"""Addresses. The floors above are named as strings only."""

from django.contrib import admin
from django.urls import include, path

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("", include("portal.pages")),
    path("", include("decisions.urls")),
    path("people/", include("decisions.individuals.urls")),
    path("seniors/", include("decisions.seniors.urls")),
    path("need-to-know/", include("decisions.need_to_know.urls")),
    path("", include("decisions.law.urls")),
    path("", include("decisions.recipients.urls")),
    path("told/", include("decisions.statements.urls")),
    path("letters/", include("decisions.letters.urls")),
    path("", include("decisions.practice.urls")),
    path("weigh/", include("decisions.weighing.urls")),
    path("bring-in/", include("decisions.intake.urls")),
    path("clean-lists/", include("decisions.clean_lists.urls")),
    path("whole-file/", include("decisions.whole_file.urls")),
    path("", include("audit.oversight.concerns.raising_urls")),
    path("desk/", include("audit.urls")),
    path("assurance/", include("audit.assurance.urls")),
    path("reports/", include("audit.reports.urls")),
    path("verify/", include("audit.reports.annual.public_urls")),
    path("about/<slug:organisation>/", include("audit.assurance.notices.public_urls")),
    path("making/", include("portal.making.urls")),
    path("", include("portal.account_urls")),
    path("set-up/", admin.site.urls),
]
