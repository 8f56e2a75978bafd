"""What is empty never counts as done: an organisation with nothing in it is 0 of N ready, and sees nothing green."""

from __future__ import annotations

from datetime import timedelta

import pytest

from audit.assurance.policies.actions import review_compliance
from audit.assurance.policies.queries import to_go_through
from audit.assurance.registers.kinds import kinds
from audit.assurance.registers.owed import counts
from audit.assurance.task import Status
from audit.assurance.tasks import queries
from audit.ledger.actions import open_log
from audit.ledger.ids import new_id
from portal.days import a_year_after, london_day
from portal.models import Membership, Organisation, User
from portal.roles import Role
from tests.audit.assurance.learning import client_of
from tests.portal.visit import page

PAGES = (
    "/", "/assurance/", "/assurance/registers/", "/assurance/policies/", "/assurance/training/people/",
    "/assurance/access/", "/assurance/appointments/", "/reports/", "/reports/homes/", "/desk/pictures/",
    "/reports/packs/",
)  # fmt: skip
"""Every page on which a manager reads how the year stands."""


@pytest.fixture
def bare(db) -> Organisation:
    """Return an organisation that was begun this minute, with nobody but its manager."""
    organisation = Organisation.objects.create(name="Bare", slug="bare")
    ruth = User.objects.create_user("ruth@bare.example", "pass-word-1", full_name="Ruth Bell")
    Membership.objects.create(user=ruth, organisation=organisation, role=Role.MANAGER)
    open_log(organisation=organisation, by=ruth)
    return organisation


def ruth_of(organisation: Organisation) -> User:
    return User.objects.get(memberships__organisation=organisation)


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


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_green_where_nothing_is(bare, path):
    answer = client_of(ruth_of(bare)).get(path)
    assert answer.status_code == 200
    main_page = page(answer)
    main = main_page.select_one("main")
    assert [each.text for each in main.select(".nhsuk-tag--green")] == []
    for words in ("Completed", "100 %", "100%", "All that are needed", "are in date", "is reached"):
        assert words not in main.text, words


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
