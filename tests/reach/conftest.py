"""One place for all tests of a module: it is made once, and each test undoes what it changed."""

from __future__ import annotations

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def undone_at_the_end(django_db_setup, django_db_blocker):
    """Keep what a module makes until its last test, in one transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
