"""The manager brings in a list on a phone, has a row to mend first, and then takes a copy of one person's file."""

from __future__ import annotations

from tests.journeys.conftest import Arrive
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
