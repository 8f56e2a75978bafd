"""The address of the pictures, under /desk/pictures/."""

from django.urls import path

from audit.oversight.pictures import views

app_name = "pictures"
urlpatterns = [path("", views.pictures, name="index")]
