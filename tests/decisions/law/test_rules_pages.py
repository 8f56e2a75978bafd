"""The pages of our own questions: what is used, what waits, and two signatures."""

from __future__ import annotations

from audit.ledger.models import Entry
from decisions.law import actions, rules
from portal.days import london_day
from tests.decisions.law.story import NAME, both, decided, sign, used
from tests.decisions.wizard.call import logged_in, words


def test_everyone_sees_which_version_is_used_and_what_waits(willow, second):
    said = words(logged_in(willow.amira).get("/rules/"))
    assert f"{second.title} In force Version 1, since it was installed" in said
    assert "Version 2 of " + second.title in said
    page = words(logged_in(willow.amira).get("/rules/care-team.2/"))
    assert "Every walk through these questions was checked" in page
    assert "To look after this person" in page
    assert "Sign off" not in page.replace("Who has signed it off", "")
    assert logged_in(willow.amira).get("/rules/care-team.1/").status_code == 404
    assert logged_in(willow.amira).get("/rules/care-team.2/decisions/").status_code == 403
    assert logged_in(willow.amira).post("/rules/care-team.2/", {}).status_code == 403


def test_guardian_and_manager_sign_off_on_the_page(willow, second):
    priya, ruth = logged_in(willow.priya), logged_in(willow.ruth)
    page = words(priya.get("/rules/care-team.2/"))
    assert "Sign off as Caldicott Guardian" in page
    past = {"from_day-day": "1", "from_day-month": "1", "from_day-year": "2020"}
    assert actions.DAY_PAST in words(priya.post("/rules/care-team.2/", past))
    today = london_day()
    day = {"from_day-day": today.day, "from_day-month": today.month, "from_day-year": today.year}
    assert priya.post("/rules/care-team.2/", day).headers["Location"] == "/rules/care-team.2/"
    assert "Sign off as" not in words(priya.get("/rules/care-team.2/"))
    page = words(ruth.get("/rules/care-team.2/"))
    assert "Sign off as second person" in page
    assert "Caldicott Guardian: Priya Nair" in page
    assert ruth.post("/rules/care-team.2/", {}).headers["Location"] == "/rules/"
    assert "Version 2, since" in words(ruth.get("/rules/"))
    assert ruth.get("/rules/care-team.2/").status_code == 404, "it waits no longer"


def test_whoever_has_to_sign_is_told_on_their_home_page(willow, second):
    priya, ruth = logged_in(willow.priya), logged_in(willow.ruth)
    for browser in (priya, ruth):
        assert "New questions to sign off " + second.title + ", version 2" in words(browser.get("/"))
    assert "to sign off" not in words(logged_in(willow.amira).get("/"))
    sign(willow, second)
    assert "to sign off" not in words(priya.get("/"))
    assert "to sign off" in words(ruth.get("/"))
    sign(willow, second, capacity="second")
    assert "to sign off" not in words(ruth.get("/"))


def test_the_page_of_last_years_decisions_leaves_an_entry_and_names_nobody(willow, ada, second):
    decision = decided(willow, ada)
    before = Entry.objects.count()
    said = words(logged_in(willow.priya).get("/rules/care-team.2/decisions/"))
    assert "1 of 1 would come out differently" in said
    assert decision.reference in said
    assert "Ada" not in said
    entry = Entry.objects.order_by("seq").last()
    assert (Entry.objects.count(), entry.event) == (before + 1, "ruleset.compared")
    assert entry.ruleset == second.digest


def test_somebody_without_a_place_is_told_whom_to_ask(db):
    from portal.models import User

    new = User.objects.create_user("new@example.com", full_name="New Person")
    assert logged_in(new).get("/rules/").status_code == 403


def test_a_draft_can_be_signed_off_before_it_is_sealed_and_is_used_once_it_is(
    willow, rulebook, settings, tmp_path
):
    settings.PORTAL_DRAFTS = tmp_path / "drafts"
    draft = rulebook.second(NAME, sealed=False, folder=settings.PORTAL_DRAFTS)
    (settings.PORTAL_DRAFTS / "broken.1.toml").write_text("name = ")
    new = (rulebook.folder / "family.1.toml").read_text().replace('name = "family"', 'name = "quite-new"')
    (settings.PORTAL_DRAFTS / "quite-new.1.toml").write_text(new)
    both(willow, draft)
    assert used(willow) == 1
    priya = logged_in(willow.priya)
    assert "It is a draft still" in words(priya.get("/rules/care-team.2/"))
    assert "Not in force yet" in words(priya.get("/rules/"))
    assert "All of it is new" in words(priya.get("/rules/quite-new.1/"))
    assert priya.get("/rules/quite-new.1/decisions/").status_code == 404
    rulebook.second(NAME)
    assert used(willow) == 2
    assert rules.current_for(willow.organisation, NAME).digest == draft.digest


def test_a_draft_with_faults_says_so_and_offers_no_signature(willow, rulebook, settings, tmp_path):
    settings.PORTAL_DRAFTS = tmp_path / "drafts"
    rulebook.second(NAME, sealed=False, folder=settings.PORTAL_DRAFTS)
    path = settings.PORTAL_DRAFTS / "care-team.2.toml"
    path.write_text(path.read_text().replace('goes_to = "relationship"', 'goes_to = "nowhere"'))
    page = words(logged_in(willow.priya).get("/rules/care-team.2/"))
    assert "leads to nowhere, which does not exist" in page
    assert "Sign off as" not in page
    assert logged_in(willow.priya).get("/rules/care-team.2/decisions/").status_code == 404
