"""The Caldicott Guardian watches: a look that seems unusual, a decision made again unseen, and how like cases end."""

from __future__ import annotations

import pytest

from audit.oversight.concerns.models import Concern
from audit.oversight.watching.models import Judged
from decisions.individuals.actions import open_individual
from decisions.individuals.models import Individual
from portal.models import Membership, User
from portal.roles import Role
from tests.audit.oversight.lot_stage import draw, month_ends_now
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.short import DAUGHTER, SURGERY, decide


def somebody_of_the_same_name_looks() -> None:
    """Sam Bright, of Willow House, opens the page of Ada Bright."""
    amira = Membership.objects.get(user__email="amira@willow.example")
    sam = User.objects.create_user("sam@willow.example", full_name="Sam Bright")
    Membership.objects.create(user=sam, organisation=amira.organisation, home=amira.home, role=Role.WORKER)
    ada = next(each for each in Individual.objects.all() if each.details.name == "Ada Bright")
    open_individual(individual=ada, by=sam)


@pytest.fixture
def month(portal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month with two decisions, an odd look and a lot; it ends now."""
    for answers in (DAUGHTER, SURGERY):
        decide("amira@willow.example", answers)
    somebody_of_the_same_name_looks()
    month_ends_now(monkeypatch)
    draw(Membership.objects.get(user__email="priya@willow.example"))


@pytest.mark.usefixtures("month")
def test_looking_into_a_look_that_seems_unusual(arrive: Arrive) -> None:
    me = arrive("priya@willow.example", width=DESK)
    me.open("/desk/")
    me.follow("Unusual reading")
    assert me.heading == "Looks that seem unusual"
    assert "Same surname" in me.words
    assert "Bright" not in me.words
    with me.turning():
        me.page.locator("main table a").first.click()
    assert me.heading == "Sam Bright: a look that seems unusual"
    assert "Ada Bright" in me.words
    me.press("Save")
    assert me.errors() == ["Select what came of it", "Enter what you found out"]
    me.choose("I raise a concern")
    me.write(
        "What did you find out, and from whom?", "Sam says Ada is an aunt, and nobody asked Sam to look."
    )
    me.press("Save")
    assert "Nothing waits here" in me.words
    assert Concern.objects.get().about == "misuse"
    me.follow("What workers are unsure about")
    me.follow("Are like cases decided alike?")
    assert "too few like decisions" in me.words


@pytest.mark.usefixtures("month")
def test_deciding_again_without_knowing(arrive: Arrive) -> None:
    me = arrive("priya@willow.example", width=PHONE)
    me.open("/desk/watching/lot/")
    me.follow("How they were drawn, and draw them again")
    assert "The same decisions came out" in me.words
    me.follow("Back")
    with me.turning():
        me.page.get_by_role("link", name="Decide it again").first.click()
    assert me.heading == "What would you have decided?"
    assert "You can share" not in me.words
    me.choose("Share")
    me.write("Why?", "It is for the person's own care.")
    me.press("Save and compare")
    assert me.heading in {"Decided the same", "Decided otherwise"}
    assert me.rows()["You would have decided"] == "Share"
    assert Judged.objects.count() == 1
    me.follow("Back to the lot")
    assert "Fewer than 10 are too few to say more" in me.words
