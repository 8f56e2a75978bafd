"""Practice: the same questions, told what was right, and not one entry in the ledger."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.ledger.models import Entry
from decisions.engine.walk import walk
from decisions.practice import drafts, queries, stories
from decisions.practice.models import PracticeDraft, PracticeResult
from decisions.rulesets import coverage, library
from decisions.wizard.models import Decision, Draft
from portal.models import Membership, User
from tests.decisions.wizard.call import errors, items, logged_in, title, words

SURGERY = """
[[scenario]]
id = "the-surgery"
story = ["The GP surgery rings about Mrs Osei.", "You called back on the number in your own list."]
setting = "care_home"
right = "share"
error = "not_sharing"
outcome = "share"
kind = "share"
basis = "implied_consent"
duties = []
tell = ["the GP surgery"]
rows = [10, 57, 86]
[scenario.facts]
danger = "no"
who = "care_worker"
identity = "called_back"
whose = "Mrs Osei"
purpose = "look_after"
agreement = "would_expect"
items = { medicines = "To order the repeat" }
channel = "private"

[[scenario]]
id = "the-neighbour"
story = ["A neighbour rings about Mr Pike.", "He has said that he wants nobody told."]
setting = "home_care"
right = "do_not_share"
error = "sharing"
outcome = "identity_unchecked"
kind = "do_not_share"
basis = ""
duties = []
tell = []
rows = [10]
[scenario.facts]
danger = "no"
who = "care_worker"
identity = "not_yet"
identity_done = "cannot_check"
"""
RIGHT = (
    "no",
    "care_worker",
    {"answer": "called_back", "also": "Elm Road"},
    "Mrs Osei",
    "look_after",
    "would_expect",
)


@pytest.fixture
def folder(tmp_path, settings):
    (tmp_path / "care-team.toml").write_text(SURGERY)
    settings.PORTAL_STORIES = tmp_path
    return tmp_path


class Practice:
    def __init__(self, user, story="the-surgery"):
        self.browser = logged_in(user)
        self.at = self.browser.post(f"/practice/story/{story}/").headers["Location"]
        self.follow()

    def follow(self):
        response = self.browser.get(self.at)
        while response.status_code == 302:
            self.at = response.headers["Location"]
            response = self.browser.get(self.at)
        return response

    def say(self, *answers):
        for answer in answers:
            response = self.browser.post(self.at, answer if isinstance(answer, dict) else {"answer": answer})
            assert response.status_code == 302, (self.at, errors(response))
            self.at = response.headers["Location"]
        return self.follow()


@pytest.fixture
def practice(folder, willow):
    return Practice(willow.amira)


def finish(practice):
    """Answer as the story goes right."""
    return practice.say(*RIGHT, items("medicines"), "private")


def test_the_whole_of_a_practice_adds_nothing_to_the_ledger_and_looks_nobody_up(practice, willow):
    willow.objection(willow.ada(name="Mrs Osei"), items=[])
    before = Entry.objects.count()
    practice.browser.get("/practice/")
    for answer in (*RIGHT, items("medicines")):
        shown = practice.say(answer)
        assert "What our register says" not in words(shown)
    assert "Yes, that is right" in words(practice.say("private"))
    assert practice.browser.get("/practice/yours/").status_code == 200
    assert Entry.objects.count() == before
    assert not Draft.objects.exists()
    assert not Decision.objects.exists()


def test_each_page_is_marked_and_shows_the_story(practice):
    pages = [practice.browser.get("/practice/"), practice.browser.get("/practice/story/the-surgery/")]
    for answer in (*RIGHT, items("medicines"), "private"):
        pages.append(practice.follow())
        assert "The GP surgery rings about Mrs Osei." in words(pages[-1])
        practice.say(answer)
    pages += [practice.follow(), practice.browser.get("/practice/yours/")]
    for page in pages:
        assert title(page).startswith("Practice")
        assert words(page).startswith("Practice ")
        assert page.content.decode().count("<h1") == 1


def test_a_real_question_has_no_mark(practice, willow):
    real = practice.browser.get(practice.browser.post("/decide/start/").headers["Location"])
    assert "Practice" not in words(real) + title(real)
    assert "Save and come back later" in words(real)


def test_the_right_end_says_why_and_what_is_asked_of_us(practice):
    said = words(finish(practice))
    assert "Yes, that is right You can share their medicines" in said
    for row in (10, 57, 86):
        assert coverage.obligations()[row - 1].says in said
    assert "Who is told: the GP surgery." in said
    assert "What you answered differently" not in said
    assert queries.counts(Membership.objects.first().organisation)[0]["right"] == 1


def test_another_end_says_which_answers_differ(practice):
    said = words(practice.say("no", "care_worker", "not_yet", "cannot_check"))
    assert "This story ends another way You can share their medicines" in said
    assert "Where your answers led Do not share yet: check who they are first" in said
    assert "You said: Not yet In the story: Yes, I called back" in said
    assert [each.right for each in PracticeResult.objects.all()] == [False]


def test_the_same_done_by_another_way_is_right(practice):
    said = words(practice.say(*RIGHT[:-1], "agreed", items("medicines", "allergies"), "private"))
    assert "Yes, that is right" in said
    assert "In the story: Medicines" in said


def test_it_ends_once_and_then_only_shows_how_it_went(practice):
    finish(practice)
    danger = reverse("practice:question", args=[PracticeDraft.objects.get().pk, "danger"])
    assert practice.browser.post(danger, {"answer": "yes"}).headers["Location"] == practice.at
    assert PracticeResult.objects.count() == 1


def test_a_finished_practice_goes_with_the_next_story_and_an_old_one_by_itself(practice, willow):
    finish(practice)
    Practice(willow.amira, "the-neighbour")
    assert [each.story for each in PracticeDraft.objects.all()] == ["the-neighbour"]
    Practice(willow.amira, "the-neighbour")
    assert drafts.delete_old(timezone.now()) == 0
    assert drafts.delete_old(timezone.now() + timedelta(days=2)) == 1
    assert PracticeResult.objects.count() == 1


def test_the_next_story_is_one_that_has_not_gone_right(practice, willow):
    finish(practice)
    assert queries.next_story(willow.amira, stories.stories()).id == "the-neighbour"
    assert "The GP surgery rings about Mrs Osei. – Right" in words(practice.browser.get("/practice/"))


def test_a_manager_counts_the_practice_of_each_worker(practice, willow, alder):
    finish(practice)
    Practice(willow.amira).say("no", "not_sure")
    Practice(willow.ben).say("no", "not_sure")
    Practice(alder.amira).say("no", "not_sure")
    rows = queries.counts(willow.organisation)
    assert [(r["worker__full_name"], r["times"], r["stories"], r["right"]) for r in rows] == [
        ("Amira Khan", 2, 1, 1),
        ("Ben Carter", 1, 1, 0),
    ]


def test_nobody_elses_practice_is_found(practice, willow):
    for path in ("", "end/", "danger/"):
        where = f"/practice/{PracticeDraft.objects.get().pk}/{path}"
        assert logged_in(willow.ben).get(where).status_code == 404


def test_what_was_typed_is_sealed(practice):
    practice.say("no", "care_worker", {"answer": "called_back", "also": "Quetzalcoatl"})
    assert b"Quetzalcoatl" not in bytes(PracticeDraft.objects.get().sealed)


@pytest.mark.parametrize("bad", ["", "x", "yes\x00", "9" * 5000])
def test_bad_input_is_asked_again(practice, bad):
    response = practice.browser.post(practice.at, {"answer": bad})
    assert response.status_code == 200
    assert title(response).startswith("Error: Practice: ")
    assert errors(response)


@pytest.mark.parametrize(
    "path",
    [
        "/practice/story/none/",
        "/practice/0199aaaa-0000-7000-8000-000000000001/",
        "/practice/0199aaaa-0000-7000-8000-000000000002/end/",
        "/practice/story/%00/",
        "/practice/x/",
    ],
)
def test_what_is_not_there_is_not_found(practice, path):
    assert practice.browser.get(path).status_code == 404
    assert practice.browser.post(path).status_code in {404, 405}


def test_a_question_not_reached_leads_to_where_one_stands(practice):
    for page in ("whose", "nothing-like-it", "\x00"):
        where = reverse("practice:question", args=[PracticeDraft.objects.get().pk, page])
        assert practice.browser.get(where).headers["Location"] == practice.at
    assert practice.browser.get(f"/practice/{PracticeDraft.objects.get().pk}/end/").status_code == 302


def test_without_stories_the_page_says_so(willow, tmp_path, settings):
    settings.PORTAL_STORIES = tmp_path / "gone"
    response = logged_in(willow.amira).get("/practice/")
    assert "No stories are installed here." in words(response)


def test_stories_that_cannot_be_read_are_none_and_are_told(willow, tmp_path, settings, caplog):
    (tmp_path / "care-team.toml").write_text("[[scenario]]\nid = 1")
    settings.PORTAL_STORIES = tmp_path
    assert "No stories are installed here." in words(logged_in(willow.amira).get("/practice/"))
    assert "cannot be read" in caplog.text


def test_a_story_that_went_away_leaves_its_result(practice, tmp_path, settings):
    finish(practice)
    settings.PORTAL_STORIES = tmp_path / "gone"
    assert "A story that is not here any more" in words(practice.browser.get("/practice/yours/"))
    assert practice.follow().status_code == 404


def test_somebody_without_a_place_is_told_whom_to_ask(folder, db):
    lost = logged_in(User.objects.create_user("new@example.com", full_name="New Person"))
    for path in ("/practice/", "/practice/yours/", "/practice/story/the-surgery/"):
        assert lost.get(path).status_code == 403
    assert not re.search("Practise", words(lost.get("/")))


def test_a_story_that_went_right_agrees_with_itself():
    """Of every installed story: played as it is told it is right, and nothing differs."""
    for story in stories.stories().values():
        told = stories.told(story, {})
        outcome = walk(library.current(story.door), story.facts).outcome
        assert outcome is not None
        assert stories.is_right(story, told.ruleset, outcome), story.id
        assert stories.differences(told, told) == []
