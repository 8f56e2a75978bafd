"""On the narrowest phone, without scripts, the law we follow is read without scrolling sideways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from decisions.law import register as the_register
from portal.days import london_day
from tests.decisions.law.story import decided
from tests.decisions.law.test_changed import PAGE, commence
from tests.decisions.law.test_readings import NEW
from tests.decisions.wizard.call import logged_in

NARROWEST = 320
WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.browser
def test_nothing_is_wider_than_the_narrowest_phone(rulebook, willow, ada, monkeypatch, browser):
    rulebook.add_law()
    decided(willow, ada)
    commence(willow, london_day())
    priya = logged_in(willow.priya)
    pages = [priya.get(PAGE).content.decode()]
    monkeypatch.setattr(the_register, "rules_for", lambda _organisation: NEW)
    pages.append(priya.get("/law/").content.decode())
    context = browser.new_context(viewport={"width": NARROWEST, "height": 740}, java_script_enabled=False)
    try:
        for html in pages:
            page = context.new_page()
            page.set_content(with_styles(html))
            assert page.evaluate(WIDTH) <= NARROWEST
    finally:
        context.close()


def with_styles(html: str) -> str:
    """Return a page with its style sheets inside it, since no server is there to be asked for them."""
    found = re.findall(r'<link[^>]+href="/static/([^"?]+\.css)[^>]*>', html)
    assert found
    paths = [
        finders.find(each) or finders.find(re.sub(r"\.[0-9a-f]{12}\.css$", ".css", each)) for each in found
    ]
    styles = "".join(f"<style>{Path(path).read_text()}</style>" for path in paths if path)
    assert styles
    return html.replace("</head>", styles + "</head>")
