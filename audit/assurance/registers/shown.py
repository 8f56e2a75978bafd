"""How the registers read: rows of a list, one entry, and its history as a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html

from audit.assurance.registers.answers import called, told
from audit.assurance.registers.models import Evidence, RegisterEntry
from audit.assurance.registers.owed import Count
from audit.assurance.task import Status
from audit.ledger.errors import BodyAltered
from audit.ledger.queries import Opened
from portal.days import day_in_words, moment_in_words
from portal.design.components import component
from portal.roles import ROLE_NAMES, Role

Row = dict[str, str]
HEAD = ["Name", "Who looks after it", "Look at it again by", "How it stands"]
ENDED_HEAD = ["Name", "Who looked after it", "Ended on"]
ALTERED = "This record has been changed since it was made. Do not rely on it. Tell your manager today."
DESTROYED = "These words were destroyed when their time was up."
_COLOURS = {Status.COMPLETED: "green", Status.INCOMPLETE: "orange"}


def counted(count: Count) -> list[object]:
    """Return a line of the index: a register, how far it is, and its status."""
    link = {"href": reverse("registers:register", args=[count.kind.code]), "text": count.kind.title}
    status = component("tag", {"text": count.status.value, "colour": _COLOURS[count.status]})
    return [link, count.note, status]


def listed(held: RegisterEntry, day: date) -> list[object]:
    """Return a line of a register, cell by cell."""
    url = reverse("registers:entry", args=[held.pk])
    link = format_html('<a href="{}">{}</a>', url, called(held.register, held.answers))
    if held.ended_on is not None:
        return [link, held.owner.full_name, day_in_words(held.ended_on)]
    words, colour = tag(held, day)
    return [
        link,
        held.owner.full_name,
        day_in_words(held.due_on),
        component("tag", {"text": words, "colour": colour}),
    ]


def tag(held: RegisterEntry, day: date) -> tuple[str, str]:
    """Return how an entry stands on a day, as words and a colour that only repeats them."""
    if held.ended_on is not None:
        return "Ended", "grey"
    if held.is_due(day):
        return "Look at it again", "red"
    return ("Something to do", "orange") if held.lacks else ("Right", "green")


def stands(held: RegisterEntry) -> list[Row]:
    """Return an entry as it is now."""
    rows = [{"key": each["label"], "value": each["value"]} for each in told(held.register, held.answers)]
    rows.append({"key": "Who looks after it", "value": held.owner.full_name})
    rows.append({"key": "Written down or last looked at on", "value": day_in_words(held.looked_at)})
    if held.ended_on is not None:
        return [*rows, {"key": "Ended on", "value": day_in_words(held.ended_on)}]
    return [*rows, {"key": "Look at it again by", "value": day_in_words(held.due_on)}]


def files(evidence: Sequence[Evidence], story: Sequence[Opened]) -> list[dict[str, Any]]:
    """Return each file of an entry: where to get it, what it shows, and how large it is."""
    shows = {each.entry.pk: _said(each.body, "shows") for each in story}
    return [
        {
            "url": reverse("registers:file", args=[each.pk]),
            "shows": shows.get(each.pk) or "File",
            "reference": each.reference,
            "type": each.type.upper(),
            "size": filesizeformat(each.size),
        }
        for each in evidence
    ]


def chapter(opened: Opened) -> dict[str, Any]:
    """Return one step of the story: what was done, who did it and when, and what changed by it."""
    body = opened.body
    return {
        "says": _said(body, "says") or "A step",
        "who": _person(body),
        "when": moment_in_words(opened.entry.recorded_at),
        "problem": _problem(opened),
        "rows": list(_rows(body)),
    }


def _rows(body: Mapping[str, Any]) -> list[Row]:
    """Return what a step says: what it was called at first, what is different now, and what was noted."""
    rows = _changes(body.get("before"), body.get("said")) if "before" in body else []
    for label, name in (("Note", "note"), ("Why", "reason"), ("What it shows", "shows")):
        if _said(body, name):
            rows.append({"key": label, "value": _said(body, name)})
    file = body.get("file")
    if isinstance(file, Mapping):
        rows.append({"key": "File", "value": f"{_said(file, 'reference')}, sent as {_said(file, 'name')}"})
    if _said(body, "due") and not _said(body, "reason"):
        owner = body.get("owner")
        due = day_in_words(date.fromisoformat(_said(body, "due")))
        rows.append({"key": "Look at it again by", "value": due})
        rows.append(
            {"key": "Who looks after it", "value": _said(owner, "name") if isinstance(owner, Mapping) else ""}
        )
    return rows


def _changes(before: Any, now: Any) -> list[Row]:
    """Return each answer that is another one now, with what it was."""
    was = {each["label"]: each["value"] for each in before or ()}
    is_now = {each["label"]: each["value"] for each in now or ()}
    return [
        {"key": label, "value": f"{is_now.get(label, 'Nothing')}\nBefore: {was.get(label, 'Nothing')}"}
        for label in dict.fromkeys([*was, *is_now])
        if was.get(label) != is_now.get(label)
    ]


def opening(opened: Opened) -> list[str]:
    """Return when somebody opened a file, which, and who."""
    file = opened.body.get("file")
    which = _said(file, "reference") if isinstance(file, Mapping) else ""
    return [moment_in_words(opened.entry.recorded_at), which, _person(opened.body)]


def _said(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name, "")
    return value if isinstance(value, str) else ""


def _person(body: Mapping[str, Any]) -> str:
    actor = body.get("actor")
    if not isinstance(actor, Mapping):
        return ""
    role = _said(actor, "role")
    return ", ".join(
        filter(None, [_said(actor, "name"), ROLE_NAMES[Role(role)] if role in set(Role) else ""])
    )


def _problem(opened: Opened) -> str:
    if opened.error is None:
        return ""
    return ALTERED if isinstance(opened.error, BodyAltered) else DESTROYED
