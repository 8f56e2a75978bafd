"""The days, hours and limits of the ground floor, each tried on both sides of its boundary."""

from __future__ import annotations

import base64
import datetime
import json
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import RequestFactory

from portal import carry, idle, keyring, outbox, telephone, written_days
from portal.days import LONDON, moment_in_words
from portal.design.dates import DateField
from portal.design.times import TimeField
from portal.making.models import Job
from portal.models import Membership, Message, User
from portal.views_messages import _told
from tests.days import SUMMER, around_count, around_day, around_now, around_today, is_refused

NOON = datetime.datetime(2026, 7, 14, 11, tzinfo=datetime.UTC)


def day_field(when):
    field, typed = DateField(label="Day", when=when), (str(SUMMER.day), str(SUMMER.month), str(SUMMER.year))
    return lambda: is_refused(lambda: field.clean(typed))


def test_a_day_in_the_past_may_be_today():
    around_today(day_field("past"), SUMMER, before=True, on=False, after=False)


def test_a_day_in_the_future_is_not_today():
    around_today(day_field("future"), SUMMER, before=False, on=True, after=True)


@pytest.mark.parametrize(
    ("part", "most", "least"), [("day", 31, 1), ("month", 12, 1), ("year", 9999, 1000)], ids=str
)
def test_the_part_to_mend_is_the_one_that_no_date_has(part, most, least):
    def is_wrong(number):
        typed = {"day": 40, "month": 40, "year": 40} | {part: number}
        return part in DateField(label="Day").wrong_parts(tuple(str(each) for each in typed.values()))

    around_count(is_wrong, most, fewer=False, exact=False, more=True)
    around_count(is_wrong, least, fewer=True, exact=False, more=False)


def test_a_year_has_four_figures():
    field = DateField(label="Day")
    around_count(
        lambda year: is_refused(lambda: field.clean(("1", "1", str(year)))),
        1000,
        fewer=True,
        exact=False,
        more=False,
    )


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("0am", None),
        ("1am", datetime.time(1)),
        ("12am", datetime.time(0)),
        ("12pm", datetime.time(12)),
        ("13pm", None),
        ("0:00", datetime.time(0)),
        ("23:59", datetime.time(23, 59)),
        ("24:00", None),
        ("25:00", None),
    ],
)
def test_a_time_is_one_that_a_clock_shows(typed, time):
    def read():
        return TimeField(label="Time").clean(typed)

    if time is None:
        with pytest.raises(ValidationError):
            read()
    else:
        assert read() == time


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 0, "12:00am"), (11, 59, "11:59am"), (12, 0, "12:00pm"), (13, 0, "1:00pm"), (23, 59, "11:59pm")],
)
def test_morning_ends_at_midday_in_london(hour, minute, said):
    moment = datetime.datetime(2026, 7, 14, hour, minute, tzinfo=LONDON)
    assert moment_in_words(moment.astimezone(datetime.UTC)) == f"14 July 2026, {said}"


def test_a_log_in_ends_when_no_page_was_asked_for_in_its_fifteenth_minute():
    """The minute of the last page is noted, so 14 whole minutes after it are the last before 15 may have passed."""
    with time_machine.travel(NOON, tick=False):
        seen = idle._now()
    request = SimpleNamespace(session={"seen": seen})
    at = NOON + datetime.timedelta(minutes=idle.MINUTES - 1)
    around_now(lambda: idle.is_idle(request), at, before=False, at=True, after=True)
    assert idle.MINUTES == 15


def test_what_was_typed_is_carried_for_half_an_hour():
    with time_machine.travel(NOON, tick=False):
        request = RequestFactory().post("/question/", {"note": "She asked"})
        sealed = carry.carry(request)
    end = NOON + datetime.timedelta(minutes=30)
    second = datetime.timedelta(seconds=1)
    around_now(lambda: carry._opened(sealed) is not None, end, before=True, at=True, after=False, step=second)


def test_what_was_typed_is_carried_up_to_300_kb():
    def is_carried(size):
        return carry.carry(RequestFactory().post("/", {"n": "x" * (size - len("n="))})) != ""

    around_count(is_carried, 300_000, fewer=True, exact=True, more=False)


def test_files_can_be_had_until_their_time_is_over():
    job = Job(state=Job.State.DONE, expires_at=NOON)
    second = datetime.timedelta(seconds=1)
    around_now(lambda: job.is_ready, NOON, before=True, at=False, after=False, step=second)


def test_a_guardian_is_away_from_the_first_day_to_the_end_of_the_last():
    away = Membership(away_from=SUMMER, away_until=SUMMER)
    around_day(away.is_away, SUMMER, before=False, on=True, after=False)
    around_today(away.is_away, SUMMER, before=False, on=True, after=False)
    assert not Membership(away_until=SUMMER).is_away(SUMMER)


def test_the_pause_between_two_tries_of_an_email_doubles_up_to_an_hour():
    seconds = [outbox.wait_after(attempt).total_seconds() for attempt in range(1, 10)]
    assert seconds == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_an_email_that_waits_says_when_it_goes_next_until_then(monkeypatch):
    monkeypatch.setattr(outbox, "subject_of", lambda _message: "")
    message = Message(created_at=NOON, next_try_at=NOON, to=User(full_name="Ruth Bell"))
    around_now(lambda: _told(message)["next"] != "", NOON, before=True, at=False, after=False)


def is_no_day(typed):
    try:
        written_days.read(typed)
    except ValueError:
        return True
    return False


def test_a_moment_that_a_system_wrote_has_an_hour_and_a_minute_of_the_clock():
    around_count(lambda hour: is_no_day(f"2026-07-14T{hour}:00Z"), 23, fewer=False, exact=False, more=True)
    around_count(
        lambda minute: is_no_day(f"2026-07-14T12:{minute}Z"), 59, fewer=False, exact=False, more=True
    )


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-07-14T22:59Z", 14),
        ("2026-07-14T23:00Z", 15),
        ("2026-07-14T00:59+02:00", 13),
        ("2026-07-14T01:00+02:00", 14),
        ("2026-07-14T23:59+01:00", 14),
        ("2026-07-14T17:59-05:00", 14),
        ("2026-07-14T18:00-05:00", 15),
        ("2026-07-14T05:14+05:15", 14),
        ("2026-07-14T04:14+05:15", 13),
        ("2026-07-14T12:59+14:00", 13),
        ("2026-07-14T13:00+14:00", 14),
    ],
)
def test_a_moment_that_a_system_wrote_with_its_zone_is_a_day_in_london(typed, day):
    assert written_days.read(typed) == datetime.date(2026, 7, day)
    assert written_days.read("2026-01-14T23:59Z") == datetime.date(2026, 1, 14)


def test_a_month_is_one_of_twelve():
    around_count(lambda month: written_days.month(str(month)) > 0, 12, fewer=True, exact=True, more=False)
    around_count(lambda month: written_days.month(str(month)) > 0, 1, fewer=False, exact=True, more=True)


def test_a_day_of_thirty_one_that_comes_second_is_said_to_be_turned_around():
    def says_turned(first, second):
        with pytest.raises(ValueError, match=r".") as refusal:
            written_days.read(f"{first}/{second}/2026")
        return str(refusal.value) == written_days.MONTH_FIRST

    around_count(lambda day: says_turned(5, day), 31, fewer=True, exact=True, more=False)
    around_count(lambda month: says_turned(month, 20), 12, fewer=True, exact=True, more=False)
    assert not says_turned(0, 20)
    assert says_turned(1, 20)
    assert says_turned(5, 13)
    assert written_days.read("5/12/2026") == datetime.date(2026, 12, 5)


def test_a_telephone_number_has_three_figures():
    def is_none(figures):
        try:
            telephone.read("9" * figures)
        except ValueError:
            return True
        return False

    around_count(is_none, 3, fewer=True, exact=False, more=False)


def test_the_name_of_a_key_fits_into_a_byte(tmp_path):
    key = base64.b64encode(bytes(keyring.KEY_BYTES)).decode()

    def is_too_long(length):
        path, name = tmp_path / "keyring", "k" * length
        path.write_text(json.dumps({"current": name, "keys": {name: key}, "index": key}))
        try:
            keyring.load(path)
        except ImproperlyConfigured:
            return True
        return False

    around_count(is_too_long, 255, fewer=False, exact=False, more=True)
    around_count(is_too_long, 1, fewer=True, exact=False, more=False)
