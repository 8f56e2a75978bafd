"""A file of evidence is what its bytes are: checked, made anew where it is a picture, sealed, and never lost sight of."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from audit.assurance.registers import actions, files, queries
from audit.assurance.registers.models import Evidence, EvidenceFile
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from portal.errors import NotAllowed
from portal.standing import NOT_YOURS
from tests.audit.assurance.registering import PDF, enter, file_it, pdf_with, photograph, told

JAVASCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def drawn(data):
    return Image.open(io.BytesIO(files.checked(data).data))


class TestPictures:
    @pytest.mark.parametrize("kind", ["jpeg", "png"])
    def test_a_picture_loses_its_place_its_words_and_what_hides_behind_it(self, kind):
        kept = files.checked(photograph(kind))
        assert kept.type == kind
        assert b"Ada Bright" not in kept.data
        assert b"hidden" not in kept.data
        picture = Image.open(io.BytesIO(kept.data))
        assert not picture.getexif()
        assert picture.size == (20, 40), "it stands upright, as its camera said"

    def test_what_was_seen_through_is_white(self):
        made = io.BytesIO()
        Image.new("RGBA", (3, 3), (255, 0, 0, 0)).save(made, "png")
        assert drawn(made.getvalue()).getpixel((0, 0)) == (255, 255, 255)

    def test_a_very_large_photograph_is_made_smaller(self):
        assert max(drawn(photograph(size=(9000, 40))).size) == files.LONGEST_SIDE

    @pytest.mark.parametrize("size", [(6_000, 6_000), (10_000, 9_000), (20_000, 20_000)])
    def test_a_picture_with_too_many_points_is_refused_before_it_is_drawn(self, size):
        made = io.BytesIO()
        Image.new("1", size).save(made, "png")
        with pytest.raises(NotAllowed, match="too many points"):
            files.checked(made.getvalue())

    @pytest.mark.parametrize("head", [b"\xff\xd8\xff\xe0 no picture", b"\x89PNG\r\n\x1a\n no picture"])
    def test_what_only_begins_like_a_picture_is_refused(self, head):
        with pytest.raises(NotAllowed, match="cannot read this picture"):
            files.checked(head)

    def test_a_picture_that_would_be_too_large_when_made_anew_is_refused(self, monkeypatch):
        data = photograph("png", (200, 200))
        monkeypatch.setattr(files, "LARGEST", len(data))
        monkeypatch.setattr(files.Image.Image, "save", lambda self, made, *_, **__: made.write(b"x" * 9_000))
        with pytest.raises(NotAllowed, match="5 MB or smaller"):
            files.checked(data)


class TestPapers:
    def test_a_plain_one_is_kept_as_it_is(self):
        assert files.checked(PDF) == files.Checked("pdf", PDF)
        assert files.checked(pdf_with(b"<< /Type /Page >>")).type == "pdf"
        assert files.checked(pdf_with(b"<< /Type /Page >>", b"", deflate=False)).type == "pdf"

    @pytest.mark.parametrize(
        "part",
        [
            JAVASCRIPT,
            b"<< /S /J#61vaScript >>",
            b"<< /S /Launch /F (cmd.exe) >>",
            b"<< /EmbeddedFiles 4 0 R >>",
            b"<< /Type /EmbeddedFile >>",
            b"<< /XFA 3 0 R >>",
        ],
    )
    def test_one_that_runs_opens_or_holds_something_is_refused(self, part):
        with pytest.raises(NotAllowed, match="holds a script"):
            files.checked(PDF.replace(b"<< /Type /Catalog >>", part))
        with pytest.raises(NotAllowed, match="holds a script"):
            files.checked(pdf_with(part))

    def test_one_that_is_locked_is_refused(self):
        with pytest.raises(NotAllowed, match="locked with a password"):
            files.checked(PDF.replace(b"endobj", b"endobj trailer << /Encrypt 5 0 R >>"))

    @pytest.mark.parametrize(
        "data",
        [
            pdf_with(JAVASCRIPT, b"/Filter [/ASCII85Decode /FlateDecode]"),
            pdf_with(JAVASCRIPT, b"/Filter [/FlateDecode /ASCII85Decode]"),
            pdf_with(JAVASCRIPT, deflate=False),
            pdf_with(b" " * (files.INFLATED + 1)),
            b"%PDF-1.7 and nothing more",
        ],
    )
    def test_one_that_we_cannot_see_into_is_refused(self, data):
        with pytest.raises(NotAllowed, match="cannot see into"):
            files.checked(data)

    def test_one_with_something_behind_its_end_is_refused(self):
        with pytest.raises(NotAllowed, match="behind the end"):
            files.checked(PDF + b"PK\x03\x04" + b"x" * 2_000)


class TestKeeping:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"MZ\x90\x00 a program", "must be a PDF, a PNG or a JPEG"),
            (b"<html><script>", "must be a PDF, a PNG or a JPEG"),
            (b"GIF89a", "must be a PDF, a PNG or a JPEG"),
            (b"", "empty"),
            (b"%PDF-" + b"x" * files.LARGEST, "5 MB or smaller"),
        ],
    )
    def test_a_program_that_is_called_a_pdf_and_all_else_is_refused(self, willow, ruth, data, sentence):
        with pytest.raises(NotAllowed, match=sentence):
            file_it(enter(willow, ruth), ruth, data)
        assert not Evidence.objects.exists()

    def test_it_is_sealed_and_its_name_stands_in_the_ledger_alone(self, willow, ruth):
        evidence = file_it(enter(willow, ruth), ruth, name="Ada\u202e Bright's\x00 contract.pdf")
        assert PDF not in bytes(EvidenceFile.objects.get().sealed)
        assert queries.bytes_of(evidence) == PDF
        (body,) = told(Event.EVIDENCE_FILED)
        assert body["file"]["name"] == "Ada Bright's contract.pdf"
        assert body["shows"] == "The signed page"
        assert queries.name_of(evidence) == f"evidence-{evidence.reference}.pdf"

    def test_the_same_form_sent_twice_is_kept_once(self, willow, ruth):
        held, key = enter(willow, ruth), new_id()
        assert file_it(held, ruth, event_id=key) == file_it(held, ruth, event_id=key)
        assert Evidence.objects.count() == EvidenceFile.objects.count() == 1

    def test_an_entry_has_20_files_at_most_and_each_says_what_it_shows(self, willow, ruth, monkeypatch):
        monkeypatch.setattr(actions, "MOST_FILES", 1)
        held = enter(willow, ruth)
        with pytest.raises(NotAllowed, match="Enter what the file shows"):
            file_it(held, ruth, shows=" ")
        file_it(held, ruth)
        with pytest.raises(NotAllowed, match="20 files already"):
            file_it(held, ruth)

    def test_who_opens_it_is_written_down_and_others_cannot(self, willow, ruth):
        evidence = file_it(enter(willow, ruth), ruth)
        actions.open_evidence(evidence=evidence, by=willow.priya)
        (body,) = told(Event.EVIDENCE_OPENED)
        assert body["actor"]["name"] == "Priya Nair"
        assert body["file"]["id"] == str(evidence.pk)
        with pytest.raises(NotAllowed, match=NOT_YOURS):
            actions.open_evidence(evidence=evidence, by=willow.amira)
