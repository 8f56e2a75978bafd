"""The manager brings in a list on a phone, has a row to mend first, and then takes a copy of one person's file."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.person import Person

HEAD = "Name,Reference,NHS number,Home\r\n"
GOOD = "Zoë Marsh,WH-901,,Willow House\r\nTom Reed,WH-902,,Willow House\r\n"


def choose_file(me: Person, text: str) -> None:
    me.page.locator("#file").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    me.press("Continue")


def test_a_list_is_mended_brought_in_and_one_file_taken_out(arrive: Arrive) -> None:
    me = arrive("ruth@willow.example")
    me.open("/")
    me.follow("Bring in people, staff or recipients from a list")
    me.follow("People we look after")
    choose_file(me, HEAD + GOOD + "Ann Lee,WH-903,999 000 0019,Elm Court\r\n")
    assert "1 row needs mending" in me.words
    assert "Enter the name of one of your homes" in me.words
    choose_file(me, HEAD + GOOD)
    assert me.heading == "Check before you bring in people we look after"
    me.press("Confirm and save")
    assert me.heading == "Your list is in", me.words
    me.open("/people/")
    me.page.locator("#text").fill("WH-901")
    me.press("Find")
    assert "Zoë Marsh" in me.heading
    me.follow("Take a copy of their whole file")
    me.choose("To give it to them")
    me.page.locator("#reason").fill("She asked me today")
    with me.page.expect_download() as taken:
        me.page.get_by_role("button", name="Download the file").click()
    assert "Zo" not in taken.value.suggested_filename


ROTA = (
    "Employee,Work email,Job title,Location,Start date\r\n"
    "Łukasz Małecki,lukasz@example.org,Senior Carer,Willow House,1/2/2020\r\n"
    "Mary O´Connor,mary@example.org,Moon Guide,Willow House,1/2/2020\r\n"
    "Joan Field,joan@example.org,Moon Guide,Willow House,1/2/2020\r\n"
    "Bo Hill,bo@example.org,Cook,Willow House,1/2/2020\r\n"
)


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-scripts"]
)
def test_what_a_list_does_not_say_in_our_words_is_asked_once_and_shown_before(
    arrive: Arrive, width: int, scripts: bool
) -> None:
    me = arrive("ruth@willow.example", width=width, scripts=scripts)
    me.open("/")
    me.follow("Bring in people, staff or recipients from a list")
    me.follow("Staff")
    choose_file(me, ROTA)
    assert me.heading == "What some words in your list mean"
    me.press("Continue")
    assert "There is a problem" in me.words
    me.page.get_by_label("As care workers").first.check()
    me.page.get_by_label("Leave these rows out").last.check()
    me.press("Continue")
    assert me.heading == "Check before you bring in staff", me.words
    assert "Moon Guide" in me.words
    assert "We do not use: Start date." in me.words
    me.press("Confirm and save")
    assert me.heading == "Your list is in", me.words


def test_a_telephone_number_is_tapped_as_it_was_meant(arrive: Arrive) -> None:
    me = arrive("ruth@willow.example")
    me.open("/recipients/new/")
    me.choose("Someone else")
    me.page.locator("#name").fill("Oak & Co")
    me.page.locator("#phone").fill("+44 (0)1632 960123 ext 4")
    me.choose("No, an organisation or someone at work")
    me.press("Save")
    link = me.page.get_by_role("link", name="+44 (0)1632 960123 ext 4")
    assert link.get_attribute("href") == "tel:+441632960123"
