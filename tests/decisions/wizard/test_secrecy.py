"""A word typed into every field is found nowhere in clear: not in a table, a log, a session, a mail or a cache."""

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail

from decisions.wizard import pages
from portal.outbox import send_waiting
from tests.decisions.wizard.call import SURGERY, Call, items
from tests.decisions.world import World

CANARY = "Quetzalcoatl"


def everything(superuser) -> str:
    """Return every row of every table, as text."""
    names = superuser.execute(
        "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
    ).fetchall()
    told = []
    for (name,) in names:
        told += [row[0] or "" for row in superuser.execute(f"SELECT t::text FROM {name} t").fetchall()]
        told += [
            row[0] or ""
            for row in superuser.execute(
                f"SELECT string_agg(convert_from(decode(m[1], 'hex'), 'SQL_ASCII'), ' ') FROM {name} t,"
                " regexp_matches(t::text, '\\\\x((?:[2-7][0-9a-f]){8,})', 'g') m"
            ).fetchall()
        ]
    return "\n".join(told)


def files_in(folder: Path) -> Iterator[bytes]:
    """Yield what each file holds; one that another test's database takes away meanwhile is nobody's any more."""
    for file in sorted(folder.rglob("*")):
        with contextlib.suppress(FileNotFoundError):
            if file.is_file():
                yield file.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_is_in_no_table_and_no_log_in_clear(superuser, caplog):
    caplog.set_level(logging.DEBUG)
    willow = World("willow-care")
    ada = willow.ada()
    willow.objection(ada)

    danger = Call(willow.amira).say("yes")
    danger.go_on()
    danger.say(f"{CANARY} One")
    new = {"name": f"{CANARY} One", "reference": f"{CANARY}-1", "nhs_number": "999 000 0026"}
    danger.say(new | {"reason": f"{CANARY} zero"})
    danger.say(f"{CANARY} two", f"{CANARY} three")
    half = Call(willow.amira).say("yes")
    half.post("no", "danger")
    half.say({"reason": f"{CANARY} four"})
    asked = half.browser.post(half.url("who/ask"), {"whom": "guardian", "text": f"{CANARY} asks"})
    assert asked.status_code == 302

    call = Call(willow.amira).say("no", "care_worker", {"answer": "called_back", "also": f"{CANARY} Surgery"})
    call.say("WH-101", "look_after", "would_expect", {"stands": "worker", "reason": f"{CANARY} five"})
    call.say(items("medicines", "something_else", reason=f"{CANARY} six"), "private")
    call.post({"decision": "depart", "reason": f"{CANARY} seven"}, "depart")
    where = call.confirm()
    danger.confirm()
    call.browser.post(where + "add/", {"text": f"{CANARY} eight"})
    form = {
        "told": f"{CANARY} nine",
        "items": ["medicines"],
        "on-day": 1,
        "on-month": 1,
        "on-year": 2026,
        "note": f"{CANARY} ten",
    }
    call.browser.post(where + "shared/", form)
    assert CANARY in call.browser.get(where).content.decode(), "it was kept, sealed"
    Call(willow.amira).post(f"{CANARY}", "danger")
    unfinished = Call(willow.amira).say(*SURGERY)
    unfinished.say(f"{CANARY} eleven")

    held = everything(superuser)
    assert "Elm Road" in held or "Amira Khan" in held, "the dump does hold text"
    assert CANARY.lower() not in held.lower()
    assert "Ada Bright" not in held
    assert "9990000026" not in held
    assert CANARY.lower() not in caplog.text.lower()
    send_waiting()
    assert mail.outbox
    assert all(CANARY not in message.subject + message.body for message in mail.outbox)


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_is_in_no_file_of_the_database_in_clear(superuser):
    """Neither in a table's file, nor in the log that is written before it, nor in what the server says."""
    willow = World("willow-care")
    willow.ada()
    call = Call(willow.amira).say("no", "care_worker", {"answer": "called_back", "also": f"{CANARY} Surgery"})
    call.say("WH-101", "look_after", "agreed", items("medicines", reason=f"{CANARY} six"), "private")
    call.confirm()
    superuser.execute("CHECKPOINT")
    folder = Path(superuser.execute("SHOW data_directory").fetchone()[0])
    written = list(files_in(folder.parent))
    assert any(b"amira@willow" in content for content in written), "the files do hold text"
    assert not any(CANARY.encode() in content for content in written)


def test_no_address_or_title_names_a_person(willow, ada):
    call = Call(willow.amira)
    for answer in (*SURGERY, "WH-101", "look_after", "would_expect", items("medicines"), "private"):
        call.say(answer)
        assert "Ada" not in call.at
        assert "WH-101" not in call.at


def test_a_kept_page_holds_nothing_typed(willow, ada):
    pages._drawn_once.cache_clear()
    call = Call(willow.amira).say("no", "care_worker")
    call.say({"answer": "called_back", "also": CANARY})
    misses = pages._drawn_once.cache_info().misses
    html = call.see("identity").content.decode()
    assert CANARY in html
    assert pages._drawn_once.cache_info().misses == misses, "a page with typed words is drawn each time"
