"""The pages on which a policy is adopted, read and confirmed, and the year is gone through."""

from __future__ import annotations

from django.test import Client

from audit.assurance.policies import actions, queries
from portal.days import london_day
from tests.audit.assurance.adopting import DAY, TEXT, adopt, read
from tests.audit.assurance.learning import client_of, on, words
from tests.portal.visit import page, send


class TestPages:
    def test_a_worker_finds_it_on_home_reads_it_and_confirms(self, willow, ruth):
        version = adopt(willow, ruth, TEXT + "\n<script>alert(1)</script> 🙂")
        worker, url = client_of(willow.amira), f"/assurance/policies/{version.policy_id}/read/"
        home = worker.get("/")
        assert page(home).select_one(f'a[href="{url}"]').text == "A policy to read"
        shown = worker.get(url)
        assert "<script>alert(1)</script> 🙂" in words(shown)
        assert not page(shown).main.select("script")
        assert actions.NOT_READ in words(send(worker, shown))
        assert send(worker, shown, confirmed="yes")["Location"] == "/assurance/policies/"
        assert "A policy to read" not in words(worker.get("/"))
        assert "Add a policy" not in words(worker.get("/assurance/policies/"))

    def test_whoever_read_an_older_version_is_shown_the_newer(self, willow, ruth):
        version = adopt(willow, ruth)
        worker, url = client_of(willow.amira), f"/assurance/policies/{version.policy_id}/read/"
        shown = worker.get(url)
        adopt(willow, ruth, "New words", policy=version)
        response = send(worker, shown, confirmed="yes")
        assert actions.CHANGED in words(response)
        assert "New words" in words(response)
        assert worker.post(url, {"version": "x", "confirmed": "yes"})["Location"] == "/assurance/policies/"

    def test_two_policies_to_read_lead_to_the_list(self, willow, ruth):
        adopt(willow, ruth)
        adopt(willow, ruth, name="Breaches", kind="breach")
        assert "2 policies to read" in words(client_of(willow.amira).get("/"))

    def test_a_manager_adopts_after_seeing_it_as_others_will(self, willow, ruth):
        manager, url = client_of(ruth), "/assurance/policies/new/"
        form = manager.get(url)
        typed = {"kind": "breach", "name": "Breaches", "words": "# One\n- point"}
        preview = send(manager, form, **typed, **review_day())
        assert "How it will look: Breaches One point" in words(preview)
        assert "Adopt this policy" in words(preview)
        assert queries.policies(willow.organisation) == []
        back = send(manager, preview, edit="1")
        assert page(back).select_one("textarea").text.strip() == "# One\n- point"
        assert send(manager, preview, sure="1")["Location"] == "/assurance/policies/"
        assert queries.policies(willow.organisation)[0].name == "Breaches"

    def test_the_next_version_shows_what_is_different(self, willow, ruth):
        version = adopt(willow, ruth)
        manager, url = client_of(ruth), f"/assurance/policies/{version.policy_id}/"
        form = manager.get(url + "change/")
        typed = {"name": "Confidentiality", "changed": "Phones", **review_day()}
        same = send(manager, form, **typed)
        response = send(manager, same, sure="1")
        assert actions.NOTHING_NEW in words(response)
        preview = send(manager, form, words=TEXT.replace("Lock", "Always lock"), **typed)
        assert "Removed: - Lock your phone. Added: - Always lock your phone." in words(preview)
        assert send(manager, preview, sure="1")["Location"] == url
        assert "Added: - Always lock" in words(manager.get(url + "versions/2/"))
        assert "Added" not in words(manager.get(url + "versions/1/"))
        assert manager.get(url + "versions/2/policy.pdf").content.startswith(b"%PDF")
        for number in (0, 3):
            assert manager.get(url + f"versions/{number}/").status_code == 404

    def test_a_text_of_a_megabyte_is_refused_and_kept(self, willow, ruth):
        manager = client_of(ruth)
        long = "word " * 200_000
        response = send(manager, manager.get("/assurance/policies/new/"), name="Long", words=long, kind="own")
        assert "Use 50000 characters or fewer" in words(response)
        assert page(response).select_one("textarea[name=words]").text.strip() == long.strip()

    def test_looking_again_ending_and_who_has_read_it(self, willow, ruth):
        version = adopt(willow, ruth)
        manager, url = client_of(ruth), f"/assurance/policies/{version.policy_id}/"
        said = words(manager.get(url + "readers/"))
        assert "0 of 3 have read version 1" in said
        assert "Amira Khan" in said
        read(willow, willow.amira, version)
        assert "1 of 3 have read version 1" in words(manager.get(url + "readers/"))
        response = send(manager, manager.get(url + "again/"), looked_at="Guidance", **review_day())
        assert response["Location"] == url
        assert "nothing to change. Guidance" in words(manager.get(url))
        assert send(manager, manager.get(url + "end/"), reason="Merged")["Location"] == url
        assert "No longer in use since" in words(manager.get(url))
        assert "No longer in use" in words(manager.get("/assurance/policies/"))
        for path in ("again/", "end/", "change/", "read/"):
            assert manager.get(url + path).status_code == 404

    def test_the_yearly_look_leads_through_everything(self, willow, ruth):
        adopt(willow, ruth)
        manager, url = client_of(ruth), "/assurance/policies/compliance/"
        form = manager.get(url)
        assert "Select how this stands: Confidentiality" in words(send(manager, form))
        listed = queries.to_go_through(willow.organisation)
        typed = {f"{code}_stands": "right" for code in listed} | {
            f"{code}_looked_at": "All" for code in listed
        }
        assert send(manager, form, **typed)["Location"] == "/assurance/policies/"
        assert "Confidentiality: It is right. All" in words(manager.get(url))

    def test_overdue_and_soon_are_said(self, willow, ruth):
        adopt(willow, ruth, review_by=london_day() + 10 * DAY)
        assert "Soon" in words(client_of(ruth).get("/assurance/policies/"))
        with on(london_day() + 11 * DAY):
            assert "Overdue" in words(client_of(ruth).get("/assurance/policies/"))

    def test_strangers_and_workers_find_nothing_that_is_not_theirs(self, willow, ruth, make):
        version, alder = adopt(willow, ruth), make("alder")
        url = f"/assurance/policies/{version.policy_id}/"
        for path in ("", "read/", "readers/", "change/", "again/", "end/", "versions/1/"):
            assert client_of(alder.priya).get(url + path).status_code == 404
        for path in (
            url + "readers/",
            url + "change/",
            "/assurance/policies/new/",
            "/assurance/policies/compliance/",
        ):
            assert client_of(willow.amira).get(path).status_code == 404
        assert Client().get(url)["Location"].startswith("/login/")


def review_day():
    day = london_day() + 300 * DAY
    return {"review_by-day": str(day.day), "review_by-month": str(day.month), "review_by-year": str(day.year)}
