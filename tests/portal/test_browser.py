"""What only a browser can show: the time-out's dialog, doing without scripts, and where the focus goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page, expect

from tests.browser import browser as chromium  # noqa: F401
from tests.portal.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MINUTE = 60_000


@pytest.fixture
def origin(addresses, transactional_db, amira) -> Iterator[str]:
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert not thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def visit(origin, chromium, amira):  # noqa: F811
    contexts = []

    def visit(**options) -> Page:
        context = chromium.new_context(viewport={"width": 360, "height": 740}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(origin + "/login/?next=/question/")
        page.fill("#login", amira.email)
        page.fill("#password", PASSWORD)
        page.locator("main").get_by_role("button", name="Log in").click()
        page.wait_for_url(origin + "/question/")
        return page

    yield visit
    for context in contexts:
        context.close()


def at_the_clock(page: Page) -> Page:
    """Reload a page with a clock that stands still until it is moved."""
    page.clock.install()
    page.reload()
    return page


def test_two_minutes_before_the_end_a_person_is_asked_and_may_stay(visit):
    page = at_the_clock(visit())
    dialog = page.get_by_role("dialog")
    page.clock.run_for(12.9 * MINUTE)
    expect(dialog).to_be_hidden()
    page.clock.run_for(0.2 * MINUTE)
    expect(dialog).to_be_visible()
    expect(dialog).to_have_accessible_name("Are you still there?")
    expect(dialog).to_contain_text("we will log you out in 2 minutes. Your answers are saved.")
    page.clock.run_for(MINUTE)
    expect(dialog).to_contain_text("1 minute.")
    with page.expect_response("**/stay/") as answered:
        dialog.get_by_role("button", name="Stay logged in").click()
    assert answered.value.status == 204
    expect(dialog).to_be_hidden()
    page.clock.run_for(10 * MINUTE)
    expect(dialog).to_be_hidden()


def test_when_time_is_over_what_was_typed_is_kept_and_shown_after_the_log_in(visit, amira, origin):
    page = at_the_clock(visit())
    page.fill("#note", "half a sentence")
    page.clock.run_for(15.1 * MINUTE)
    expect(page.locator("h1")).to_have_text("You have been logged out")
    page.fill("#login", amira.email)
    page.fill("#password", PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(origin + "/question/")
    expect(page.locator("#note")).to_have_value("half a sentence")


def test_staying_in_one_tab_counts_in_the_other(visit, origin):
    page = at_the_clock(visit())
    page.clock.run_for(13.5 * MINUTE)
    expect(page.get_by_role("dialog")).to_be_visible()
    other = page.context.new_page()
    other.goto(origin + "/question/")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_log_out_now_logs_out(visit, origin):
    page = at_the_clock(visit())
    page.clock.run_for(13.5 * MINUTE)
    page.get_by_role("dialog").get_by_role("button", name="Log out now").click()
    page.wait_for_url(origin + "/login/")


def test_without_a_script_everything_works_and_nothing_asks_for_one(visit, origin):
    page = visit(java_script_enabled=False)
    page.locator("main").get_by_role("button", name="Continue").click()
    expect(page).to_have_title("Error: What happened? – Check before you share")
    page.get_by_role("link", name="Enter what happened?").click()
    assert page.url.endswith("#note")
    page.goto(origin + "/design/")
    expect(page.locator("#who_else")).to_be_visible()
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()


def test_with_a_script_a_revealed_field_waits_for_its_choice(visit, origin):
    page = visit()
    page.goto(origin + "/design/")
    expect(page.locator("#who_else")).to_be_hidden()
    page.get_by_label("Someone else").check()
    expect(page.locator("#who_else")).to_be_visible()
    page.get_by_label("Medicines").check()
    page.get_by_label("Nothing").check()
    expect(page.get_by_label("Medicines")).not_to_be_checked()


def test_each_link_of_the_error_summary_moves_the_focus_to_its_control(visit, origin):
    page = visit()
    page.goto(origin + "/design/")
    page.locator("main").get_by_role("button", name="Continue").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    links = page.locator(".nhsuk-error-summary a")
    assert links.count() >= 6
    for number in range(links.count()):
        href = links.nth(number).get_attribute("href")
        links.nth(number).click()
        expect(page.locator(str(href))).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(visit, origin, width):
    page = visit()
    page.set_viewport_size({"width": width, "height": 740})
    for path in (
        "/question/",
        "/design/",
        "/design/?interruption",
        "/cookies/",
        "/help/",
        "/missing/",
        "/fault/",
    ):
        page.goto(origin + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_no_page_breaks_its_own_rules_for_scripts_and_styles(visit, origin):
    page = visit()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    outside = []
    page.on(
        "request", lambda request: None if request.url.startswith(origin) else outside.append(request.url)
    )
    for path in ("/question/", "/design/", "/help/", "/cookies/"):
        page.goto(origin + path)
    assert (said, outside) == ([], [])


def test_every_control_can_be_hit_with_a_thumb(visit, origin):
    page = visit()
    for path in ("/question/", "/design/", "/help/"):
        page.goto(origin + path)
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, footer a, .app-header a, input:not([type=hidden])")]
                .filter((each) => each.checkVisibility())
                .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
                .filter(([, box]) => box.height < 24 || box.width < 24)
                .map(([html]) => html)"""
        )
        assert small == [], path


def test_a_checker_of_accessibility_finds_no_fault(visit, origin):
    page = visit()
    for path in (
        "/question/",
        "/design/",
        "/design/?interruption",
        "/help/",
        "/cookies/",
        "/privacy/",
        "/missing/",
        "/fault/",
    ):
        page.goto(origin + path)
        assert faults_of(page) == [], path
    page.goto(origin + "/design/")
    page.locator("main").get_by_role("button", name="Continue").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    assert faults_of(page) == []
    page.evaluate("document.querySelector('dialog').showModal()")
    assert faults_of(page) == []
    page.context.clear_cookies()
    for path in ("/login/", "/password/reset/", "/logged-out/", "/accessibility/"):
        page.goto(origin + path)
        assert faults_of(page) == [], path


def faults_of(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]
