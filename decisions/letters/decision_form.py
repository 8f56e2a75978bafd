"""A decision as a decision form: the fields that the ICO's data sharing code suggests, from the decision's own entry.

Nothing is guessed. What the entry does not hold reads "Not recorded here".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from audit.ledger import queries as ledger
from audit.ledger.actions import record_read
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.oversight.review.queries import OWN
from decisions.letters.queries import ALTERED, DISPOSED
from decisions.wizard.models import Decision
from portal.days import moment_in_words
from portal.models import User
from portal.paper.blocks import Block, Facts, Heading, Paper, Paragraph, Signature, Table
from portal.roles import ROLE_NAMES, Role

TITLE: Final = "Decision form for sharing information"
NOT_HERE: Final = "Not recorded here"
PURPOSES: Final = ("purpose", "use", "which_power", "wants", "after_death", "own_want", "benefit", "official")
"""Questions that ask what it is for, in any door."""
AGREEMENTS: Final = ("low_agreement", "trusted_contract")
SECURITY: Final = ("channel", "send_list", "protect_way", "trusted_standard", "assurance")
RIGHTS: Final = (
    "agreement",
    "family_agreement",
    "objection",
    "told",
    "informed",
    "no_to_us",
    "opt_outs",
    "child_told",
)
DECIDED: Final = {"share": "Shared, against the advice", "do_not_share": "Not shared, against the advice"}


def opened(decision: Decision, by: User, *, event: Event = Event.DECISION_OPENED) -> dict[str, Any]:
    """Leave the entry of a reading, then return what the decision's entry says; nothing where it cannot be read."""
    return read(decision, by, event=event)[0]


def read(decision: Decision, by: User, *, event: Event = Event.DECISION_OPENED) -> tuple[dict[str, Any], str]:
    """Leave the entry of a reading, then return what the decision's entry says, or nothing and why not."""
    own = [OWN] if decision.worker_id == by.pk else []
    record_read(
        event=event,
        organisation=decision.organisation,
        about=decision.entry_id,
        facets={"home": decision.home_id, "door": decision.door, "flags": own},
        by=by,
    )
    try:
        return ledger.body_of(decision.entry), ""
    except BodyAltered:
        return {}, ALTERED.replace("letter", "decision")
    except KeyDestroyed:
        return {}, DISPOSED.replace("letter", "decision")


def starts(body: Mapping[str, Any]) -> dict[str, str]:
    """Return what a letter after a decision begins with; whoever makes it looks at it and changes it."""
    labels = [each.get("label", "") for each in body.get("items", [])]
    items = ", ".join(filter(None, labels))
    return {
        "items": items,
        "recipient": _at(body, "recipient", "who"),
        "purpose": _answers(body, PURPOSES),
        "why": body.get("departure") or _at(body, "advice", "why"),
    }


def paper(decision: Decision, body: Mapping[str, Any]) -> Paper:
    """Return the form of one decision."""
    blocks: list[Block] = [
        Paragraph(
            f"Made from record {decision.reference}. “{NOT_HERE}” means that the record does not hold it, "
            "not that it was not done."
        ),
        Heading("What was asked"),
        _facts(_asked(decision, body)),
        _items(body),
        Heading("Why it may be shared"),
        _facts(_grounds(body)),
        Heading("How it is kept safe"),
        _facts(_care(body)),
        Heading("What was decided"),
        _facts(_decided(decision, body)),
        Signature(_at(body, "actor", "name") or "Who decided"),
        Signature("Caldicott Guardian"),
    ]
    foot = f"{decision.organisation.name}, decision {decision.reference}"
    return Paper(title=TITLE, blocks=blocks, foot=foot)


def _facts(rows: list[tuple[str, str]]) -> Facts:
    return Facts(tuple((name, value or NOT_HERE) for name, value in rows))


def _asked(decision: Decision, body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return who asked, when, about whom and what for."""
    who = [_at(body, "recipient", "asks"), _at(body, "recipient", "who")]
    about = [_at(body, "individual", "name"), _at(body, "individual", "reference")]
    unasked = "Nobody asked. Who should know: " if (body.get("recipient") or {}).get("unasked") else ""
    return [
        ("Who asks for it", unasked + ": ".join(filter(None, who))),
        ("Date of the request", ""),
        ("About whom", ", ".join(filter(None, about))),
        ("Who controls the data, and how the two sides stand to each other", _answers(body, AGREEMENTS)),
        ("What it is for", _answers(body, PURPOSES)),
    ]


def _items(body: Mapping[str, Any]) -> Block:
    """Return which data, and why each is needed."""
    items = body.get("items") or []
    if not items:
        return _facts([("Which data, and why each is needed", "")])
    rows = tuple((each.get("label", ""), each.get("reason") or NOT_HERE) for each in items)
    return Table("Which data, and why each is needed", ("Data", "Why it is needed"), rows)


def _grounds(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what the sharing rests on."""
    data = _of(_of(body, "advice"), "data_protection")
    sources = [_cited(each) for each in _of(body, "advice").get("sources", [])]
    return [
        ("Lawful basis in data protection law", "\n".join(_texts(data, "title", "article_6"))),
        ("Condition for special category data", "\n".join(_texts(data, "article_9", "note"))),
        ("Ground in the law of confidence", _at(body, "advice", "basis_title")),
        ("Legal power, and where the rules stand", "\n".join(sources)),
        ("Why sharing is necessary", _at(body, "advice", "why")),
        ("Data protection impact assessment", ""),
        ("Views of the data protection officer", ""),
    ]


def _care(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return how what is shared is kept, and what the person was told and can do."""
    untold = _at(body, "advice", "untold")
    return [
        ("How long it is kept, and how it is destroyed", ""),
        ("Security", _answers(body, SECURITY)),
        ("The person's rights: what they were told and said", _answers(body, RIGHTS)),
        *([("Say nothing to them for now", untold)] if untold else []),
    ]


def _decided(decision: Decision, body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was decided, why, by whom and when."""
    advice = _at(body, "advice", "title")
    departed = DECIDED.get(_at(body, "decided"), "") if decision.departed else ""
    duties = [each.get("text", "") for each in _of(body, "advice").get("duties", [])]
    return [
        ("Decision", f"{departed}\nThe advice was: {advice}" if departed else advice),
        ("Reasons", body.get("departure") or _at(body, "advice", "why")),
        ("What else has to be done", "\n".join(duties)),
        ("Advice taken before the decision", "\n".join(_advice(body))),
        ("Decided by", _who(body)),
        ("Day of the decision", moment_in_words(decision.entry.recorded_at)),
        ("Version of the questions", ", version ".join(_texts(_of(body, "ruleset"), "title", "version"))),
    ]


def _advice(body: Mapping[str, Any]) -> list[str]:
    """Return what was asked of others before the decision and what they said, a line each."""
    taken = [each for each in body.get("advice_taken") or [] if isinstance(each, Mapping)]
    return [f"{', '.join(_texts(each, 'by', 'role'))}: {_at(each, 'text')}" for each in taken]


def _who(body: Mapping[str, Any]) -> str:
    """Return who decided, and what they were to the organisation that day."""
    role = _at(body, "actor", "role")
    return ", ".join(
        filter(None, [_at(body, "actor", "name"), ROLE_NAMES[Role(role)] if role in set(Role) else ""])
    )


def _cited(source: Mapping[str, Any]) -> str:
    """Return where a rule stands, and what to mind about it."""
    waits = "not in force yet" if source.get("status") == "not_yet" else ""
    account = "an account of it was read, not the text" if source.get("trust") == "second_hand" else ""
    unsure = "not checked yet" if "unsure" in (source.get("trust"), source.get("status")) else account
    return ", ".join([*_texts(source, "title", "part", "date"), *filter(None, [waits, unsure])])


def _answers(body: Mapping[str, Any], questions: tuple[str, ...]) -> str:
    """Return the answers to some questions, each under the words it was asked in."""
    rows = [each for each in body.get("asked", []) if each.get("question") in questions]
    return "\n".join(f"{each.get('title', '')} {_said(each)}" for each in rows)


def _said(row: Mapping[str, Any]) -> str:
    """Return the answer to one question, with what was typed beside it."""
    answer = row.get("answer") or []
    lines = [answer] if isinstance(answer, str) else list(answer)
    return "; ".join(filter(None, [*lines, row.get("also", "")]))


def _of(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a member that is an object, or an empty one: an old body may not have it."""
    found = body.get(name)
    return found if isinstance(found, Mapping) else {}


def _at(body: Mapping[str, Any], *names: str) -> str:
    """Return a text inside a body, "" where it is not there."""
    *way, last = names
    for name in way:
        body = _of(body, name)
    return str(body.get(last) or "")


def _texts(body: Mapping[str, Any], *names: str) -> list[str]:
    """Return some texts of an object, those that are there."""
    return [str(body[name]) for name in names if body.get(name)]
