"""The pages of the registers: what is typed is kept, strangers find nothing, and a file is told before it is given."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.assurance.registers import actions
from audit.assurance.registers.kinds import kinds
from audit.assurance.registers.models import Evidence, RegisterEntry
from audit.ledger.errors import LedgerBusy
from audit.ledger.events import Event
from audit.ledger.models import Entry
from portal.days import a_year_after, day_in_words, london_day
from portal.roles import Role
from tests.audit.assurance.registering import FLOW, PDF, end, enter, file_it, look, photograph
from tests.audit.oversight.asking import person
from tests.portal.visit import page, send

CODES = [each.code for each in kinds()]


def client_of(user, **given):
    client = Client(**given)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def ruths(ruth):
    return client_of(ruth)


def at(name, *place):
    return reverse(f"registers:{name}", args=place)


def words(response):
    assert response.status_code == 200
    return " ".join(page(response).main.text.split())


def typed(keeper, **given):
    return FLOW | {"owner": str(keeper.pk), "note": ""} | due(a_year_after(london_day())) | given


def due(day):
    return {"due_on-day": str(day.day), "due_on-month": str(day.month), "due_on-year": str(day.year)}


class TestReading:
    def test_the_index_says_how_each_register_stands(self, willow, ruth, ruths):
        enter(willow, ruth, due_on=london_day() - timedelta(days=1))
        said = words(ruths.get(at("index")))
        assert "1 of 1 must be looked at again" in said
        assert all(each.title in said for each in kinds())

    @pytest.mark.parametrize("code", CODES)
    def test_each_register_and_its_form_says_what_it_is_for(self, ruths, code):
        kind = next(each for each in kinds() if each.code == code)
        assert kind.purpose in words(ruths.get(at("register", code)))
        form = words(ruths.get(at("new", code)))
        assert all(ask.label in form for ask in kind.asks)
        assert "No entry was ended" in words(ruths.get(at("ended", code)))

    def test_an_entry_reads_as_it_is_now_and_as_a_story(self, willow, ruth, ruths):
        held = enter(
            willow, ruth, answers=FLOW | {"volume": "many", "agreement": "no"}, note="From the old book"
        )
        look(held, ruth)
        look(held, ruth, FLOW | {"volume": "many", "to": "Elm Road <Pharmacy> 💊"}, owner=willow.amira)
        end(held, ruth)
        said = words(ruths.get(at("entry", held.pk)))
        told = ["From the old book", "still right", "Before: Northgate Pharmacy", "They closed"]
        assert all(each in said for each in told)
        assert "Elm Road <Pharmacy> 💊" in said
        assert [said.index(each) for each in told] == sorted(said.index(each) for each in told)
        assert "It is still right" not in said
        assert "Medicines for the month" in words(ruths.get(at("ended", "data_flows")))

    def test_what_is_left_to_do_is_said(self, willow, ruth, ruths):
        held = enter(willow, ruth, answers=FLOW | {"volume": "many", "agreement": "no"})
        assert "Sign a sharing agreement with them" in words(ruths.get(at("entry", held.pk)))
        said = words(ruths.get(at("register", "data_flows")))
        assert "Something to do" in said
        assert day_in_words(held.due_on) in said

    def test_the_title_and_address_of_a_page_name_nothing_that_was_typed(self, willow, ruth, ruths):
        response = ruths.get(at("entry", enter(willow, ruth).pk))
        assert "Medicines" not in page(response).title.text

    def test_a_history_that_cannot_be_read_says_so(self, willow, ruth, ruths, monkeypatch):
        held = enter(willow, ruth)
        monkeypatch.setattr(
            "audit.ledger.queries.sha256",
            lambda _: type("No", (), {"digest": lambda s: b"", "hexdigest": lambda s: ""})(),
        )
        assert "changed since it was made" in words(ruths.get(at("entry", held.pk)))


class TestWho:
    def test_strangers_workers_and_who_is_not_logged_in_find_nothing(self, willow, make, ruth):
        held = enter(willow, ruth)
        evidence = file_it(held, ruth)
        pages = [at("index"), at("register", "paper"), at("new", "paper"), at("ended", "paper")]
        own = [at(name, held.pk) for name in ("entry", "right", "changed", "add_file", "end")]
        own.append(at("file", evidence.pk))
        alder = make("alder").priya
        for user, asked in ((willow.amira, [*pages, *own]), (alder, own)):
            client = client_of(user)
            assert {client.get(each).status_code for each in asked} == {404}
        assert {Client().get(each).status_code for each in [*pages, *own]} == {302}
        assert not Entry.objects.filter(event=Event.EVIDENCE_OPENED).exists()

    def test_an_id_or_register_that_is_not_there_is_no_page(self, ruths):
        asked = [at("register", "nothing"), at("entry", uuid4()), at("file", uuid4())]
        assert {ruths.get(each).status_code for each in asked} == {404}
        assert ruths.get(at("register", "paper") + "?after=" + str(uuid4())).status_code == 200

    def test_who_looks_after_an_entry_sees_that_one_and_does_not_hand_it_over(self, willow, ruth):
        held = enter(willow, ruth, owner=willow.amira)
        client = client_of(willow.amira)
        said = words(client.get(at("entry", held.pk)))
        assert "It is still right" in said
        assert "End this entry" not in said
        form = client.get(at("right", held.pk))
        assert "Who looks after" not in words(form)
        assert send(client, form, note="Asked them").status_code == 302
        assert RegisterEntry.objects.get().owner == willow.amira
        assert client.get(at("end", held.pk)).status_code == 404


class TestDoing:
    def test_an_entry_is_written_down(self, willow, ruth, ruths):
        response = send(ruths, ruths.get(at("new", "data_flows")), **typed(ruth, note="Asked them"))
        held = RegisterEntry.objects.get()
        assert response.headers["Location"] == at("entry", held.pk)
        assert held.answers == FLOW

    def test_the_same_form_posted_twice_is_kept_once(self, ruth, ruths):
        form = ruths.get(at("new", "data_flows"))
        assert {send(ruths, form, **typed(ruth)).status_code for _ in range(2)} == {302}
        assert RegisterEntry.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"name": ""}, "Enter what information it is"),
            ({"name": "x" * 1_000_000}, "Use 200 characters or fewer"),
            ({"why": "x" * 1_000_000}, "Use 2000 characters or fewer"),
            ({"basis": "public_interest"}, "cannot rest on the public interest"),
            ({"owner": "other"}, "Enter the email address"),
            ({"owner": "other", "email": "gwen@alder.example"}, "Nobody here logs in"),
            ({"owner": "nobody"}, "Select one of the answers"),
            ({"to": "\u202e"}, "hidden characters"),
            ({"due_on-year": "2099"}, "no later than"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_that_was_typed_is_lost(
        self, make, ruth, ruths, wrong, sentence
    ):
        make("alder")
        response = send(
            ruths, ruths.get(at("new", "data_flows")), **typed(ruth, how="On paper, in a 🔒 bag", **wrong)
        )
        assert sentence in words(response)
        assert "On paper, in a 🔒 bag" in response.content.decode()
        assert not RegisterEntry.objects.exists()

    def test_it_is_given_to_anyone_who_works_here(self, willow, ruth, ruths):
        given = typed(ruth, owner="other", email="AMIRA@willow.example")
        send(ruths, ruths.get(at("new", "data_flows")), **given)
        held = RegisterEntry.objects.get()
        assert held.owner == willow.amira
        form = ruths.get(at("right", held.pk))
        assert page(form).select_one("input[name=email]")["value"] == willow.amira.email

    def test_what_changed_is_typed_over_what_was_there(self, willow, ruth, ruths):
        held = enter(willow, ruth)
        form = ruths.get(at("changed", held.pk))
        assert page(form).select_one("input[name=to]")["value"] == "Northgate Pharmacy"
        assert send(ruths, form, **typed(ruth, to="Elm Road")).status_code == 302
        assert RegisterEntry.objects.get().answers["to"] == "Elm Road"

    def test_it_is_ended_with_a_reason(self, willow, ruth, ruths):
        held = enter(willow, ruth)
        form = ruths.get(at("end", held.pk))
        assert "Enter why it ends" in words(send(ruths, form, reason=""))
        assert send(ruths, form, reason="They closed").status_code == 302
        assert "was ended" in words(
            send(ruths, ruths.get(at("right", held.pk)), owner=str(ruth.pk), note="Right")
        )

    def test_a_ledger_that_is_busy_says_to_try_again(self, ruth, ruths, monkeypatch):
        def busy(**_):
            raise LedgerBusy

        form = ruths.get(at("new", "data_flows"))
        monkeypatch.setattr(actions, "enter", busy)
        assert "Many people are saving" in words(send(ruths, form, **typed(ruth)))


class TestFiles:
    def test_a_file_is_added_and_given_back_as_something_to_download(self, willow, ruth, ruths):
        held = enter(willow, ruth)
        form = ruths.get(at("add_file", held.pk))
        file = SimpleUploadedFile("Ada Bright.pdf", PDF, "text/html")
        assert send(ruths, form, file=file, shows="The signed page").status_code == 302
        evidence = Evidence.objects.get()
        assert "The signed page" in words(ruths.get(at("entry", held.pk)))
        given = ruths.get(at("file", evidence.pk))
        assert given.content == PDF
        assert given.headers["Content-Type"] == "application/pdf"
        assert given.headers["X-Content-Type-Options"] == "nosniff"
        assert (
            given.headers["Content-Disposition"]
            == f'attachment; filename="evidence-{evidence.reference}.pdf"'
        )
        assert given.headers["Cache-Control"] == "no-store"
        assert Entry.objects.filter(event=Event.EVIDENCE_OPENED, about_id=held.pk).count() == 1
        said = words(ruths.get(at("entry", held.pk)))
        assert "Who has opened a file" in said
        assert f"{evidence.reference} Who Ruth, Manager" in said

    def test_a_picture_comes_back_without_its_place(self, willow, ruth, ruths):
        evidence = file_it(enter(willow, ruth), ruth, photograph())
        given = ruths.get(at("file", evidence.pk))
        assert given.headers["Content-Type"] == "image/jpeg"
        assert b"Exif" not in given.content

    def test_where_the_opening_cannot_be_written_down_nothing_is_given(
        self, willow, ruth, ruths, monkeypatch
    ):
        def busy(**_):
            raise LedgerBusy

        evidence = file_it(enter(willow, ruth), ruth)
        monkeypatch.setattr(actions, "append", busy)
        given = ruths.get(at("file", evidence.pk))
        assert given.status_code == 503
        assert PDF not in given.content

    @pytest.mark.parametrize(
        ("file", "sentence"),
        [
            (
                SimpleUploadedFile("paper.pdf", b"MZ\x90\x00", "application/pdf"),
                "must be a PDF, a PNG or a JPEG",
            ),
            (SimpleUploadedFile("paper.pdf", b"", "application/pdf"), "The file is empty"),
            (SimpleUploadedFile("paper.pdf", b"%PDF-" + b"x" * 5_300_000), "5 MB or smaller"),
            (SimpleUploadedFile("paper.pdf", b"%PDF-" + b"x" * 7_000_000), "Choose a file of 5 MB or less"),
            ("no file", "Choose a file of 5 MB or less"),
        ],
    )
    def test_a_file_that_is_refused_says_why_and_keeps_what_was_typed(
        self, willow, ruth, ruths, file, sentence
    ):
        if not isinstance(file, str):
            file.seek(0)
        held = enter(willow, ruth)
        form = ruths.get(at("add_file", held.pk))
        response = send(ruths, form, file=file, shows="The page with the clause")
        assert sentence in words(response)
        assert "The page with the clause" in response.content.decode()
        assert not Evidence.objects.exists()


def test_a_deputy_does_not_keep_the_registers(willow):
    assert client_of(person(willow, "owen", Role.DEPUTY)).get(at("index")).status_code == 404
