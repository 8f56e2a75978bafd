"""The pages of those who look after the registers: who needs to know what, lists for planning, and looks."""

from __future__ import annotations

from tests.journeys.conftest import DESK, Arrive

NUMBERS = "999 000 0018\n999 000 0026\n12345"


def test_a_guardian_keeps_the_registers_in_order(arrive: Arrive) -> None:
    priya = arrive("priya@willow.example")
    for address in (
        "/need-to-know/",
        "/need-to-know/agree/",
        "/seniors/looks/",
        "/seniors/alike/",
        "/letters/",
    ):
        priya.open(address)
    priya.open("/clean-lists/new/")
    priya.write("Your mailbox ID", "X26AB001")
    priya.write("NHS numbers", NUMBERS)
    priya.press("Continue")
    assert "12345" in priya.words or "Line 3" in priya.words
    with priya.page.expect_download() as download:
        priya.page.get_by_role("button", name="Make the file").click()
    assert download.value.suggested_filename.startswith("X26AB001-")
    assert download.value.path().read_text() == "9990000018,\n9990000026,\n"
    priya.open("/clean-lists/")
    assert "999" not in priya.words


def test_a_person_can_be_told_everything(arrive: Arrive) -> None:
    ruth = arrive("ruth@willow.example", width=DESK)
    ruth.open("/people/")
    ruth.write("Who do you look for?", "WH-101")
    ruth.press("Find")
    person = ruth.path.strip("/").split("/")[-1]
    for address in (f"/told/{person}/", f"/whole-file/{person}/", "/bring-in/", "/rules/", "/law/"):
        ruth.open(address)
