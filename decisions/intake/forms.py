"""Choosing a file, and saying what its words mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from decisions.intake.lists import ListKind
from decisions.intake.reading import MOST_BYTES, TOO_BIG
from decisions.intake.rows import Question
from decisions.intake.staff import NOT_CARE
from portal.design.fields import Choice, FileField, RadiosField
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


class WordsForm(Form):
    """What the words of a list mean that we do not know: one question for each, however many rows hold it."""

    def __init__(self, *args: Any, kind: ListKind, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in questions:
            self.fields[each.key] = RadiosField(
                label=_asked(each),
                size="m",
                hint=f"In {each.rows} row{'' if each.rows == 1 else 's'} of your list, under {each.column}",
                choices=[Choice(code, words) for code, words in kind.answers.items()],
                required_message=_missing(each),
            )


def _asked(question: Question) -> str:
    if question.key == NOT_CARE:
        return f"They do not give care: {_listed(question)}. Do they log in?"
    return f"How do we bring in {_listed(question)}?"


def _missing(question: Question) -> str:
    if question.key == NOT_CARE:
        return "Select if those who do not give care log in"
    return f"Select how to bring in {_listed(question)}"


def _listed(question: Question) -> str:
    """Return the words of one question, as written in the list."""
    *some, last = (f'"{word}"' for word in question.words)
    return f"{', '.join(some)} and {last}" if some else last
