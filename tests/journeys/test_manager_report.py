"""The manager makes the annual report, the Guardian signs it, and it is there to download. Nothing needs a script."""

from __future__ import annotations

import re

from audit.reports.annual.models import AnnualReport
from tests.journeys.conftest import Arrive
from tests.journeys.short import SURGERY, decide


def test_the_annual_report_from_the_first_page_to_the_files(arrive: Arrive) -> None:
    decide("amira@willow.example", SURGERY)
    ruth = arrive("ruth@willow.example", scripts=False)
    ruth.open("/reports/")
    ruth.press("Make your annual report")
    ruth.press("Continue")
    assert ruth.errors() == ["Select which time", "Select the homes", "Select who will read it"]
    ruth.choose("This toolkit year", "All homes", "Our board")
    ruth.press("Continue")
    assert ruth.heading == "Check the report before you download it"
    assert "In short" in ruth.words
    address = ruth.path

    ruth.follow("Change What went well")
    ruth.write("What went well?", "We ask before we share.")
    ruth.press("Save")
    assert "We ask before we share." in ruth.words
    ruth.press("Send to the Guardian to sign")
    assert "It waits for Priya Nair to sign" in ruth.words

    priya = arrive("priya@willow.example", width=1280, pictures="-guardian")
    priya.open("/")
    priya.follow(re.compile("A report waits for your signature"))
    assert "We ask before we share." in priya.words
    priya.write("What do you want to say to the readers?", "I read it and agree.")
    priya.press("Sign and seal")
    assert priya.panel() == "green"

    ruth.open(address)
    assert ruth.heading == "Your report is ready"
    assert ruth.panel() == "green"
    assert AnnualReport.objects.get().code in ruth.words
    with ruth.page.expect_download() as taken:
        ruth.page.get_by_role("link", name="PDF").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    ruth.follow("Read it on the screen")
    assert "I read it and agree." in ruth.words

    anyone = arrive()
    anyone.open("/verify/")
    anyone.write("What is its code?", AnnualReport.objects.get().code)
    anyone.page.get_by_label("Which copy do you want to check?").set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": taken.value.path().read_bytes()}
    )
    anyone.press("Check")
    assert anyone.heading.startswith("This copy has not been changed")
    assert anyone.panel() == "green"
