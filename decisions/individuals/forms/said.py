"""What an individual said: agreements, objections, and wishes about those close to them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from audit.fact_forms import LONGEST, NO, NOT_SURE, YES, day_field
from decisions.individuals.forms.parts import ItemsForm, items_field, other_field, who_field
from decisions.vocabulary import SCOPE_WORDS
from portal.design.fields import Choice, NameField, RadiosField, TextAreaField, TextField

ALL, SOME = "all", "some"
HOWS = {
    "in_person": "In person",
    "by_phone": "By telephone or video",
    "in_writing": "In writing",
    "with_help": "With an interpreter, pictures or other help",
}
ACTIONS = {
    "tell": "Tell them",
    "copy": "Give them a copy",
    "talk": "Talk it over with them, and hear what they know",
}
"""What may be done with the information, as the booklet asks for each agreement (Rule 2)."""
DATA_BASES = {
    "task": "Article 6(1)(e), public task, and 9(2)(h), health or social care",
    "interests": "Article 6(1)(f), legitimate interests, and 9(2)(h), health or social care",
    "consent": "Article 6(1)(a), consent, and 9(2)(a), explicit consent",
}
"""In the words of lawful_bases.1.toml; which of them it is, the register of the law says for each decision."""


class ConsentForm(ItemsForm):
    """What a person agreed to: which information, for whom, what for, how they were asked, and until when."""

    title_of = "Record what they agreed to"

    recipient_kind = who_field("Who may be told?")
    recipient_name = NameField(label="Their name, if it is one person or place", required=False)
    items = items_field("What may they be told?", required_message="Select what they may be told")
    other = other_field()
    action = RadiosField(
        label="What may we do with it?",
        size="m",
        choices=[Choice(*each) for each in ACTIONS.items()],
        required_message="Select what we may do with it",
    )
    purpose = TextAreaField(
        label="What is it for?", size="m", rows=2, max_length=LONGEST,
        required_message="Enter what the information is for",
    )  # fmt: skip
    benefit = TextAreaField(
        label="How does it help the person?", size="m", rows=2, max_length=LONGEST,
        hint="Ask for agreement only where it helps them", required_message="Enter how it helps the person",
    )  # fmt: skip
    explained = TextAreaField(
        label="What did you explain?", size="m", rows=3, max_length=LONGEST,
        hint="What would be told, to whom, why, and what may happen if it is not",
        required_message="Enter what you explained",
    )  # fmt: skip
    asked_how = RadiosField(
        label="How did you ask?", size="m", choices=[Choice(*each) for each in HOWS.items()],
        required_message="Select how you asked",
    )  # fmt: skip
    where = TextField(
        label="Where, in which language, and who was there?", size="m", max_length=300, required=False
    )
    understood = RadiosField(
        label="Could they decide this, and did they understand?",
        size="m",
        choices=[
            Choice(YES, "Yes, they said it back in their own way"),
            Choice(NO, "No"),
            Choice(NOT_SURE, "I'm not sure"),
        ],
        required_message="Select if they understood",
    )
    evidence = TextField(label="Where is it written down?", size="m", max_length=300, required=False)
    data_basis = RadiosField(
        label="Under which data-protection basis?", size="m", required=False,
        choices=[Choice(*each) for each in DATA_BASES.items()],
        hint="This is kept apart. Their yes lets you share. It is not the basis in data-protection law",
    )  # fmt: skip
    given_on = day_field(
        "When did they agree?", "For example, 15 3 2026", required_message="Enter the day they agreed"
    )
    ends_on = day_field(
        "When does it end, or when will you ask again?", "Never more than a few years. For example, 15 3 2027",
        when="future", required_message="Enter the day it ends, or the day you will ask again",
    )  # fmt: skip

    def clean_understood(self) -> str:
        """Refuse what is no agreement yet."""
        if self.cleaned_data["understood"] != YES:
            raise ValidationError(
                "This is not an agreement yet. Explain it again, with help, or record that they cannot decide it"
            )
        return YES

    def facts(self) -> dict[str, Any]:
        """Return the agreement as the action takes it: how they were asked stands together."""
        given = self.cleaned_data
        asked = {name: given[name] for name in ("benefit", "explained", "where", "evidence")}
        plain = ("recipient_kind", "recipient_name", "purpose", "given_on", "ends_on")
        return {
            **{name: given[name] for name in plain},
            "items": self.chosen(),
            "asked": {
                **asked,
                "action": ACTIONS[given["action"]],
                "how": HOWS[given["asked_how"]],
                "data_basis": DATA_BASES.get(given["data_basis"], ""),
            },
        }


class ObjectionForm(ItemsForm):
    """What a person does not want told, and what they were told about it."""

    title_of = "Record what they said no to"

    scope = RadiosField(
        label="Who should not be told?", size="m",
        choices=[Choice(code.value, words[:1].upper() + words[1:]) for code, words in SCOPE_WORDS.items()],
        required_message="Select who should not be told",
    )  # fmt: skip
    to_whom = TextField(label="In their own words, who?", size="m", max_length=200, required=False)
    extent = RadiosField(
        label="What should they not be told?",
        size="m",
        choices=[Choice(SOME, "Some things"), Choice(ALL, "Nothing at all about them")],
        required_message="Select what they should not be told",
    )
    items = items_field("If some things, which?", required=False)
    other = other_field()
    consequences = TextAreaField(
        label="What did you explain that may happen?", size="m", rows=3, max_length=LONGEST,
        hint="For example, that care may be less safe if a nurse does not know",
        required_message="Enter what you explained",
    )  # fmt: skip
    overrule = RadiosField(
        label="Did you tell them when a no can be set aside?",
        size="m",
        hint="By a law that must be followed, or to keep someone from serious harm",
        choices=[Choice(YES, "Yes"), Choice(NO, "Not yet, and I will")],
        required_message="Select if you told them when a no can be set aside",
    )
    raised_on = day_field(
        "When did they say it?", "For example, 15 3 2026", required_message="Enter the day they said it"
    )

    def clean(self) -> dict[str, Any]:
        """Ask which things where only some are meant."""
        given = super().clean()
        if given.get("extent") == SOME and "items" not in self.errors and not given.get("items"):
            self.add_error("items", "Select which things they should not be told")
        return given

    def facts(self) -> dict[str, Any]:
        """Return the objection as the action takes it; nothing at all is no item."""
        given = self.cleaned_data
        told = "They were told when a no can be set aside." if given["overrule"] == YES else ""
        return {
            **{name: given[name] for name in ("scope", "to_whom", "raised_on")},
            "items": self.chosen() if given["extent"] == SOME else {},
            "explained": {"consequences": given["consequences"], "may_or_must": told},
        }


class WishesForm(ItemsForm):
    """What a person wants someone close to them to be told, set in advance."""

    title_of = "Record what family or friends may be told"

    name = NameField(
        label="Who may be told?", size="m", required_message="Enter the name of the person they want told"
    )
    relation = TextField(
        label="What are they to the person?", size="m", max_length=100, hint="For example daughter or friend",
        required_message="Enter what they are to the person",
    )  # fmt: skip
    items = items_field("What may they be told?", required_message="Select what they may be told")
    other = other_field()
    circumstances = TextAreaField(
        label="When may they be told?", size="m", rows=2, max_length=LONGEST, required=False,
        hint="For example only if she falls, or at any time",
    )  # fmt: skip
    recorded_on = day_field(
        "When did they say it?", "For example, 15 3 2026", required_message="Enter the day they said it"
    )
    ends_on = day_field("When will you ask again?", "For example, 15 3 2027", when="future", required=False)

    def facts(self) -> dict[str, Any]:
        """Return the wishes as the action takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "other"} | {
            "items": self.chosen()
        }
