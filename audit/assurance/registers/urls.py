"""Addresses of the yearly registers, under /assurance/registers/."""

from django.urls import path

from audit.assurance.registers.views import doing, reading

app_name = "registers"
urlpatterns = [
    path("", reading.index, name="index"),
    path("entry/<uuid:entry_id>/", reading.entry, name="entry"),
    path("entry/<uuid:entry_id>/right/", doing.right, name="right"),
    path("entry/<uuid:entry_id>/changed/", doing.changed, name="changed"),
    path("entry/<uuid:entry_id>/file/", doing.add_file, name="add_file"),
    path("entry/<uuid:entry_id>/end/", doing.end, name="end"),
    path("file/<uuid:evidence_id>/", reading.file, name="file"),
    path("<slug:kind>/", reading.register, name="register"),
    path("<slug:kind>/ended/", reading.ended, name="ended"),
    path("<slug:kind>/new/", doing.new, name="new"),
]
