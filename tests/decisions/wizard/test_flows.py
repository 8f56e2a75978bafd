"""How we decide: every door for everyone who is logged in, and a decision's own way first."""

import re

import pytest

from audit.ledger.models import Entry
from decisions.engine import truth
from decisions.rulesets import library
from tests.decisions.wizard.call import logged_in, surgery, title, words

DOORS = [door.name for door in library.doors()]


@pytest.fixture
def made(willow, ada):
    call = surgery(willow.amira)
    call.at = call.confirm()
    return call


def test_ones_own_way_comes_first_in_a_picture_and_in_words(made):
    response = made.browser.get(made.at + "flow/")
    html = response.content.decode()
    assert len(re.findall(r'<svg[^>]*aria-labelledby="(?:flow|way)-', html)) == 1
    assert 'viewBox="0 0 340 ' in html
    said = words(response)
    assert "Who is asking? Health or care worker looking after them" in said
    assert "You can share their medicines and allergies." in said
    assert "Police" not in said, "only what was asked"


def test_the_whole_flow_is_there_on_request_with_the_way_marked(made):
    own = made.browser.get(made.at + "flow/").content.decode()
    assert "?whole=1" in own
    html = made.browser.get(made.at + "flow/?whole=1").content.decode()
    assert "(your answer)" in html
    assert "you were asked this" in html
    assert "<title" in html


def test_nobody_else_sees_the_way_to_a_decision(made, willow):
    assert logged_in(willow.ben).get(made.at + "flow/").status_code == 404
    assert logged_in(willow.ben).get(made.at + "flow/?whole=1").status_code == 404


def test_without_its_rules_there_is_no_flow(made, monkeypatch):
    def gone(digest):
        raise library.UnknownRuleset

    monkeypatch.setattr(library, "by_digest", gone)
    assert made.browser.get(made.at + "flow/").status_code == 404


def test_every_door_is_listed_and_the_home_page_leads_there(willow):
    browser = logged_in(willow.amira)
    assert 'href="/how-we-decide/"' in browser.get("/").content.decode()
    html = browser.get("/how-we-decide/").content.decode()
    assert set(re.findall(r'href="/how-we-decide/([a-z-]+)/"', html)) == {*DOORS, library.WEIGH}
    assert "data-print" in html


@pytest.mark.parametrize("door", DOORS)
def test_everyone_who_is_logged_in_reads_how_a_door_decides(willow, door):
    response = logged_in(willow.ruth).get(f"/how-we-decide/{door}/")
    html, said = response.content.decode(), words(response)
    ruleset = library.current(door)
    assert title(response) == f"How we decide: {ruleset.title} – Check before you share"
    assert len(re.findall(r'<svg[^>]*aria-labelledby="(?:flow|way)-', html)) == 1
    assert "(your answer)" not in html
    assert "{" not in said
    for question in ruleset.questions.values():
        assert " ".join(question.title.split()) in said
    assert "How it can end" in said
    assert "Go on with the questions" not in said.rpartition("How it can end")[2]


@pytest.mark.parametrize("door", DOORS)
def test_the_truth_table_is_told_in_words(willow, door):
    response = logged_in(willow.amira).get(f"/how-we-decide/{door}/table/")
    said = words(response)
    rows = [row for row in truth.rows(library.current(door)) if row.outcome.kind != "another_door"]
    assert response.content.decode().count("<tr") >= len(rows)
    assert f"{max(row.walks for row in rows):,}" in said
    assert "{" not in said


@pytest.mark.parametrize("door", ["start", "nonsense", "care-team.1", "%00"])
def test_there_is_no_other_door(willow, door):
    assert logged_in(willow.amira).get(f"/how-we-decide/{door}/").status_code == 404
    assert logged_in(willow.amira).get(f"/how-we-decide/{door}/table/").status_code == 404


@pytest.mark.parametrize("path", ["/how-we-decide/", "/how-we-decide/family/"])
def test_a_stranger_logs_in_first(client, db, path):
    assert client.get(path).headers["Location"].startswith("/login/")


def test_a_reader_of_the_desk_sees_the_way_without_a_name_and_leaves_an_entry(made, willow, alder):
    address = made.at + "way/"
    before = Entry.objects.filter(event="decision.opened").count()
    browser = logged_in(willow.priya)
    for page in (browser.get(address), browser.get(address + "?whole=1")):
        text = page.content.decode()
        assert page.status_code == 200
        assert "Ada" not in text
        assert "Your way" not in text
    assert "Who is asking? Health or care worker looking after them" in words(browser.get(address))
    assert Entry.objects.filter(event="decision.opened").count() == before + 3
    assert f'href="{address}"' in browser.get(f"/desk/{made.at.split('/')[2]}/").content.decode()
    for stranger in (willow.amira, willow.ben, alder.priya):
        assert logged_in(stranger).get(address).status_code == 404
