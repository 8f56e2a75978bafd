"""The manager keeps the yearly registers: what is late, what may never be, and a file that shows something."""

from __future__ import annotations

from tests.journeys.conftest import Arrive
from tests.journeys.person import Person

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def test_what_is_late_is_looked_at_again(arrive: Arrive) -> None:
    ruth = arrive("ruth@willow.example", pictures="-ruth")
    ruth.open("/assurance/registers/")
    assert "1 of 2 must be looked at again" in ruth.words
    ruth.follow("Contracts of staff")
    ruth.follow("Agency staff")
    ruth.follow("It is still right")
    ruth.press("Save")
    assert "Enter how you know that it is still right" in ruth.errors()
    ruth.write("How do you know?", "The agency sent this year's terms 📄")
    ruth.press("Save")
    assert "Looked at again: still right" in ruth.words
    _add_a_file(ruth)
    ruth.open("/assurance/registers/")
    assert "2 written down and in date" in ruth.words
    _send_it_regularly(ruth)


def _add_a_file(ruth: Person) -> None:
    """Try a program that is called a PDF, then a PDF."""
    ruth.follow("Add a file")
    ruth.write("What does it show?", "Their terms")
    _choose(ruth, b"MZ a program")
    ruth.press("Save")
    assert "The file must be a PDF, a PNG or a JPEG" in ruth.errors()[0]
    _choose(ruth, PDF)
    ruth.press("Save")
    assert "Their terms (PDF" in ruth.words


def _choose(ruth: Person, data: bytes) -> None:
    file = {"name": "terms.pdf", "mimeType": "application/pdf", "buffer": data}
    ruth.page.set_input_files("input[type=file]", files=[file])


def _send_it_regularly(ruth: Person) -> None:
    """Try to send something each month in the public interest."""
    ruth.follow("What we send and receive")
    ruth.press("Write down a new entry")
    for question in (
        "What information is it?",
        "Where does it come from?",
        "Where does it go?",
        "What is it for?",
    ):
        ruth.write(question, "Numbers of falls")
    ruth.choose("It is in the public interest", "Regularly", "50 or more")
    ruth.page.locator("input[name=sensitive][value=no]").check()
    ruth.page.locator("input[name=agreement][value=no]").check()
    ruth.write("How is it sent, and how is it kept safe on the way?", "By secure email")
    ruth.press("Save")
    assert ruth.errors() == [
        "What is sent regularly cannot rest on the public interest. That must be decided each time. "
        "Select another reason"
    ]
    ruth.choose("Nobody can be recognised in it")
    ruth.press("Save")
    assert "Sign a sharing agreement with them: it is about many people" in ruth.words
    ruth.follow("Something changed")
    ruth.back()
    ruth.follow("End this entry")
    ruth.write("Why does it end?", "Nobody needs it any more")
    ruth.press("Save")
    ruth.open("/assurance/registers/data_flows/ended/")
    assert "Numbers of falls" in ruth.words
