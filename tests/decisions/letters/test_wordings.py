"""An organisation's own words: tried first, kept as versions, refused where they could not be filled in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.letters import actions, queries
from decisions.letters.models import LetterWording
from decisions.letters.patterns import patterns
from portal.errors import NotAllowed
from tests.decisions.letters.stage import key, make
from tests.decisions.wizard.call import errors, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]
NOTICE = patterns()["notice"]
OWN = {
    "title": "Your papers and you",
    "text": "Hello {person}\n\n# What\n{held}\n\n- {seen_by}\n- {used_for}\n\n{objecting}",
    "key": key(1),
}


def address(code: str = "notice", kind: str = "plain", name: str = "wording") -> str:
    return reverse(f"letters:{name}", args=[code, kind])


def test_new_words_are_tried_with_made_up_names_before_they_are_kept(willow):
    browser = logged_in(willow.priya)
    assert "These are the words that came with the portal." in words(browser.get(address()))
    tried = words(browser.post(address(), OWN | {"try": "1"}))
    assert "Not saved yet: how it would read" in tried
    assert "Hello Alex Example" in tried
    assert not LetterWording.objects.exists()


def test_they_are_kept_once_stand_for_letters_made_later_and_leave_the_earlier_as_they_were(willow):
    ada = willow.ada()
    earlier = make(willow.amira, ada, "notice", key=key(7))
    browser = logged_in(willow.ruth)
    for _ in range(2):
        assert browser.post(address(), OWN).url == address()
    version = LetterWording.objects.get()
    assert version.words == {"title": OWN["title"], "text": OWN["text"]}
    assert body_of(version.entry)["words"] == version.words
    assert OWN["title"] not in bytes(version.sealed).decode("latin-1")
    assert "These are your words since 22 November 2026" in words(browser.get(address()))
    assert "Your words" in words(browser.get(reverse("letters:wordings")))
    later = make(willow.amira, ada, "notice", key=key(8))
    assert "Hello Ada Bright" in words(logged_in(willow.amira).get(later))
    assert "What we hold about you" in words(logged_in(willow.amira).get(earlier))
    easy = queries.standing(willow.organisation, NOTICE, easy=True)
    assert easy.version == queries.OURS


def test_going_back_to_the_first_words_is_a_version_too(willow):
    browser = logged_in(willow.priya)
    browser.post(address(), OWN)
    for _ in range(2):
        assert browser.post(address(name="ours"), {"key": key(2)}).url == address()
    assert queries.standing(willow.organisation, NOTICE, easy=False).words == NOTICE.plain
    assert "Your words" not in words(browser.get(reverse("letters:wordings")))
    told = [
        body_of(entry)["says"] for entry in Entry.objects.filter(event=Event.LETTER_WORDED).order_by("seq")
    ]
    assert told == [
        f"Priya Nair changed the words of the letter “{NOTICE.title}”.",
        f"Priya Nair went back to the first words of the letter “{NOTICE.title}”.",
    ]
    shown = words(browser.get(address()))
    assert "Back to the first words" in shown
    assert "Your words" in shown


@pytest.mark.parametrize(
    ("changes", "link", "part"),
    [
        ({"title": "For {person}"}, "#title", "Take the curly brackets out of the title"),
        ({"text": ""}, "#text", "Enter the words of the letter"),
        ({"text": OWN["text"] + " {secret}"}, "#text", "“secret”"),
        ({"text": OWN["text"] + " }"}, "#text", "A curly bracket stands alone"),
        ({"text": OWN["text"].replace("{objecting}", "")}, "#text", "Put back “objecting”"),
    ],
)
def test_what_could_not_be_filled_in_is_refused_beside_its_field(willow, changes, link, part):
    for also in ({}, {"try": "1"}):
        shown = logged_in(willow.priya).post(address(), OWN | changes | also)
        ((where, sentence),) = errors(shown)
        assert where == link
        assert part in sentence
    assert not LetterWording.objects.exists()


def test_the_action_refuses_them_too(willow):
    for given in (
        {"title": "T", "words": "{secret}"},
        {"title": " ", "words": "x"},
        {"title": "T", "words": "\0"},
    ):
        with pytest.raises(NotAllowed):
            actions.word_letter(
                organisation=willow.organisation, pattern=NOTICE, easy=False, by=willow.priya, **given
            )


def test_what_the_action_refuses_is_said_on_the_page(willow, monkeypatch):
    def refuse(**_given):
        raise NotAllowed("Not today.")

    monkeypatch.setattr(actions, "word_letter", refuse)
    assert "Not today." in words(logged_in(willow.priya).post(address(), OWN))


def test_an_example_is_a_pdf_with_no_person_in_it(willow):
    answer = logged_in(willow.priya).get(address("statement", "easy", "example"))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="example-statement-easy.pdf"'


def test_only_a_guardian_or_a_manager_changes_words_and_only_their_own(willow, alder):
    logged_in(willow.priya).post(address(), OWN)
    worker = logged_in(willow.amira)
    for place in (reverse("letters:wordings"), address(), address(name="example")):
        assert worker.get(place).status_code == 404
    assert worker.post(address(name="ours")).status_code == 404
    assert "These are the words that came with the portal." in words(logged_in(alder.priya).get(address()))
    for place in (address("nonsense"), address(kind="nonsense"), address(kind="nonsense", name="example")):
        assert logged_in(willow.priya).get(place).status_code == 404
    with pytest.raises(NotAllowed):
        actions.take_our_words(organisation=willow.organisation, pattern=NOTICE, easy=False, by=willow.amira)


def test_home_leads_a_guardian_and_a_manager_there(willow):
    for who, there in ((willow.priya, True), (willow.ruth, True), (willow.amira, False)):
        shown = logged_in(who).get("/").content.decode()
        assert (reverse("letters:wordings") in shown) == there
