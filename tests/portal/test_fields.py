"""Fields: what is taken, what is refused and in which words, and how each is drawn."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.design.controls import error_summary, render_control
from portal.design.fields import (
    CheckboxesField,
    Choice,
    DateField,
    EmailField,
    NameField,
    NHSNumberField,
    PasswordField,
    RadiosField,
    TextAreaField,
    TextField,
)
from portal.design.forms import Form, form_errors, render_bound, show_typed
from portal.design.sampler import SampleForm

FAMILY, NOT_SURE = Choice("family", "Family"), Choice("not_sure", "I'm not sure", divider_before="or")
MEDICINES = Choice("medicines", "Medicines", reveal="why")
NOTHING = Choice("nothing", "Nothing", exclusive=True)


def drawn(field, value=None, error="", **reveals):
    return BeautifulSoup(render_control(field, "x", value, error, reveals), "html.parser")


def refusal(field, value):
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages[0]


def who(**more):
    return RadiosField(label="Who is asking?", choices=[FAMILY, NOT_SURE], **more)


def what(**more):
    return CheckboxesField(label="What do they need?", choices=[MEDICINES, NOTHING], **more)


def test_radios_choose_nothing_for_anyone():
    page = drawn(who(heading=True, caption="The start", hint="Select one"))
    assert page.select("[checked]") == []
    assert page.select("[required]") == []
    assert page.h1.select_one("span").text.strip() == "The start"
    assert "Who is asking?" in page.h1.text
    assert [item["id"] for item in page.select("input")] == ["x", "x-3"]
    assert page.select_one(".nhsuk-radios__divider").text == "or"


def test_radios_show_what_was_chosen_and_refuse_what_was_not_offered():
    assert [item["value"] for item in drawn(who(), "not_sure").select("[checked]")] == ["not_sure"]
    assert who().clean("family") == "family"
    assert refusal(who(required_message="Select who is asking"), "") == "Select who is asking"
    assert refusal(who(), "police") == "Select one of the answers on this page"
    assert refusal(who(), "\x00\ud800") == "Select one of the answers on this page"


def test_checkboxes_reveal_a_field_and_keep_nothing_apart():
    page = drawn(what(), ["medicines"], why=render_control(NameField(label="Why"), "why", "ill"))
    assert page.select_one(".nhsuk-checkboxes__conditional input#why")["value"] == "ill"
    assert [item["value"] for item in page.select("[checked]")] == ["medicines"]
    assert what().clean(["medicines"]) == ["medicines"]
    assert refusal(what(), ["medicines", "nothing"]) == "Select what applies, or select 'Nothing'"
    assert refusal(what(), ["medicines", "other"]) == "Select one of the answers on this page"


def test_without_a_script_a_revealed_field_is_shown():
    """The class that hides it works only where the script has said that it runs."""
    page = drawn(what(), [], why=render_control(NameField(label="Why"), "why", ""))
    hidden = page.select_one(".nhsuk-checkboxes__conditional")
    assert hidden["class"] == ["nhsuk-checkboxes__conditional", "nhsuk-checkboxes__conditional--hidden"]
    assert "hidden" not in hidden.attrs


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("count", [True, False])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=60))
def test_a_text_area_shows_exactly_what_was_typed(text, rows, count):
    import html5lib

    area = TextAreaField(label="Why?", max_length=200, rows=rows, count=count)
    html = render_control(area, "x", text, "Too long")
    inside = what()
    nested = render_control(inside, "items", ["medicines"], "", {"why": html})
    for each in (html, nested):
        found = html5lib.parseFragment(each, namespaceHTMLElements=False).find(".//textarea")
        # A first line break right after the tag is the browser's own.
        assert (found.text or "") == text.removeprefix("\n")


def test_what_no_page_can_carry_is_left_out_when_shown_again():
    page = drawn(NameField(label="Name"), "a\x00b\ud800c\x07")
    assert page.input["value"] == "abc"
    render_control(NameField(label="Name"), "x", "\ud800").encode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\x00b", "Remove characters that cannot be printed, then type it again"),
        ("\ud800", "Remove characters that cannot be printed, then type it again"),
        ("\u202eabc", "Remove hidden characters that change the direction of the text, then type it again"),
        ("x" * 1_000_000, "Use 200 characters or fewer. You have used 1000000"),
        ("   ", "Enter the name or the reference you use at work"),
    ],
)
def test_text_that_cannot_be_kept_is_refused_in_words(text, sentence):
    field = NameField(label="Name", required_message="Enter the name or the reference you use at work")
    assert refusal(field, text) == sentence


def test_text_with_emoji_and_any_name_is_taken():
    assert NameField(label="Name").clean(" Zoë O’Neill-李 🙂 ") == "Zoë O’Neill-李 🙂"


def test_a_count_says_how_much_may_be_typed():
    page = drawn(TextAreaField(label="Why?", max_length=400))
    assert page.select_one("[data-maxlength]")["data-maxlength"] == "400"
    assert page.select_one("#x-info").text.strip() == "You can enter up to 400 characters"
    assert page.textarea["aria-describedby"] == "x-info"


def test_an_nhs_number_is_ten_digits_however_it_is_written():
    for typed in ("9434765919", "943 476 5919", "943-476-5919", " 943\u2013476\u20135919 "):
        assert NHSNumberField().clean(typed) == "9434765919"
    assert NHSNumberField(required=False).clean(" ") == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("943 476 5918", "Check the NHS number. One of its digits is not right"),
        ("12345", "NHS number must be 10 digits, like 999 123 4567"),
        (
            "QQ 12 34 56 C",
            "This looks like a National Insurance number. Enter the NHS number or continue without it",
        ),
        ("", "Enter NHS number"),
    ],
)
def test_another_number_is_refused_in_words(typed, sentence):
    assert refusal(NHSNumberField(), typed) == sentence


def test_an_nhs_number_is_typed_on_a_number_pad_with_room_for_spaces():
    number = drawn(NHSNumberField()).input
    assert number["inputmode"] == "numeric"
    assert "nhsuk-input--width-20" in number["class"]
    assert "maxlength" not in number.attrs


def test_a_date_may_name_its_month():
    assert DateField(label="It ends").clean(("27", "3", "2027")) == datetime.date(2027, 3, 27)
    assert DateField(label="It ends").clean(("27", "March", "2027")) == datetime.date(2027, 3, 27)
    assert DateField(label="It ends", required=False).clean(("", "", "")) is None


@pytest.mark.parametrize(
    ("typed", "sentence", "anchor"),
    [
        (("", "", ""), "Enter date it ends", "x-day"),
        (("27", "", ""), "Date it ends must include a month and year", "x-month"),
        (("27", "3", ""), "Date it ends must include a year", "x-year"),
        (("27", "13", "2027"), "Date it ends must be a real date", "x-month"),
        (("27", "3", "27"), "Year must include 4 numbers", "x-year"),
        (("31", "2", "2027"), "Date it ends must be a real date", "x-day"),
        (("27", "3", "2020"), "Date it ends must be in the future", "x-day"),
        (("²", "3", "2027"), "Date it ends must be a real date", "x-day"),
    ],
)
def test_a_date_that_cannot_be_leads_to_the_part_to_mend(typed, sentence, anchor):
    field = DateField(label="Date it ends", when="future")
    with time_machine.travel("2026-11-22"):
        assert refusal(field, typed) == sentence
    assert field.anchor("x", typed) == anchor
    page = drawn(field, typed, sentence)
    assert anchor in [item["id"] for item in page.select(".nhsuk-input--error")]
    assert [item["value"] for item in page.select("input[value]")] == [part for part in typed if part]


@given(st.tuples(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5)))
def test_no_date_typed_breaks_the_page(typed):
    field = DateField(label="Date")
    try:
        field.clean(typed)
    except ValidationError as refused:
        render_control(field, "x", typed, refused.messages[0]).encode()
        assert field.anchor("x", typed).startswith("x-")


def test_a_date_of_birth_is_not_in_the_future():
    with time_machine.travel("2026-11-22"):
        field = DateField(label="Date of birth", when="past")
        assert refusal(field, ("23", "11", "2026")) == "Date of birth must be today or in the past"
        assert field.clean(("22", "11", "2026")) == datetime.date(2026, 11, 22)


def test_a_password_is_never_shown_again():
    page = drawn(PasswordField(), "secret words", "Enter your password")
    assert "secret words" not in str(page)
    assert page.select_one("button[type=button]")["aria-controls"] == "x"


def test_an_e_mail_address_is_checked_in_words():
    assert EmailField().clean(" a@b.example ") == "a@b.example"
    assert refusal(EmailField(), "a b") == (
        "Enter an email address in the correct format, like name@example.com"
    )


def test_an_optional_field_says_so():
    assert "Phone (optional)" in drawn(TextField(label="Phone", required=False)).label.text


@given(value=st.text(max_size=30), error=st.text(max_size=30))
def test_what_is_typed_is_never_markup(value, error):
    for field in (NameField(label="A"), TextAreaField(label="A", max_length=9), who()):
        page = drawn(field, value + "<i>", error + "<i>" if error else "")
        assert page.select("i") == []


def test_the_same_arguments_draw_the_same_control():
    assert render_control(who(), "x", "family") == render_control(who(), "x", "family")


def test_each_error_of_a_form_leads_to_a_control_and_stands_beside_it():
    form = SampleForm({"who": "", "items": ["medicines", "nothing"], "ends_on-day": "1"})
    assert not form.is_valid()
    page = BeautifulSoup("".join(render_bound(bound) for bound in form.in_order()), "html.parser")
    found = form_errors(form)
    assert [name for name, _ in found] == [
        "#who",
        "#items",
        "#individual",
        "#reason",
        "#ends_on-month",
        "#email",
        "#password",
    ]
    for href, sentence in found:
        control = page.select_one(href)
        assert control.name in {"input", "textarea"}
        assert any(sentence in error.text for error in page.select(".nhsuk-error-message"))
    summary = BeautifulSoup(error_summary(found), "html.parser")
    assert summary.h2.text.strip() == "There is a problem"
    assert len(summary.select("a")) == len(found)


def test_a_form_without_errors_has_no_summary():
    assert error_summary(form_errors(SampleForm())) == ""
    assert form_errors(SampleForm()) == []


class Pair(Form):
    first = NameField(label="First")
    second = NameField(label="Second")

    def clean(self):
        raise ValidationError("These two do not go together")


def test_an_error_of_the_whole_form_leads_to_its_first_control():
    assert form_errors(Pair({"first": "a", "second": "b"})) == [("#first", "These two do not go together")]


def test_what_was_typed_earlier_is_shown_unchecked():
    form = SampleForm()
    show_typed(form, QueryDict("who=other&who_else=Ann&items=medicines&items=nothing&ends_on-day=99"))
    page = BeautifulSoup("".join(render_bound(bound) for bound in form.in_order()), "html.parser")
    assert [item["value"] for item in page.select("[checked]")] == ["other", "medicines", "nothing"]
    assert page.select_one("#ends_on-day")["value"] == "99"
    assert page.select_one("#who_else")["value"] == "Ann"
    assert page.select(".nhsuk-error-message") == []
