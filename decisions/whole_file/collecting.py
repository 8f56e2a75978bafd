"""Everything the ledger says about one individual: each entry in words, and the copy of it that is given out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import WORDS, Event
from audit.ledger.facts import Fact
from audit.ledger.models import Entry
from decisions.individuals.models import Individual
from portal.days import moment_in_words

NOT_THEIRS: Final = frozenset({"salt", "release", "organisation", "event"})
GUARD: Final = tuple("=+-@\t\r")
HEAD: Final = ("Reference", "When", "What", "Who recorded it", "In words")
READ_ME: Final = """This is everything that "Check before you share" holds about one person.

file.csv   opens in a spreadsheet: one line for each record, the oldest first.
file.json  holds the same with every detail, to be read by a computer.

A record tells what the person said, what was decided and shared about them, and who looked.
Before you give it to anyone, take out what is about somebody else and must not be told.
"""


def entries_about(individual: Individual) -> list[Entry]:
    """Return every entry about an individual, the oldest first: their facts, and whatever is about one of those.

    All of them are reached through indexes: facts name their individual, and later entries what they are about.
    """
    known = {individual.pk} | _facts_of(individual)
    reached: dict[UUID, Entry] = {}
    while known:
        wanted = Entry.objects.filter(
            Q(pk__in=known) | Q(about_id__in=known), organisation_id=individual.organisation_id
        )
        fresh = {entry.pk: entry for entry in wanted if entry.pk not in reached}
        reached |= fresh
        known = set(fresh)
    return sorted(reached.values(), key=lambda entry: entry.seq)


def _facts_of(individual: Individual) -> set[UUID]:
    """Return the ids of the facts of any kind that name this individual; a kind added later is among them."""
    found: set[UUID] = set()
    for relation in Individual._meta.related_objects:
        model: Any = relation.related_model
        if issubclass(model, Fact):
            found |= set(
                model.objects.filter(**{relation.field.name: individual}).values_list("pk", flat=True)
            )
    return found


def records(individual: Individual) -> list[dict[str, Any]]:
    """Return the entries about an individual with their evidence; one that cannot be read says why."""
    return [_record(entry) for entry in entries_about(individual)]


def _record(entry: Entry) -> dict[str, Any]:
    """Return one entry with its evidence."""
    told: dict[str, Any] = {
        "reference": entry.reference,
        "recorded_at": entry.recorded_at.isoformat(),
        "when": moment_in_words(entry.recorded_at),
        "what": WORDS[Event(entry.event)],
    }
    try:
        body = ledger.body_of(entry)
    except BodyAltered:
        return told | {"problem": "This record was changed after it was made, so it is not shown."}
    except KeyDestroyed:
        return told | {"problem": "The details were destroyed when their time was up."}
    return told | {name: value for name, value in body.items() if name not in NOT_THEIRS}


def zipped(individual: Individual) -> bytes:
    """Return the whole file as a ZIP, made in memory: JSON, CSV and a note that says what they are."""
    found = records(individual)
    details = individual.details
    born = details.date_of_birth
    person = {
        "name": details.name,
        "reference": details.reference,
        "nhs_number": details.nhs_number,
        "date_of_birth": born.isoformat() if born else "",
        "home": individual.home.name,
    }
    whole = {"person": person, "records": found}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read-me.txt", READ_ME)
        archive.writestr("file.json", json.dumps(whole, ensure_ascii=False, indent=2))
        archive.writestr("file.csv", _csv(found))
    return out.getvalue()


def _csv(found: list[dict[str, Any]]) -> str:
    """Return the records as a table that a spreadsheet opens and runs nothing of."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for each in found:
        who = each.get("actor", {}).get("name", "")
        row = [each["reference"], each["when"], each["what"], who, in_words(each)]
        writer.writerow([f"'{cell}" if cell.startswith(GUARD) else cell for cell in row])
    return "\ufeff" + out.getvalue()


def in_words(record: dict[str, Any]) -> str:
    """Return one record as sentences: what the entry says, or what was decided and why."""
    if "problem" in record:
        return str(record["problem"])
    advice = record.get("advice")
    if isinstance(advice, dict) and "says" not in record:
        items = ", ".join(str(item["label"]) for item in record.get("items", []))
        told = [
            advice.get("title", ""),
            f"Items: {items}" if items else "",
            record.get("departure") or advice.get("why"),
        ]
        return " ".join(f"{str(part).rstrip('.')}." for part in told if part)
    if "told" in record:
        return f"{record['told']} was told about {', '.join(map(str, record.get('items', [])))}."
    return str(record.get("says") or record.get("text") or record["what"])
