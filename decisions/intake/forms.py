"""Choosing a file."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from decisions.intake.reading import MOST_BYTES, TOO_BIG
from portal.design.fields import FileField
from portal.design.forms import Form


class UploadForm(Form):
    """A list, as a file of at most 5 MB."""

    file = FileField(
        label="Choose the file",
        size="m",
        hint="A CSV file of at most 5 MB and 20,000 rows",
        required_message="Choose the file with your list",
    )

    def __init__(self, *args: Any, sent: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is too large is not read at all, so that it never lies on the disk; then there is no file.
        if sent > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.fields["file"].error_messages["required"] = TOO_BIG.rstrip(".")

    def clean_file(self) -> bytes:
        """Return the bytes."""
        file = self.cleaned_data["file"]
        data: bytes = file.read(MOST_BYTES + 1)
        return data
