"""Jobs run after any crash: what a power cut spoilt of their folders is put away before the worker and its clock start."""

from __future__ import annotations

import shelve
from pathlib import Path

import pytest
from celery.beat import PersistentScheduler

from portal.jobs import app
from portal.launcher.broker import DIARY, make_fit


@pytest.fixture
def broker(tmp_path: Path) -> Path:
    """Return the folders as a run leaves them, the clock's own diary among them."""
    for folder in ("control", "messages"):
        (tmp_path / folder).mkdir()
    clock = PersistentScheduler(app, schedule_filename=str(tmp_path / DIARY))
    clock.close()
    return tmp_path


def diary(broker: Path) -> list[Path]:
    return sorted(broker.glob(f"{DIARY}*"))


def test_a_whole_diary_is_kept_so_that_what_was_missed_is_made_up_for(broker):
    before = {path.name: path.read_bytes() for path in diary(broker)}
    assert before
    make_fit(broker)
    assert {path.name: path.read_bytes() for path in diary(broker)} == before
    with shelve.open(str(broker / DIARY), flag="r") as kept:
        assert "send what waits in the outbox" in kept["entries"]


@pytest.mark.parametrize("name", ["", "control", "messages"])
def test_a_file_in_the_place_of_a_folder_is_put_away(tmp_path, name):
    folder = tmp_path / "broker" / name
    folder.parent.mkdir(exist_ok=True)
    folder.write_bytes(b"")
    make_fit(tmp_path / "broker")
    assert not folder.exists()


@pytest.mark.parametrize("left", [b"", b"\0" * 4000, b"cut"], ids=["emptied", "of NULs", "cut short"])
def test_a_spoilt_diary_is_begun_anew(broker, left):
    for path in diary(broker):
        path.write_bytes(left)
    make_fit(broker)
    assert diary(broker) == []
    PersistentScheduler(app, schedule_filename=str(broker / DIARY)).close()
    make_fit(broker)
    assert diary(broker)


def test_what_waits_is_asked_for_again_and_so_spoilt_messages_stop_nobody(broker):
    (broker / "control" / "celery.exchange").write_bytes(b"")
    (broker / "messages" / "1_x.celery.msg").write_bytes(b"\0")
    make_fit(broker)
    assert not list(broker.glob("*/*"))


def test_a_first_start_has_nothing_to_put_away(tmp_path):
    make_fit(tmp_path / "broker")
    assert not (tmp_path / "broker").exists()
