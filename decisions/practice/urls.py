"""Addresses of practice. No address holds anything about a person."""

from django.urls import path

from decisions.practice import views

app_name = "practice"
urlpatterns = [
    path("practice/", views.index, name="index"),
    path("practice/yours/", views.yours, name="yours"),
    path("practice/story/<slug:story_id>/", views.story, name="story"),
    path("practice/<uuid:draft_id>/", views.resume, name="resume"),
    path("practice/<uuid:draft_id>/end/", views.end, name="end"),
    path("practice/<uuid:draft_id>/<str:question_id>/", views.question, name="question"),
]
