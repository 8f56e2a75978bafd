"""A portal with its cast, and people in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.journeys import stage
from tests.journeys.eye import AXE_ON_DEMAND, HEIGHT, SCREENSHOTS, Eye, clear
from tests.journeys.person import Person
from tests.journeys.short import logged_in

PHONE, DESK = 360, 1280
Arrive = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as needing a browser."""
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def _kept_cast(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """Make the cast once for all the journeys of a worker."""
    with django_db_blocker.unblock(), stage.kept_cast():  # type: ignore[attr-defined]
        yield


@pytest.fixture(scope="session")
def _server(django_db_setup: None) -> Iterator[str]:
    """Serve the portal for all the journeys of a worker."""
    with stage.served() as origin:
        yield origin


@pytest.fixture
def portal(_kept_cast: None, _server: str, transactional_db: None) -> str:
    """Return the address of a portal that holds the cast and nothing else."""
    stage.bring_on_the_cast()
    return _server


@pytest.fixture
def arrive(portal: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Arrive]:
    """Return a way to bring somebody to the portal: `arrive("amira@willow.example", width=360, scripts=True)`.

    Without an address the person is not logged in. Each person has a browser of their own.
    """
    folder = request.node.name.removeprefix("test_").replace("[", "-").replace("]", "")
    clear(SCREENSHOTS / folder)
    contexts = []

    def come(email: str = "", *, width: int = PHONE, scripts: bool = True, pictures: str = "") -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(10_000)
        context.add_init_script(AXE_ON_DEMAND)
        contexts.append(context)
        if email:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(email), "url": portal}
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        return Person(page, Eye(page, f"{folder}{pictures}", portal, scripts=scripts), portal)

    yield come
    for context in contexts:
        context.close()


def session_of(email: str) -> str:
    """Log somebody in where the log-in itself is not played, and return their session's key."""
    return logged_in(email).cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def amira(arrive: Arrive) -> Person:
    """Amira Khan, a care worker of Willow House, with a phone."""
    return arrive("amira@willow.example")
