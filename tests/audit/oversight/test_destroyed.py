"""A decision whose key was destroyed in law: what the desk, a search, the check and what is written after it say."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit.ledger import keys, verify
from audit.ledger.models import Body, Entry, Key
from audit.ledger.queries import body_of
from audit.oversight import queries, reading
from audit.oversight.desk.models import Matter
from tests.audit.oversight.desk_pages import page, words
from tests.audit.oversight.desk_world import decided, view


@pytest.fixture
def destroyed(willow_kept, superuser):
    """Return a decision of Amira's that was on the list when its key was destroyed."""
    decision = decided(willow_kept, "overruled")
    superuser.execute("ALTER TABLE audit_key DISABLE TRIGGER kept")
    superuser.execute(
        "UPDATE audit_key SET wrapped = NULL WHERE id = %s", [Body.objects.get(pk=decision.pk).key_id]
    )
    keys._kept.clear()
    return decision


def test_it_is_disposed_of_and_not_altered_wherever_it_is_read(client, willow_kept, destroyed):
    client.force_login(willow_kept.priya)
    said = words(page(client, reverse("oversight:decision", args=[destroyed.pk])))
    assert queries.DISPOSED in said
    assert queries.ALTERED not in said
    assert "Zebedee" not in said
    taken = client.post(reverse("searching:take"), {"kind": "csv", "reason": "The inspector asks"})
    assert destroyed.reference in taken.content.decode()
    assert list(verify.verify_bodies(willow_kept.organisation)) == []
    assert verify.verify(willow_kept.organisation).ok


def test_read_again_from_the_log_it_is_on_the_list_for_what_its_leaf_says(willow_kept, destroyed):
    reading.begin_again(willow_kept.organisation)
    reading.catch_up(willow_kept.organisation)
    assert Matter.objects.get(pk=destroyed.pk).reason == "overruled"


def test_what_is_written_after_it_is_sealed_under_the_key_of_the_organisation(willow_kept, destroyed):
    given = view(destroyed, willow_kept.priya, "yes_with_advice", "Ring back next time")
    assert Body.objects.get(pk=given.pk).key == Key.objects.get(pk=willow_kept.organisation.pk)
    assert body_of(Entry.objects.get(pk=given.pk))["words"] == "Ring back next time"
