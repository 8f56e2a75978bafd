"""The pages of training: one's own, everyone's, and what each role must learn."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from audit.assurance.training import shown
from audit.assurance.training.actions import learning, needs
from audit.assurance.training.kinds import INDUCTION, YEARLY
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Home
from portal.roles import Role
from tests.audit.assurance.learning import (
    DAY,
    client_of,
    declare,
    held,
    learn,
    on,
    share,
    words,
)
from tests.audit.oversight.asking import person
from tests.portal.visit import page, send


class TestPages:
    def test_a_worker_sees_what_is_due_and_writes_it_down(self, settled):
        amira = client_of(settled.amira)
        shown_page = amira.get("/assurance/training/")
        assert "Overdue" in words(shown_page)
        assert "Everyone's training" not in words(shown_page)
        form = amira.get("/assurance/training/record/?kind=yearly")
        assert page(form).select_one("input[value=yearly]").has_attr("checked")
        assert page(form).select_one("input[value=declaration]") is None
        today = london_day()
        day = {"done_on-day": today.day, "done_on-month": today.month, "done_on-year": today.year}
        response = send(amira, form, kind="yearly", note="Certificate in my file", **day)
        assert response["Location"] == "/assurance/training/"
        said = words(amira.get("/assurance/training/"))
        assert "Certificate in my file" in said
        assert "again by" in said

    def test_what_was_typed_comes_back_with_what_is_wrong(self, settled):
        amira = client_of(settled.amira)
        form = amira.get("/assurance/training/record/")
        response = send(
            amira, form, note="Seen", **{"done_on-day": "31", "done_on-month": "2", "done_on-year": "2026"}
        )
        assert learning.NO_KIND in words(response)
        assert "must be a real date" in words(response)
        assert page(response).select_one("textarea[name=note]").text.strip() == "Seen"
        response = send(amira, amira.get("/assurance/training/declare/"))
        assert learning.NO_PROMISE in words(response)

    def test_home_says_in_one_line_what_is_due(self, settled):
        said = words(client_of(settled.amira).get("/"))
        assert "Your training “Induction” was due on 5 February 2024. And 2 more. Your training" in said
        learn(settled, settled.amira, kind=INDUCTION), learn(settled, settled.amira)
        declare(settled, settled.amira)
        assert "Your training" not in words(client_of(settled.amira).get("/"))

    def test_home_says_that_the_yearly_declaration_is_due(self, settled):
        learn(settled, settled.amira, kind=INDUCTION), learn(settled, settled.amira)
        with on(london_day() - 350 * DAY):
            declare(settled, settled.amira)
        assert "Your declaration of confidentiality is due by" in words(client_of(settled.amira).get("/"))

    def test_a_manager_sees_everyone_and_who_is_late_first(self, settled, ruth):
        for kind in (INDUCTION, YEARLY):
            learn(settled, ruth, kind=kind, who=[settled.amira])
        declare(settled, settled.amira)
        html = page(client_of(ruth).get("/assurance/training/people/"))
        names = [row.a.text for row in html.select("tbody tr")]
        assert names == ["Priya Nair", "Ruth", "Amira Khan"]
        said = " ".join(html.main.text.split())
        assert (
            "1 of 3 people are trained (33 %). The target of 95 % is not reached. 2 people are late" in said
        )
        assert shown.RULE in said

    def test_a_long_list_goes_on_on_another_page(self, settled, ruth, monkeypatch):
        monkeypatch.setattr("audit.assurance.training.views_people.SIZE", 2)
        monkeypatch.setattr("audit.assurance.training.views_people.MOST_TICKED", 2)
        manager = client_of(ruth)
        first = page(manager.get("/assurance/training/people/"))
        assert len(first.select("tbody tr")) == 2
        assert first.select_one('a[href="?from=2"]')
        second = page(manager.get("/assurance/training/people/?from=2"))
        assert len(second.select("tbody tr")) == 1
        assert second.select_one('a[href="?from=0"]')
        assert len(page(manager.get("/assurance/training/people/record/")).select("input[name=who]")) == 2
        assert (
            len(page(manager.get("/assurance/training/people/record/?from=2")).select("input[name=who]")) == 1
        )
        assert (
            len(page(manager.get("/assurance/training/people/record/?from=9")).select("input[name=who]")) == 2
        )

    def test_a_manager_writes_down_many_on_one_form(self, settled, ruth):
        manager = client_of(ruth)
        form = manager.get("/assurance/training/people/record/")
        key = page(form).select_one("input[name=key]")["value"]
        sent = {"key": key, "kind": "yearly", "note": "Signed list in the office"}
        sent |= {"done_on-day": "3", "done_on-month": "5", "done_on-year": "2026"}
        response = manager.post(
            "/assurance/training/people/record/",
            sent | {"who": [str(settled.amira.pk), str(settled.priya.pk)]},
        )
        assert response["Location"] == "/assurance/training/people/"
        assert share(settled, date(2026, 6, 1)).trained == 2
        response = manager.post("/assurance/training/people/record/", sent)
        assert learning.NOBODY in words(response)

    def test_one_persons_page_shows_what_is_written_down_and_their_leave(self, settled, ruth):
        manager, pk = client_of(ruth), held(settled.amira).pk
        learn(settled, settled.amira)
        url = f"/assurance/training/people/{pk}/"
        assert "Certificate in the staff file" in words(manager.get(url))
        today = london_day()
        days = {f"first-{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
        days |= {f"last-{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
        form = manager.get(f"{url}leave/")
        assert send(manager, form, reason="Long leave", **days)["Location"] == url
        assert "On leave until" in words(manager.get(url))
        assert "On leave until" in words(manager.get("/assurance/training/people/"))
        assert "You are on leave" in words(client_of(settled.amira).get("/assurance/training/"))
        assert "Your training" not in words(client_of(settled.amira).get("/"))

    def test_what_each_role_must_learn_is_looked_through_added_to_and_ended(self, settled, ruth):
        manager = client_of(ruth)
        needs_page = manager.get("/assurance/training/needs/")
        assert "Nobody has looked through this list yet." in words(needs_page)
        assert send(manager, needs_page)["Location"] == "/assurance/training/needs/"
        assert "Somebody last looked through this list on" in words(manager.get("/assurance/training/needs/"))
        form = manager.get("/assurance/training/needs/add/")
        response = send(manager, form, title="Our phones", about="", every="once", roles="everyone")
        assert response["Location"] == "/assurance/training/needs/"
        html = page(manager.get("/assurance/training/needs/"))
        link = next(a["href"] for a in html.select("tbody a") if "Our phones" in a.text)
        response = send(
            manager,
            manager.get("/assurance/training/needs/add/"),
            title="Our phones",
            every="once",
            roles="worker",
        )
        assert needs.TAKEN in words(response)
        assert (
            send(manager, manager.get(link), reason="We have none")["Location"]
            == "/assurance/training/needs/"
        )
        assert manager.get(link).status_code == 404
        assert manager.get("/assurance/training/needs/yearly/end/").status_code == 404

    def test_the_gate_is_set_on_its_page(self, settled, ruth):
        manager = client_of(ruth)
        form = manager.get("/assurance/training/gate/")
        assert page(form).select_one("input[value=off]").has_attr("checked")
        for days in ("", "x", "91", "٣"):
            assert needs.BAD_DAYS in words(send(manager, form, on="on", days=days, reason="We agreed"))
        assert send(manager, form, on="on", days="14", reason="We agreed").status_code == 302
        assert "more than 14 days late cannot begin" in words(manager.get("/assurance/training/people/"))
        form = manager.get("/assurance/training/gate/")
        assert page(form).select_one("input[name=days]")["value"] == "14"
        assert send(manager, form, on="off", days="", reason="We changed our mind").status_code == 302

    def test_no_name_stands_in_a_title_or_an_address(self, settled, ruth):
        manager = client_of(ruth)
        pk = held(settled.amira).pk
        for path in ("people/", "people/record/", f"people/{pk}/", f"people/{pk}/leave/"):
            assert "Amira" not in page(manager.get(f"/assurance/training/{path}")).title.text

    def test_strangers_find_none_of_these_pages(self, settled, ruth, make):
        alder = make("alder")
        pk = held(settled.amira).pk
        for path in (
            "people/",
            "people/record/",
            f"people/{pk}/",
            f"people/{pk}/leave/",
            "needs/",
            "needs/add/",
        ):
            assert client_of(settled.amira).get(f"/assurance/training/{path}").status_code == 404
        for path in (f"people/{pk}/", f"people/{pk}/leave/", "gate/"):
            assert client_of(alder.priya).get(f"/assurance/training/{path}").status_code == 404
        assert client_of(settled.priya).get("/assurance/training/gate/").status_code == 404
        assert Client().get("/assurance/training/")["Location"].startswith("/login/")

    def test_a_manager_of_one_home_sees_its_people_only(self, settled):
        other = Home.objects.create(organisation=settled.organisation, name="Willow Lodge")
        ben = person(settled, "ben", Role.WORKER, other)
        mona = person(settled, "mona", Role.MANAGER, settled.home)
        manager = client_of(mona)
        said = words(manager.get("/assurance/training/people/"))
        assert "Amira Khan" in said
        assert "Ben" not in said
        assert "Priya" not in said
        assert manager.get(f"/assurance/training/people/{held(ben).pk}/").status_code == 404
        with pytest.raises(NotAllowed, match="no longer on your list"):
            learn(settled, mona, who=[ben])
