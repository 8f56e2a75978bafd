"""What a reader writes about a decision, and what a worker writes back."""

from __future__ import annotations

from typing import Any

from audit.oversight.desk.models import State
from audit.oversight.review.actions.judging import After, Task
from audit.oversight.review.models import Finding
from audit.oversight.review.standing import Standing
from portal.days import london_day
from portal.design.fields import CheckboxesField, Choice, DateField, RadiosField, TextAreaField, TextField
from portal.design.forms import Form
from portal.models import User

LONGEST = 2_000
EXAMPLE, BREACH = "example", "breach"
ALSO = (
    Choice(
        EXAMPLE,
        "Make this a training example",
        "You write it next. Names are left out, and somebody checks it",
    ),
    Choice(BREACH, "Report as a data breach", reveal="breach"),
)
ASK_WHAT = "Write what you want to ask"
TELL_WHAT = "Write what you want {} to know"
WHAT_WENT_WRONG = "Write what went wrong"
WHY_SETTLED = "Say why you settle it so"
BY_WHEN, WHAT_TO_DO = "Enter the day by which it is to be done", "Write what you ask {} to do"
PAST = "The day must be today or later"


class InChoice(TextAreaField):
    """A few sentences that belong to one choice: judged only where that is chosen, so it does not say "optional"."""

    def __init__(self, **given: Any) -> None:
        super().__init__(rows=3, max_length=LONGEST, required=False, **given)

    def title(self) -> dict[str, Any]:
        """Return the label as it is."""
        return super().title() | {"text": self.label}


class ViewForm(Form):
    """A reader's view of one decision."""

    finding = RadiosField(
        label="Would you have decided the same?",
        size="m",
        choices=[Choice(each.value, each.label) for each in Finding],
        required_message="Select if you would have decided the same",
    )
    words = TextAreaField(
        label="", hint="Sent to them, with your name", rows=4, max_length=LONGEST, required=False
    )
    note = TextAreaField(
        label="Note for the record",
        hint="Not sent. It stays with this decision",
        rows=3,
        max_length=LONGEST,
        required=False,
    )
    task = TextAreaField(label="", rows=2, max_length=LONGEST, required=False)
    due_on = DateField(label="By which day?", hint="For example, 15 3 2027", required=False)
    also = CheckboxesField(label="What else?", choices=ALSO, required=False)
    breach = InChoice(label="What went wrong?")

    def __init__(self, *args: Any, worker: User | None, now: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker, self.now = worker, now
        self.first_name = worker.full_name.split(" ")[0] if worker else "the worker"
        self.fields["words"].label = f"What do you want {self.first_name} to know?"
        self.fields["task"].label = f"Ask {self.first_name} to do something"
        if worker is None:
            for name in ("words", "task", "due_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Say what is missing for what was chosen."""
        given = super().clean() or {}
        finding, first_name = given.get("finding"), self.first_name
        if finding not in {None, Finding.YES} and "words" in self.fields and not self._typed("words"):
            self.add_error("words", ASK_WHAT if finding == Finding.ASK else TELL_WHAT.format(first_name))
        if self.now.state == State.DIFFERING and not self._typed("note"):
            self.add_error("note", WHY_SETTLED)
        if BREACH in given.get("also", ()) and not self._typed("breach"):
            self.add_error("breach", WHAT_WENT_WRONG)
        self._check_task(given)
        return given

    def _check_task(self, given: dict[str, Any]) -> None:
        """A task needs a day, a day needs a task, and the day is not over."""
        due_on = given.get("due_on")
        if self._typed("task") and due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", BY_WHEN)
        if due_on is not None and not self._typed("task"):
            self.add_error("task", WHAT_TO_DO.format(self.first_name))
        if due_on is not None and due_on < london_day():
            self.add_error("due_on", PAST)

    def _typed(self, name: str) -> bool:
        """Say whether something stands in a field, even if it must be mended."""
        return bool(self.cleaned_data.get(name)) or name in self.errors

    def view(self) -> dict[str, Any]:
        """Return what the action is given."""
        given = self.cleaned_data
        task = Task(given["task"], given["due_on"]) if given.get("task") else None
        return {
            "finding": given["finding"],
            "words": given.get("words", ""),
            "note": given["note"],
            "after": After(task, given["breach"] if BREACH in given["also"] else ""),
        }


class AnswerForm(Form):
    """A worker's answer to what a reader asked."""

    text = TextAreaField(
        label="Your answer", size="m", max_length=LONGEST, required_message="Write your answer"
    )


class DoneForm(Form):
    """That a worker did what was asked."""

    text = TextAreaField(
        label="What did you do?",
        size="m",
        rows=3,
        max_length=LONGEST,
        required_message="Write what you did, in a few words",
    )


class HistoryForm(Form):
    """Why a reader needs to see the other decisions about a person."""

    reason = TextAreaField(
        label="Why do you need to see them?",
        hint="Your reason is kept, with your name",
        size="m",
        rows=3,
        max_length=LONGEST,
        required_message="Say why you need to see the other decisions, in a few words",
    )


class ExampleForm(Form):
    """A story written from a decision."""

    title = TextField(
        label="Title",
        hint="One line that gives nothing away",
        max_length=200,
        required_message="Enter a title",
    )
    story = TextAreaField(
        label="The story",
        hint="What happened, without names, references or numbers. Do not give the end away",
        rows=12,
        max_length=3_000,
        required_message="Write the story",
    )
    why = TextAreaField(
        label="What is right, and why?",
        hint="Shown when the questions have been answered",
        max_length=3_000,
        required_message="Write what is right, and why",
    )
    sure = CheckboxesField(
        label="If the check for names finds a word that is no name here",
        choices=[Choice("sure", "I have read it again, and it names nobody")],
        required=False,
    )


class CheckForm(Form):
    """What came of reading an example for names."""

    joins = RadiosField(
        label="Can everybody here practise with it?",
        size="m",
        choices=[
            Choice("yes", "Yes, it names nobody"),
            Choice("no", "No, it must be changed first", reveal="note"),
        ],
        required_message="Select if everybody here can practise with it",
    )
    note = InChoice(label="What is to be changed?")

    def clean(self) -> dict[str, Any]:
        """A no says what is to be changed."""
        given = super().clean() or {}
        if given.get("joins") == "no" and not given.get("note") and "note" not in self.errors:
            self.add_error("note", "Write what is to be changed")
        return given
