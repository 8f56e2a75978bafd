"""The forms of letters: what one needs to be made, that it was given, and an organisation's own words for it."""

from __future__ import annotations

from typing import Any

from audit.fact_forms import day_field, words_field
from decisions.letters import language
from decisions.letters.actions import LONGEST as LONGEST_TEXT
from decisions.letters.codes import HOWS, TO
from decisions.letters.patterns import RECIPIENT, Pattern, Words
from decisions.letters.placeholders import ASKED, Asked
from portal.design.fields import Choice, RadiosField, TextAreaField, TextField
from portal.design.forms import Form

PLAIN, EASY = "plain", "easy"


class MakeForm(Form):
    """What a letter asks for, and in which words it is wanted."""

    def __init__(self, *args: Any, pattern: Pattern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pattern = pattern
        for name in pattern.asks:
            self.fields[name] = _field(ASKED[name])
            self.initial.setdefault(name, ASKED[name].start)
        self.fields["kind"] = RadiosField(
            label="Which kind of letter?",
            size="m",
            choices=[
                Choice(PLAIN, "A letter"),
                Choice(EASY, "Easy read", hint="Large print and short sentences. Type in short words too"),
            ],
            required_message="Select which kind of letter",
        )

    @property
    def easy(self) -> bool:
        """Whether easy read was chosen."""
        return bool(self.cleaned_data["kind"] == EASY)

    def words(self) -> dict[str, Any]:
        """Return the words the letter asks for."""
        return {name: self.cleaned_data[name] for name in self.pattern.asks}


def _field(asked: Asked) -> Any:
    """Return the field of a word that is typed."""
    if asked.is_day:
        return day_field(asked.label, asked.hint, when="future", required_message=asked.missing)
    return words_field(asked.label, asked.missing, hint=asked.hint, rows=3)


class GivenForm(Form):
    """That a letter was given."""

    how = RadiosField(
        label="How did you give it?",
        size="m",
        choices=[Choice(*each) for each in HOWS.items()],
        required_message="Select how you gave it",
    )
    to = RadiosField(
        label="Who did you give it to?",
        size="m",
        choices=[Choice(*each) for each in TO.items() if each[0] != RECIPIENT],
        required_message="Select who you gave it to",
    )
    given_on = day_field(
        "When did you give it?", "For example, 15 3 2026", required_message="Enter the day you gave it"
    )
    response = words_field("What did they say?", "", rows=3, hint="In their own words, if they said anything")

    def __init__(self, *args: Any, pattern: Pattern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pattern.to == RECIPIENT:
            del self.fields["to"]

    def given(self) -> dict[str, Any]:
        """Return what the action is given; what is to a recipient was given to the recipient."""
        return {"to": RECIPIENT, **self.cleaned_data}


class WordingForm(Form):
    """An organisation's own words for a letter."""

    title = TextField(
        label="What the letter is called", size="m", max_length=120, required_message=language.NO_TITLE
    )
    text = TextAreaField(
        label="What the letter says", size="m", rows=22, max_length=LONGEST_TEXT, count=False,
        hint="An empty line begins a new paragraph. Begin a line with # for a heading, or - for a point of a list",
        required_message=language.NO_WORDS,
    )  # fmt: skip

    def __init__(self, *args: Any, pattern: Pattern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pattern = pattern

    def clean(self) -> dict[str, Any]:
        """Refuse what could not be filled in, and what a letter must not lose."""
        for name, sentence in language.faults(self.typed(), self.pattern):
            if name not in self.errors:
                self.add_error(name, sentence)
        return self.cleaned_data

    def typed(self) -> Words:
        """Return the words as typed."""
        given = self.cleaned_data
        return Words(given.get("title", ""), given.get("text", ""))
