"""Nothing that somebody typed about a concern is lost, and two who act at once do not both count."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

from django.apps import apps
from django.core.cache import cache
from django.db import connections
from django.test import Client

from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.unnamed import Unnamed
from audit.oversight.concerns import actions
from audit.oversight.concerns.models import About, Concern, Step
from portal.errors import NotAllowed
from portal.models import Message
from tests.audit.oversight.concerned import SAID, concern_of


def together(*acts):
    """Let each act on a connection of its own at the same time; return what came of it, or how it was refused."""

    def done(act):
        try:
            return act()
        except NotAllowed as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(done, acts))


def test_a_form_sent_twice_at_once_raises_one_concern(willow_kept):
    place, key = willow_kept, new_id()

    def send():
        return actions.raise_concern(
            organisation=place.organisation, about="misuse", text="x", event_id=key, by=Unnamed.NOT_GIVEN
        )

    assert [each.pk for each in together(*[send] * 4)] == [key] * 4
    assert Entry.objects.filter(event=Event.CONCERN_RAISED).count() == 1
    assert Message.objects.count() == 1


def test_of_two_who_say_at_once_that_the_complaint_was_answered_one_is_told(willow_kept):
    place = willow_kept
    concern = concern_of(place, About.COMPLAINT)
    said = SAID["acknowledged"] | {"on": concern.received_on}

    def answer():
        return actions.take_step(concern=concern, what="acknowledged", said=said, by=place.priya)

    first, second = sorted(together(answer, answer), key=lambda each: isinstance(each, NotAllowed))
    assert isinstance(first, Step)
    assert isinstance(second, NotAllowed)
    assert "Perhaps somebody has done so already" in second.sentence
    assert Step.objects.count() == Entry.objects.filter(event=Event.CONCERN_ACTED_ON).count() == 1


def test_a_stranger_whose_page_has_grown_old_gets_a_new_one_with_what_they_wrote(willow):
    cache.clear()
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/concern/willow/", {"about": "other", "text": "The whole story"})
    assert answer.status_code == 403
    carried = re.search(r'name="carry" value="([^"]+)"', answer.content.decode())[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())[1]
    answer = stranger.post("/carry-on/", {"carry": carried, "csrfmiddlewaretoken": token}, follow=True)
    assert "The whole story" in answer.content.decode()
    assert not Concern.objects.exists(), "nothing is sent that was not sent by them"


def rows_that_tell_of(person):
    """Count the rows of every table in which a person's id or name stands, except log-ins themselves."""
    told = (str(person.pk), person.pk.hex, person.full_name, person.email)
    return {
        model._meta.label: sum(any(each in str(row) for each in told) for row in model.objects.values_list())
        for model in apps.get_models()
        if model._meta.label != "sessions.Session"
    }


def test_no_table_tells_who_raised_a_concern_without_a_name(willow):
    amira = Client()
    amira.force_login(willow.amira, "django.contrib.auth.backends.ModelBackend")
    amira.get("/concerns/new/")
    before = rows_that_tell_of(willow.amira)
    amira.post("/concerns/new/", {"about": "misuse", "text": "The list lay in the hall", "named": "no"})
    assert Concern.objects.count() == 1
    assert rows_that_tell_of(willow.amira) == before
    amira.post("/concerns/new/", {"about": "misuse", "text": "The list lay in the hall", "named": "yes"})
    assert rows_that_tell_of(willow.amira) != before, "the search would have found her"
