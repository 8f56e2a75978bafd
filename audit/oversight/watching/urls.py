"""Addresses of this room, under /desk/watching/. No address holds anything about a person."""

from django.urls import path

from audit.oversight.watching import views, views_lot

app_name = "watching"
urlpatterns = [
    path("", views.looks, name="index"),
    path("look/<uuid:look_id>/", views.look, name="look"),
    path("unsure/", views.doubts, name="unsure"),
    path("alike/", views.side_by_side, name="alike"),
    path("lot/", views_lot.lot, name="lot"),
    path("lot/again/", views_lot.again, name="again"),
    path("lot/<uuid:decision>/", views_lot.unseen_decision, name="unseen"),
]
