"""The list of who can log in, going through it, and one person's access."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import Client

from audit.assurance.access import actions
from audit.assurance.people import people
from audit.ledger.ids import new_id
from portal.days import london_day
from portal.models import Home, Membership, User
from portal.roles import Role
from tests.audit.assurance.learning import client_of, on, since, words
from tests.audit.oversight.asking import person
from tests.portal.visit import page, send

DAY = timedelta(days=1)


def held(user):
    return Membership.ever.select_related("organisation", "user", "home").get(user=user)


def end(user, by, **given):
    fields = {"reason": "They left", "event_id": new_id()} | given
    return actions.end_access(membership=held(user), by=by, **fields)


def review(place, by, ended=(), **given):
    everyone = [each.pk for p in people(place.organisation) for each in p.memberships]
    fields = {"listed": everyone, "reason": "They left" if ended else "", "again_in": 3, "event_id": new_id()}
    gone = [held(each).pk for each in ended]
    return actions.review_access(organisation=place.organisation, ended=gone, by=by, **fields | given)


class TestPages:
    def test_the_list_says_who_when_and_what_is_due(self, willow, ruth):
        since(willow.priya, date(2024, 1, 1))
        client_of(willow.amira)
        manager = client_of(ruth)
        said = words(manager.get("/assurance/access/"))
        assert "1 person has not logged in for 90 days. Nobody has gone through this list yet." in said
        assert "Not for 90 days Never logged in" in said
        assert "Logged in today" in said
        review(willow, ruth)
        assert "3 kept, 0 ended. Do it again by" in words(manager.get("/assurance/access/"))
        with on(london_day() + 100 * DAY):
            said = words(client_of(ruth).get("/assurance/access/"))
        assert "It is time to do it again." in said
        assert "Last logged in on" in said

    def test_the_guardian_may_look_and_ends_nothing(self, willow, ruth):
        guardian = client_of(willow.priya)
        assert "End access" not in words(guardian.get("/assurance/access/"))
        for path in ("review/", f"{held(willow.amira).pk}/end/"):
            assert guardian.get(f"/assurance/access/{path}").status_code == 404

    def test_a_manager_goes_through_the_list_and_confirms_whose_access_ends(self, willow, ruth):
        manager, url, pk = client_of(ruth), "/assurance/access/review/", str(held(willow.amira).pk)
        form = manager.get(url)
        response = send(manager, form, ended=pk, reason="", again_in="12")
        assert actions.NO_REASON in words(response)
        assert page(response).select_one(f'input[name=ended][value="{pk}"]').has_attr("checked")
        response = send(manager, response, ended=pk, reason="", again_in="")
        assert actions.NO_AGAIN in words(response)
        sure = send(manager, form, ended=pk, reason="They left", again_in="12")
        assert "Check whose access ends" in words(sure)
        assert "Amira Khan, Care worker" in words(sure)
        assert held(willow.amira).ended_on is None
        assert send(manager, sure)["Location"] == "/assurance/access/"
        assert held(willow.amira).ended_on == london_day()

    def test_where_all_are_kept_there_is_nothing_to_confirm(self, willow, ruth):
        manager = client_of(ruth)
        response = send(manager, manager.get("/assurance/access/review/"), again_in="3")
        assert response["Location"] == "/assurance/access/"

    def test_a_list_that_changed_meanwhile_is_shown_anew(self, willow, ruth):
        manager = client_of(ruth)
        form = manager.get("/assurance/access/review/")
        person(willow, "nina", Role.WORKER, willow.home)
        response = send(manager, form, again_in="3")
        assert actions.CHANGED in words(response)
        assert "Nina" in words(response)
        assert send(manager, response, again_in="3")["Location"] == "/assurance/access/"

    def test_what_somebody_made_up_is_refused_kindly(self, willow, ruth):
        manager = client_of(ruth)
        response = manager.post("/assurance/access/review/", {"listed": "1,x,²", "again_in": "3"})
        assert actions.CHANGED in words(response)

    def test_one_persons_access_ends_on_its_page(self, willow, ruth):
        manager, url = client_of(ruth), f"/assurance/access/{held(willow.amira).pk}/end/"
        assert page(manager.get("/assurance/access/")).select_one(f'a[href="{url}"]')
        assert "Amira" not in page(manager.get(url)).title.text
        assert actions.NO_REASON in words(send(manager, manager.get(url), reason=""))
        assert send(manager, manager.get(url), reason="They left")["Location"] == "/assurance/access/"
        assert "Amira Khan" not in words(manager.get("/assurance/access/"))
        assert manager.get(url).status_code == 404
        response = send(manager, manager.get(f"/assurance/access/{held(ruth).pk}/end/"), reason="x")
        assert actions.OWN in words(response)

    def test_whoever_also_sets_the_portal_up_is_shown_as_that(self, willow, ruth):
        User.objects.filter(pk=willow.amira.pk).update(is_staff=True)
        manager = client_of(ruth)
        assert "Care worker, and sets the portal up" in words(manager.get("/assurance/access/"))
        assert "Care worker, and sets the portal up" in words(manager.get("/assurance/access/review/"))
        end_page = manager.get(f"/assurance/access/{held(willow.amira).pk}/end/")
        assert "They can still set the portal up." in words(end_page)

    def test_strangers_find_none_of_these_pages(self, willow, ruth, make):
        alder = make("alder")
        boss = User.objects.create_user("boss@alder.example", "x", full_name="Boss")
        Membership.objects.create(user=boss, organisation=alder.organisation, role=Role.MANAGER)
        url = f"/assurance/access/{held(willow.amira).pk}/end/"
        assert client_of(boss).get(url).status_code == 404
        for path in ("/assurance/access/", "/assurance/access/review/", url):
            assert client_of(willow.amira).get(path).status_code == 404
        assert Client().get("/assurance/access/")["Location"].startswith("/login/")

    def test_a_home_manager_finds_nobody_of_another_home(self, willow):
        lodge = Home.objects.create(organisation=willow.organisation, name="Willow Lodge")
        ben = person(willow, "ben", Role.WORKER, lodge)
        mona = person(willow, "mona", Role.MANAGER, willow.home)
        manager = client_of(mona)
        assert "Ben" not in words(manager.get("/assurance/access/"))
        assert manager.get(f"/assurance/access/{held(ben).pk}/end/").status_code == 404
