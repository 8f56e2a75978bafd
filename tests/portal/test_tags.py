"""The template tags, and crispy's own, draw the official components."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils.safestring import mark_safe

from portal.design.sampler import SampleForm


def draw(source, **context):
    html = Template("{% load nhsuk crispy_forms_tags %}" + source).render(Context(context))
    return BeautifulSoup(html, "html.parser")


def test_crispy_draws_summary_fields_token_and_one_guarded_button(addresses):
    page = draw("{% crispy form %}", form=SampleForm({}), csrf_token="t" * 64)
    assert page.select_one(".nhsuk-error-summary a")["href"] == "#who"
    form = page.form
    assert "novalidate" in form.attrs
    assert form.select_one("[name=csrfmiddlewaretoken]")["value"] == "t" * 64
    assert [button.text.strip() for button in form.select("button[type=submit]")] == ["Continue"]
    assert form.select_one("button[type=submit]")["data-prevent-double-click"] == "true"
    assert len(form.select("#who_else")) == 1
    assert len(form.select("#why_medicines")) == 1
    assert form.select("[required]") == []


def test_buttons_guard_against_a_second_click_and_links_do_not_need_to():
    assert draw("{% button 'Continue' %}").button["data-prevent-double-click"] == "true"
    link = draw("{% button 'Print' href='/print/' variant='secondary' %}").a
    assert link["href"] == "/print/"
    assert "nhsuk-button--secondary" in link["class"]


def test_a_summary_list_escapes_breaks_lines_and_says_what_is_missing():
    rows = [
        {"key": "Who", "value": "<b>Ann</b>\nLee", "change_url": "/c/", "change_hidden": "who is asking"},
        {"key": "Phone", "value": ""},
    ]
    page = draw("{% summary_list rows title='Asked' %}", rows=rows)
    assert page.select_one("h2").text.strip() == "Asked"
    first, second = page.select("dd.nhsuk-summary-list__value")
    assert "<b>Ann</b>" in first.text
    assert first.select("b") == []
    assert len(first.select("br")) == 1
    assert second.text.strip() == "Not provided"
    assert page.select_one("a").text.split() == ["Change", "who", "is", "asking", "(Asked)"]


def test_panels_are_green_or_blue_and_hold_the_heading():
    green = draw("{% panel title 'Reference K7M-2QX9' %}", title="You can share <b>")
    assert green.h1.text.strip() == "You can share <b>"
    assert green.div["class"] == ["nhsuk-panel"]
    blue = draw("{% panel 'Do not share' body kind='blue' %}", body=mark_safe("<p>Call Priya</p>"))
    assert blue.div["class"] == ["nhsuk-panel", "app-panel--blue"]
    assert blue.p.text == "Call Priya"


def test_an_interruption_wraps_what_is_inside():
    page = draw(
        "{% interruption 'Keep them safe first' %}<p>{{ words }}</p>{% endinterruption %}", words="<i>"
    )
    assert page.h1.text.strip() == "Keep them safe first"
    assert page.select_one(".nhsuk-panel--interruption p").text == "<i>"


def test_tables_have_a_caption_scopes_and_no_empty_cell():
    page = draw(
        "{% nhs_table 'Decisions' head rows %}",
        head=["What", {"text": "Days", "format": "numeric"}],
        rows=[["Shared", ""], [mark_safe("<a href='/d/'>Open</a>"), {"text": "4", "format": "numeric"}]],
    )
    assert page.caption.text.strip() == "Decisions"
    assert [cell["scope"] for cell in page.select("thead th")] == ["col", "col"]
    assert [cell["scope"] for cell in page.select("tbody th")] == ["row", "row"]
    assert "Not provided" in page.select("tbody td")[0].text
    assert page.select_one("tbody a")["href"] == "/d/"
    assert "nhsuk-table__cell--numeric" in page.select("tbody td")[1]["class"]


def test_pagination_shows_only_where_one_can_go():
    assert draw("{% pagination '' '' %}").text.strip() == ""
    page = draw("{% pagination '' '?before=9' '' 'Older decisions' %}")
    assert [link["href"] for link in page.select("a")] == ["?before=9"]


def test_numbers_and_paragraphs_read_well():
    assert draw("{{ '9434765919'|nhs_number }}").span.text == "943 476 5919"
    assert draw("{{ 'P-17'|nhs_number }}").text == "P-17"
    assert [p.text for p in draw("{{ words|paragraphs }}", words="a <b>\n\nc").select("p")] == ["a <b>", "c"]
    assert [p.text for p in draw("{{ words|paragraphs }}", words=("a", "b")).select("p")] == ["a", "b"]
