"""The letters' own words: plain enough for a reader of eleven, each in easy read too, and nothing in them can be run."""

from __future__ import annotations

import re

import pytest

from decisions.letters import papers, patterns
from decisions.letters.language import LONE_BRACKET, NO_TITLE, NO_WORDS, NOT_IN_A_TITLE, blocks, faults, fill
from decisions.letters.patterns import Words
from decisions.letters.placeholders import ASKED, EVERY
from portal.paper.blocks import Bullets, Heading, Paragraph
from portal.roles import PERMISSIONS
from tests.engine.test_words import years_at_school

EACH = [
    pytest.param(pattern, easy, id=f"{pattern.code}-{'easy' if easy else 'plain'}")
    for pattern in patterns.patterns().values()
    for easy in (False, True)
]


def texts(words: Words, code: str, *, easy: bool) -> list[str]:
    """Return every line of a letter with made-up words."""
    made = papers.example(words, code, easy=easy)
    found = [made.title]
    for block in made.blocks:
        if isinstance(block, Bullets):
            found += block.points
        elif isinstance(block, Heading | Paragraph):
            found += block.text.splitlines()
    return found


def test_every_letter_that_people_are_owed_is_there():
    assert list(patterns.patterns()) == [
        "consent", "objection-must", "objection-used", "objection-not-used", "not-told", "recipient",
        "apology", "statement", "notice",
    ]  # fmt: skip


@pytest.mark.parametrize(("pattern", "easy"), EACH)
class TestOurWords:
    def test_they_are_plain(self, pattern, easy):
        said = texts(pattern.ours(easy=easy), pattern.code, easy=easy)
        longest = 12 if easy else 24
        for text in said:
            assert not re.search(r"n't\b|'(re|ll|ve|m)\b", text), text
            assert not re.search(r"\b(please|easily|simple|simply|service user)\b", text, re.IGNORECASE), text
            for one in re.split(r"(?<=[.?!])\s", text):
                assert len(one.split()) <= longest or one in {each.sample for each in ASKED.values()}, one
        words = " ".join(text if text[-1] in ".?!" else f"{text}." for text in said)
        assert years_at_school(words) <= (4 if easy else 6), years_at_school(words)

    def test_they_have_no_fault_and_say_whom_to_talk_to(self, pattern, easy):
        words = pattern.ours(easy=easy)
        assert faults(words, pattern) == []
        assert "{guardian}" in words.text
        assert "{guardian_phone}" in words.text
        assert "{today}" in words.text
        assert set(re.findall(r"\{(\w+)\}", words.text)) <= set(pattern.may_hold)

    def test_all_that_is_typed_stands_in_them(self, pattern, easy):
        assert all(f"{{{name}}}" in pattern.ours(easy=easy).text for name in pattern.asks)


def test_each_letter_belongs_to_somebody_who_may_make_it():
    for pattern in patterns.patterns().values():
        assert pattern.permission in PERMISSIONS
        assert pattern.to in {"person", "recipient"}
        assert not pattern.use.endswith(".")


def test_the_apology_always_explains_and_always_apologises():
    pattern = patterns.patterns()["apology"]
    without = pattern.plain.text.replace("{apology}", "").replace("{why}", "")
    told = [sentence for _, sentence in faults(Words("What went wrong", without), pattern)]
    assert [sentence.split("“")[1].split("”")[0] for sentence in told] == ["why", "apology"]
    assert "We are sorry" in EVERY["apology"].sample


class TestTheLanguage:
    pattern = patterns.patterns()["notice"]
    whole = "{held} {seen_by} {used_for} {objecting}"

    @pytest.mark.parametrize(
        ("title", "text", "expected"),
        [
            ("", whole, [("title", NO_TITLE)]),
            ("For {person}", whole, [("title", NOT_IN_A_TITLE)]),
            ("A title", " \n", [("text", NO_WORDS)]),
            ("A title", whole + " {", [("text", LONE_BRACKET)]),
            ("A title", whole + " person}", [("text", LONE_BRACKET)]),
            ("A title", whole, []),
        ],
    )
    def test_what_cannot_be_filled_in_is_refused_with_a_sentence(self, title, text, expected):
        assert faults(Words(title, text), self.pattern) == expected

    @pytest.mark.parametrize("name", ["", "law", "person.key", "person|safe", "0", "PERSON", "__class__"])
    def test_a_word_that_is_not_on_the_list_is_refused(self, name):
        ((where, sentence),) = faults(Words("A title", f"{self.whole} {{{name}}}"), self.pattern)
        assert where == "text"
        assert f"“{name}”" in sentence

    @pytest.mark.parametrize(
        "text",
        [
            "{{person}}",
            "{% load x %}",
            "{{ settings.SECRET_KEY }}",
            "${person}",
            "%(person)s",
            "<script>",
            "#panic()",
        ],
    )
    def test_other_languages_are_only_words_or_refused(self, text):
        if re.search(r"[{}]", text.replace("{person}", "")):
            assert faults(Words("A title", f"{self.whole} {text}"), self.pattern)
        else:
            (block,) = blocks(text, {"person": "Ada"})
            assert block == Paragraph(text.replace("{person}", "Ada"))

    def test_what_is_typed_is_never_read_again(self):
        made = blocks("Why:\n{why}\n\n- {items}", {"why": "# Not a heading\n- {person}", "items": "- {law}"})
        assert made == [Paragraph("Why:\n# Not a heading\n- {person}"), Bullets(("- {law}",))]

    def test_headings_lists_and_paragraphs_part_and_what_is_empty_is_left_out(self):
        made = blocks("# One\n# {law}\nTwo\nlines\n- a\n- {law}\n- b\n\nThree\n\n\n{law}\n\n- {law}", {})
        assert made == [
            Heading("One"), Paragraph("Two\nlines"), Bullets(("a", "b")), Paragraph("Three"),
        ]  # fmt: skip

    def test_a_word_nobody_knows_has_general_words_and_a_sentence_its_capital(self):
        assert fill("{guardian} can help. Call {guardian_phone}.", {}) == (
            "Our Caldicott Guardian can help. Call our office number."
        )
        assert fill("{why}", {"why": "it was needed"}) == "It was needed"


def test_a_letter_that_asks_for_what_nobody_can_fill_in_is_refused(monkeypatch):
    given = {"code": "x", "asks": ["secret"]}
    with pytest.raises(ValueError, match="secret"):
        patterns._pattern(given)
