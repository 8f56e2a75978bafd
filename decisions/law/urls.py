"""Addresses of the law we follow and of our own questions' versions."""

from django.urls import path

from decisions.law import views, views_rules

app_name = "law"
urlpatterns = [
    path("law/", views.law, name="law"),
    path("law/organisation/", views.describe, name="describe"),
    path("law/<str:source>/began/", views.commence, name="commence"),
    path("law/<str:source>/back/", views.take_back, name="take_back"),
    path("law/<str:source>/decisions/", views.decisions, name="changed"),
    path("rules/", views_rules.listed, name="rules"),
    path("rules/<str:key>/", views_rules.version, name="version"),
    path("rules/<str:key>/back/", views_rules.sign_back, name="sign_back"),
    path("rules/<str:key>/decisions/", views_rules.decisions, name="decisions"),
]
