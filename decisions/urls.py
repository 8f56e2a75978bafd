"""Addresses of the journey, of decisions, and of how we decide. No address holds anything about a person."""

from django.urls import path

from decisions.wizard.views import asking, beside, checking, decided, flows, people, questions

app_name = "wizard"
urlpatterns = [
    path("decide/start/", questions.start, name="start"),
    path("decide/<uuid:draft_id>/", questions.resume, name="resume"),
    path("decide/<uuid:draft_id>/restarted/", questions.restarted, name="restarted"),
    path("decide/<uuid:draft_id>/safe/", beside.safe, name="safe"),
    path("decide/<uuid:draft_id>/nobody/", beside.nobody, name="nobody"),
    path("decide/<uuid:draft_id>/check/", checking.check, name="check"),
    path("decide/<uuid:draft_id>/depart/", checking.depart, name="depart"),
    path("decide/<uuid:draft_id>/<str:question_id>/", questions.question, name="question"),
    path("decide/<uuid:draft_id>/<str:question_id>/register/", beside.register, name="register"),
    path("decide/<uuid:draft_id>/<str:question_id>/choose/", people.choose, name="choose"),
    path("decide/<uuid:draft_id>/<str:question_id>/new/", people.new, name="new"),
    path("decide/<uuid:draft_id>/<str:question_id>/ask/", asking.ask, name="ask"),
    path("decisions/", decided.listed, name="decisions"),
    path("decisions/<uuid:decision_id>/", decided.decision, name="decision"),
    path("decisions/<uuid:decision_id>/print/", decided.printed, name="print"),
    path("decisions/<uuid:decision_id>/flow/", flows.flow_of, name="flow_of"),
    path("decisions/<uuid:decision_id>/way/", flows.way_of, name="way_of"),
    path("decisions/<uuid:decision_id>/add/", decided.add, name="add"),
    path("decisions/<uuid:decision_id>/shared/", decided.shared, name="shared"),
    path("how-we-decide/", flows.index, name="how_we_decide"),
    path("how-we-decide/<str:door>/", flows.flow, name="flow"),
    path("how-we-decide/<str:door>/table/", flows.table, name="truth_table"),
]
