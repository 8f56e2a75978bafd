"""Addresses of the desk's lists and of one decision, under /desk/."""

from django.urls import path

from audit.oversight.desk import views as desk
from audit.oversight.review.views import decisions

app_name = "oversight"
urlpatterns = [
    path("", desk.listed, name="list"),
    path("between/<slug:state>/", desk.between, name="between"),
    path("looked-at/", desk.looked_at, name="looked_at"),
    path("rules-and-law/", desk.rules, name="rules"),
    path("views/save/", desk.save_view, name="save_view"),
    path("views/<int:view>/forget/", desk.forget_view, name="forget_view"),
    path("<uuid:entry>/", decisions.decision, name="decision"),
]
