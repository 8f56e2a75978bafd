"""Addresses of what is done about one decision, under /desk/review/."""

from django.urls import path

from audit.oversight.review.views import decisions, examples, workers

app_name = "review"
urlpatterns = [
    path("<uuid:entry>/others/", decisions.others, name="others"),
    path("<uuid:entry>/example/", examples.propose, name="propose"),
    path("to-do/", decisions.not_done, name="not_done"),
    path("examples/", examples.waiting, name="examples"),
    path("examples/<uuid:example_id>/", examples.check, name="check"),
    path("said/<uuid:review_id>/", workers.said, name="said"),
    path("to-do/<uuid:follow_up_id>/", workers.to_do, name="to_do"),
]
