"""What is empty never counts as done: an organisation with nothing in it is 0 of N ready, and sees nothing green."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from audit.assurance.policies.actions import review_compliance
from audit.assurance.policies.queries import to_go_through
from audit.assurance.registers.kinds import kinds
from audit.assurance.registers.owed import counts
from audit.assurance.task import Status
from audit.assurance.tasks import queries
from audit.assurance.tasks.toolkit import edition
from audit.ledger.actions import open_log
from audit.ledger.ids import new_id
from audit.reports.annual.counted import count
from audit.reports.annual.models import Reader
from audit.reports.packs import front
from audit.reports.packs.annexes import annexes
from portal.days import a_year_after, london_day
from portal.models import Membership, Organisation, User
from portal.roles import Role
from tests.audit.assurance.learning import client_of

NOT_OF_A_YEAR = {"/design/"}
"""The page on which every component is drawn, green ones too."""
PUBLIC = "/about/bare/"
WORDS_OF_DONE = ("Completed", "100 %", "100%", "All that are needed", "are in date", "95 % is reached")


def addresses(patterns: Iterable[URLPattern | URLResolver], of: str = "") -> Iterator[str]:
    """Yield the name of each page whose address needs no id, so that a page made later is looked at too."""
    for each in patterns:
        if "<" in str(each.pattern):
            continue
        if isinstance(each, URLResolver) and each.app_name != "admin":
            yield from addresses(each.url_patterns, f"{of}{each.namespace}:" if each.namespace else of)
        elif isinstance(each, URLPattern) and each.name:
            yield of + each.name


@pytest.fixture
def bare(db) -> Organisation:
    """Return an organisation that was begun this minute, with nobody but its manager."""
    organisation = Organisation.objects.create(name="Bare", slug="bare")
    ruth = User.objects.create_user("ruth@bare.example", "pass-word-1", full_name="Ruth Bell")
    Membership.objects.create(user=ruth, organisation=organisation, role=Role.MANAGER)
    open_log(organisation=organisation, by=ruth)
    return organisation


def ruth_of(organisation: Organisation) -> User:
    return User.objects.get(memberships__organisation=organisation, memberships__role=Role.MANAGER)


def look_through(organisation: Organisation) -> None:
    """Go through all policies and registers, as is done once a year."""
    findings = dict.fromkeys(to_go_through(organisation), ("right", "The folder in the office"))
    review_compliance(
        organisation=organisation, findings=findings, event_id=new_id(), by=ruth_of(organisation)
    )


def test_no_task_is_completed_where_nothing_is(bare):
    found = queries.tasks(bare, london_day())
    assert [each.title for each in found if each.status == Status.COMPLETED] == []
    assert queries.counted(found).says == f"0 of {len(found)} things we can show are ready."


def test_no_page_is_green_where_nothing_is(bare):
    priya = User.objects.create_user("priya@bare.example", "pass-word-1", full_name="Priya Nair")
    Membership.objects.create(user=priya, organisation=bare, role=Role.GUARDIAN)
    paths = {reverse(name) for name in addresses(get_resolver().url_patterns)} - NOT_OF_A_YEAR
    paths.add(PUBLIC)
    seen = set()
    for browser in (client_of(ruth_of(bare)), client_of(priya)):
        for path in sorted(path for path in paths - seen if "log" not in path):
            answer = browser.get(path)
            if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            seen.add(path)
            main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
            assert main, path
            assert "nhsuk-tag--green" not in main, path
            text = " ".join(re.sub("<[^>]+>", " ", main).split())
            assert [words for words in WORDS_OF_DONE if words in text] == [], path
    of_a_year = (
        "/assurance/",
        "/assurance/registers/",
        "/reports/packs/",
        "/desk/",
        "/reports/homes/",
        PUBLIC,
        "/",
    )
    assert seen.issuperset(of_a_year)


def test_a_pack_says_of_no_item_that_it_is_ready_where_nothing_is(bare):
    today = london_day()
    year = edition(today)
    said = front.answers(year, queries.tasks(bare, today), annexes(bare, year, today), today)
    assert [each.item.number for each in said if not each.mind or each.words] == []
    main = BeautifulSoup(front.page(bare, year, said, [], today), "html.parser").text
    assert f"0 of the {len(said)} items below" in " ".join(main.split())


def test_a_report_says_of_no_duty_that_it_is_done_where_nothing_is(bare):
    for reader in Reader:
        said = count(bare, period=str(london_day().year), homes=[], reader=reader)
        text = str([said["in_short"], said["sections"], said["duties"]])
        assert [words for words in WORDS_OF_DONE if words in text] == []
        assert "0 of 4 posts are filled." in text
        assert "not yet" in text or "Nobody has gone through" in text


def test_an_empty_register_is_done_once_someone_looked_and_said_so_and_for_a_year(bare):
    look_through(bare)
    today = london_day()
    until = a_year_after(today)
    empty = {each.code for each in kinds() if each.may_be_empty}
    assert empty
    for day, done in ((until - timedelta(1), empty), (until, empty), (until + timedelta(1), set())):
        assert {each.kind.code for each in counts(bare, day) if each.status == Status.COMPLETED} == done
    notes = {each.note for each in counts(bare, today) if each.kind.code in empty}
    assert notes == {"Nothing to write down, as the yearly look found"}
