"""Addresses of the pages that belong to no floor above."""

from django.conf import settings
from django.urls import path

from portal import views, views_messages, views_places

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.words("portal/help.html"), name="help"),
    path("accessibility/", views.words("portal/accessibility.html"), name="accessibility"),
    path("cookies/", views.words("portal/cookies.html", views.COOKIES), name="cookies"),
    path("privacy/", views.words("portal/privacy.html"), name="privacy"),
    path("places/", views_places.places, name="places"),
    path("messages/", views_messages.messages, name="messages"),
    path("messages/<int:message>/try/", views_messages.try_again, name="try_message"),
    path("offline/", views.words("portal/offline.html"), name="offline"),
    path("health/", views.health, name="health"),
    path("logged-out/", views.logged_out, name="logged_out"),
    path("stay/", views.stay, name="stay"),
    path("carry-on/", views.carry_on, name="carry_on"),
]

if settings.PORTAL_DEVELOPMENT:
    from portal.design.sampler import sampler

    urlpatterns += [path("design/", sampler, name="design")]
