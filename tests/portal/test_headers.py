"""What a browser is told it may do with our pages, and what it has to fetch."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from portal.views import COOKIES
from tests.portal.conftest import PASSWORD
from tests.portal.visit import log_in, page, send

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "static" / "build"
PUBLIC = [
    "/login/",
    "/help/",
    "/accessibility/",
    "/cookies/",
    "/privacy/",
    "/offline/",
    "/logged-out/",
    "/password/reset/",
]


@pytest.fixture(
    params=[*PUBLIC, "/question/", "/missing/", "/fault/", "/refusal/", "/health/", "/design/", "/logout/"]
)
def answer(request, browser, amira):
    log_in(browser, amira.email, PASSWORD)
    browser.raise_request_exception = False
    if request.param in PUBLIC:
        browser.session.flush()
    return browser.get(request.param)


def test_every_answer_forbids_what_no_page_needs(answer):
    policy = {part.split()[0]: part.split()[1:] for part in answer["Content-Security-Policy"].split("; ")}
    assert policy == {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_no_page_holds_a_script_a_style_or_an_address_of_someone_else(answer):
    html = page(answer)
    assert [script for script in html.select("script") if script.text.strip()] == []
    assert html.select("style, [style], base, iframe, object, embed") == []
    assert [name for tag in html.select("*") for name in tag.attrs if name.startswith("on")] == []
    for tag, name in (("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")):
        for found in html.select(f"{tag}[{name}]"):
            assert str(found[name]).startswith(("/", "?")) or not found[name], found


def test_only_the_cookies_on_the_page_are_set(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    send(browser, browser.get("/question/"), note="x", csrfmiddlewaretoken="x" * 64)
    browser.get("/set-up/")
    named = {row[0] for row in COOKIES["cookie_rows"]}
    assert set(browser.cookies) == named
    shown = {cell.text.split()[-1] for cell in page(browser.get("/cookies/")).select("tbody th")}
    assert shown == named


def test_cookies_are_hidden_from_scripts_and_other_sites(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
    assert browser.cookies["sessionid"]["expires"] == ""


def test_the_first_page_weighs_less_than_sixty_kilobytes_and_the_next_less_than_ten(browser, amira):
    first = len(browser.get("/login/", headers={"Accept-Encoding": "gzip"}).content)
    names = ("portal.css", "portal.js", "mark.svg")
    files = sum(len(gzip.compress((BUILD / name).read_bytes())) for name in names)
    assert first + files <= 60_000
    log_in(browser, amira.email, PASSWORD)
    longest = browser.get("/design/", headers={"Accept-Encoding": "gzip"})
    assert longest["Content-Encoding"] == "gzip"
    assert len(longest.content) <= 10_000


def test_the_styles_ask_nobody_else_for_anything_and_bear_no_nhs_identity():
    css = (BUILD / "portal.css").read_text()
    assert re.findall(r"@import|@font-face|https?:|//", css) == []
    assert "frutiger" not in css.lower()
    assert "font-family:Arial,sans-serif" in css
    for file in re.findall(r"url\(\"?([^)\"]+)", css):
        assert (BUILD / file).exists()


def test_the_lock_names_no_registry():
    lock = (ROOT / "package-lock.json").read_text()
    packages = json.loads(lock)["packages"]
    assert "node_modules/nhsuk-frontend" in packages
    assert all("resolved" not in package for package in packages.values())
    assert all("integrity" in package for name, package in packages.items() if name)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_our_own_colours_can_be_read():
    source = "".join(file.read_text() for file in (ROOT / "static/src").glob("*.scss"))
    brand = re.search(r"brand-colour: (#\w{6})", source).group(1)
    link = re.search(r"link-colour: (#\w{6})", source).group(1)
    refusal = re.search(r"\$refusal: (#\w{6})", source).group(1)
    for colour in (brand, refusal):
        assert contrast(colour, "#ffffff") >= 7
    for ground in ("#ffffff", "#f0f4f5"):
        assert contrast(link, ground) >= 4.5
    assert brand.lower() != "#005eb8"
