"""Addresses of weighing, under /weigh/. No address holds anything about a person."""

from django.urls import path

from decisions.weighing import views

app_name = "weighing"
urlpatterns = [
    path("<uuid:decision_id>/", views.begin, name="begin"),
    path("draft/<uuid:draft_id>/", views.resume, name="resume"),
    path("draft/<uuid:draft_id>/check/", views.check, name="check"),
    path("draft/<uuid:draft_id>/<str:question_id>/", views.question, name="question"),
]
