"""The bridge draws what the npm package says each component looks like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.design.components import component
from tests.portal.html import meaning

COMPONENTS = Path(__file__).parents[2] / "node_modules/nhsuk-frontend/dist/nhsuk/components"

# Every component that a page of the portal draws, and those that these are made of.
USED = [
    "back-link",
    "button",
    "card",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "heading",
    "hint",
    "input",
    "label",
    "legend",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "radios",
    "skip-link",
    "summary-list",
    "tables",
    "tag",
    "textarea",
]
# No fixture of a component we use is left out. Not used, so not compared: our header and footer are our own, and
# action-link, breadcrumb, code, contents-list, do-dont-list, file-upload, hero, images, inset-text, scroll,
# search-input, select, tabs, task-list and warning-callout stand on no page.


def fixtures() -> list[tuple[str, dict]]:
    found = []
    for name in USED:
        file = COMPONENTS / name / "fixtures.json"
        found += [(name, fixture) for fixture in json.loads(file.read_text())["fixtures"]]
    return found


@pytest.mark.parametrize("name", USED)
def test_every_fixture_is_drawn_alike(name):
    drawn = [
        (fixture, component(name, fixture["context"], fixture.get("callBlock")))
        for used, fixture in fixtures()
        if used == name
    ]
    assert drawn
    for fixture, html in drawn:
        assert meaning(html) == meaning(fixture["html"]), fixture["name"]


def test_the_fixtures_are_those_of_many_components():
    assert len(fixtures()) > 600


def test_a_difference_is_seen():
    fixture = next(fixture for name, fixture in fixtures() if name == "radios")
    context = json.loads(json.dumps(fixture["context"]))
    context["items"][0]["value"] = "something else"
    assert meaning(component("radios", context)) != meaning(fixture["html"])


def test_the_npm_package_and_the_macros_are_of_one_version():
    package = json.loads((COMPONENTS.parents[2] / "package.json").read_text())
    assert package["version"].startswith("10.6.")


def test_text_is_escaped_and_only_html_is_trusted():
    html = component("tag", {"text": "<script>alert(1)</script>"})
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
