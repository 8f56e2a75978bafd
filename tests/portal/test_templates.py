"""Every template follows the house's rules, whoever wrote it; every page of the ground floor shows that it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.portal.conftest import PASSWORD
from tests.portal.test_headers import PUBLIC
from tests.portal.visit import log_in, page

TEMPLATES = Path(__file__).parents[2] / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
PAGES = [file for file in ALL if '{% extends "base.html" %}' in file.read_text()]
WIZARD = [file for file in ALL if file.parent.name == "wizard"]

FORBIDDEN = {
    "a style in the page": r"<style|\sstyle=",
    "a script in the page": r"<script|\son[a-z]+=",
    "the browser's own checking": r"<(input|textarea|select)[^>]*\srequired",
    "an address of someone else": r"(src|href|action)=\"(https?:)?//",
    "a shortcut of one letter": r"accesskey",
    "a contraction": r"\b(do|does|can|is|are|was|has|have|wo|would|should|could)n['’]t\b",
    "please": r"\bplease\b",
    "sorry": r"\bsorry\b",
    "easy or simple": r"\b(easy(?![ -]read)|easily|simple|simply)\b",
    "a step out of a total": r"(step|question|page) \{\{[^}]*\}\} of \{\{",
}
TO_TAKE_AWAY = {"reports/annual/file.html", "reports/packs/_style.html"}
"""Files that people open without the portal, and so bring their own style along."""
NOT_IN_THE_WIZARD = ["inset-text", "warning-callout", "expander", "do-dont-list", "card--care"]


def named(files):
    return [pytest.param(file, id=str(file.relative_to(TEMPLATES))) for file in files]


def words_and_markup(file):
    """Return a template without its tags' insides, which are code."""
    return re.sub(
        r"\{#.*?#\}|\{% (load|url|extends|include|if|elif|for|with|block)[^%]*%\}", "", file.read_text()
    )


def faults(text, rules=None):
    rules = FORBIDDEN if rules is None else rules
    return [name for name, pattern in rules.items() if re.search(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize("file", named(ALL))
def test_no_template_breaks_a_rule(file):
    allowed = ["a style in the page"] if str(file.relative_to(TEMPLATES)) in TO_TAKE_AWAY else []
    assert faults(words_and_markup(file)) == allowed


def test_the_rules_see_a_fault():
    assert faults('<input name="a" required>') == ["the browser's own checking"]
    assert faults("<p>You don't need to</p>") == ["a contraction"]
    assert faults('<a href="https://example.com/">') == ["an address of someone else"]


@pytest.mark.parametrize("file", named(PAGES))
def test_every_page_has_a_title_of_its_own(file):
    found = re.search(r"\{% block title %\}(.+?)\{% endblock", file.read_text(), re.DOTALL)
    assert found
    assert "Check before you share" not in found.group(1)
    assert not found.group(1).startswith("Error")


@pytest.mark.parametrize("file", named(PAGES))
def test_the_back_link_stands_before_the_main_part(file):
    content = re.search(r"\{% block content %\}(.*)", file.read_text(), re.DOTALL)
    assert content
    assert "{% back_link" not in content.group(1)


@pytest.mark.parametrize("file", named(WIZARD))
def test_a_question_page_holds_nothing_that_breaks_the_journey(file):
    assert [name for name in NOT_IN_THE_WIZARD if name in file.read_text()] == []


@pytest.mark.parametrize("file", named(WIZARD))
def test_the_way_on_is_called_continue(file):
    buttons = re.findall(r"\{% button \"([^\"]+)\"", file.read_text())
    assert not {"Next", "Submit", "OK", "Save and continue"} & set(buttons)


@pytest.mark.parametrize(
    "path", [*PUBLIC, "/question/", "/missing/", "/fault/", "/refusal/", "/logout/", "/design/"]
)
def test_each_page_is_one_page(path, browser, amira):
    if path not in PUBLIC:
        log_in(browser, amira.email, PASSWORD)
    browser.raise_request_exception = False
    html = page(browser.get(path))
    assert html.html["lang"] == "en-GB"
    assert len(html.select("h1")) == 1
    assert len(html.select("main")) == 1
    assert re.fullmatch(r".+ – Check before you share", html.title.text)
    assert html.select("[required], main [checked], main .nhsuk-back-link") == []
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len(ids) == len(set(ids))
    for label in html.select("label[for]"):
        assert label["for"] in ids
    for described in html.select("[aria-describedby]"):
        assert set(str(described["aria-describedby"]).split()) <= set(ids)
    assert "This is not an NHS service." in html.footer.text


def test_the_frame_says_who_is_where_and_log_out_comes_last(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    html = page(browser.get("/question/"))
    header = html.select_one(".app-header")
    assert " ".join(header.select_one(".app-header__who span").text.split()) == "Amira Khan, Willow House"
    last = header.select("a, button")[-1]
    assert last.text == "Log out"
    assert header.select_one("form[method=post]")["action"] == "/logout/"
    assert [link.text for link in html.select("footer a")] == ["Help", "Accessibility", "Cookies", "Privacy"]
    assert html.select_one("meta[name=format-detection]")["content"] == "telephone=no"
    assert html.body.find("a")["href"] == "#main-content"
    assert html.select_one("#main-content") is not None


def test_an_error_stands_first_in_the_title(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    from tests.portal.visit import send

    wrong = send(browser, browser.get("/question/"), note="")
    assert page(wrong).title.text == "Error: What happened? – Check before you share"
    assert page(browser.get("/question/")).title.text == "What happened? – Check before you share"
