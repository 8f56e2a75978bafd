"""The forms of the wizard: one made from each question of a ruleset, and those around a decision.

A form's `answer` is what the engine walks with; `as_initial` turns an answer back into what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.http import HttpRequest

from audit.posted import typed
from decisions.engine.ruleset import Question
from decisions.rulesets import library
from decisions.wizard import wording
from decisions.wizard.journey import ALSO, Journey
from portal.design.fields import (
    CheckboxesField,
    Choice,
    NameField,
    NHSNumberField,
    RadiosField,
    TextAreaField,
    TextField,
)
from portal.design.forms import Form

LONGEST = 2000
REASON = 500
KNOWN, UNKNOWN = "yes", "no"


class WithChoiceField(TextField):
    """A line that belongs to one choice: it is judged only where that is chosen, and does not say "optional"."""

    def title(self) -> dict[str, Any]:
        """Return the label as it is."""
        return super().title() | {"text": self.label}


class KnownNumberField(WithChoiceField, NHSNumberField):
    """The NHS number of somebody who said that they know it."""


class QuestionForm(Form):
    """What all questions share. The class is made for one question, so its fields are drawn from the ruleset."""

    question: Question

    def answer(self) -> Any:
        """Return the answer as the engine takes it."""
        return self.cleaned_data["answer"]

    def also(self) -> str | None:
        """Return the optional line typed beside the answer; None where the question has none."""
        return self.cleaned_data.get("also") if self.question.also else None

    @classmethod
    def as_initial(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return what to show for the answers of a draft."""
        given = answers.get(cls.question.id)
        also = answers.get(cls.question.id + ALSO)
        return {"answer": given} | ({"also": also} if also else {})


class ItemsForm(QuestionForm):
    """Ticked items, each with the reason why it is needed. Nobody can tick them all at once."""

    def clean(self) -> dict[str, Any]:
        """Ask for a reason beside each ticked item that needs one; a reason without its tick is let go."""
        ticked = self.cleaned_data.get("answer", [])
        for option in self.question.options:
            name = _reason(option.id)
            if option.id in ticked and name in self.fields:
                if name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, wording.reason_missing(option))
            elif name in self.errors:
                del self.errors[name]
        return self.cleaned_data

    def answer(self) -> dict[str, str]:
        """Return each ticked item with its reason; an item that goes with no other has none."""
        return {each: self.cleaned_data.get(_reason(each), "") for each in self.cleaned_data["answer"]}

    @classmethod
    def as_initial(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the ticks and their reasons."""
        given = answers.get(cls.question.id) or {}
        return {"answer": list(given)} | {_reason(each): reason for each, reason in given.items()}


class IndividualForm(QuestionForm):
    """Whose information it is: a name or reference, and the NHS number for those who know it."""

    def answer(self) -> dict[str, str]:
        """Return what to look for."""
        knows = self.cleaned_data["knows"] == KNOWN
        return {
            "text": self.cleaned_data["answer"],
            "nhs_number": self.cleaned_data["nhs_number"] if knows else "",
        }

    def clean(self) -> dict[str, Any]:
        """Judge the NHS number only where the worker said that they know it."""
        if self.cleaned_data.get("knows") != KNOWN:
            self.errors.pop("nhs_number", None)
            self.cleaned_data["nhs_number"] = ""
        elif "nhs_number" not in self.errors and not self.cleaned_data["nhs_number"]:
            self.add_error("nhs_number", wording.NUMBER)
        return self.cleaned_data


def _reason(option_id: str) -> str:
    """Return the name of the field for an item's reason."""
    return f"reason_{option_id}"


@lru_cache(maxsize=512)
def form_for(digest: str, question_id: str) -> type[QuestionForm]:
    """Return the form class of one question; the same for everyone, so it is made once."""
    question = library.by_digest(digest).questions[question_id]
    bases = {"items": ItemsForm, "individual": IndividualForm}
    fields = _FIELDS[question.kind](question)
    return type(
        "Of" + question_id.title(), (bases.get(question.kind, QuestionForm),), fields | {"question": question}
    )


def typed_form(request: HttpRequest, journey: Journey, question_id: str) -> QuestionForm | None:
    """Return a question's form with what was typed on this page, posted or carried here; None where nothing was."""
    given = typed(request)
    return None if given is None else form_for(journey.ruleset.digest, question_id)(given)


def _legend(question: Question) -> dict[str, Any]:
    """Return the words around the control: the title is the page's h1 unless the question needs explaining."""
    words = {"hint": question.hint, "required_message": question.missing}
    if question.label:
        return words | {"label": question.label, "size": "m"}
    # "Who is asking" over "Who is asking?" would say it twice.
    caption = "" if question.title.startswith(question.caption) else question.caption
    return words | {"label": question.title, "heading": True, "caption": caption}


def _radios(question: Question) -> dict[str, forms.Field]:
    """Return one group of radios, and the optional line beside it."""
    offered = [Choice(o.id, o.label, hint=o.hint, divider_before=o.divider_before) for o in question.options]
    fields: dict[str, forms.Field] = {"answer": RadiosField(choices=offered, **_legend(question))}
    if question.also:
        label = question.also.removesuffix(" (optional)")
        fields["also"] = TextField(label=label, required=False, max_length=200, autocomplete="off")
    return fields


def _checkboxes(question: Question) -> dict[str, forms.Field]:
    """Return one group of checkboxes."""
    offered = [
        Choice(o.id, o.label, hint=o.hint, divider_before=o.divider_before, exclusive=o.exclusive)
        for o in question.options
    ]
    return {"answer": CheckboxesField(choices=offered, **_legend(question))}


def _items(question: Question) -> dict[str, forms.Field]:
    """Return checkboxes of which each reveals the field for its reason."""
    offered, reasons = [], {}
    for option in question.options:
        name = None if option.exclusive else _reason(option.id)
        if name:
            label = wording.reason_label(option)
            reasons[name] = WithChoiceField(label=label, required=False, max_length=REASON, size="s")
        offered.append(
            Choice(
                option.id,
                option.label,
                hint=option.hint,
                divider_before=option.divider_before,
                reveal=name,
                exclusive=option.exclusive,
            )
        )
    return {"answer": CheckboxesField(choices=offered, **_legend(question)), **reasons}


def _text(question: Question) -> dict[str, forms.Field]:
    """Return one text area."""
    area = TextAreaField(max_length=LONGEST, required=not question.optional, **_legend(question))
    return {"answer": area}


def _individual(question: Question) -> dict[str, forms.Field]:
    """Return the name, and the filter question before the NHS number."""
    legend = _legend(question)
    known = [Choice(KNOWN, "Yes", reveal="nhs_number"), Choice(UNKNOWN, "No")]
    return {
        "answer": NameField(**legend),
        "knows": RadiosField(label="Do you know their NHS number?", choices=known, required=False),
        "nhs_number": KnownNumberField(required=False, hint="10 digits, like 999 123 4567"),
    }


_FIELDS = {
    "radios": _radios,
    "checkboxes": _checkboxes,
    "items": _items,
    "text": _text,
    "individual": _individual,
}
