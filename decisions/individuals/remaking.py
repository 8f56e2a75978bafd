"""Digests of names made again where names are folded otherwise now: in small steps, each done whole or not at all.

What was made before is found meanwhile, since a search asks for both. A step that is stopped leaves what it did not
come to, and the next one takes it up.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction

from audit.ledger.errors import KeyDestroyed
from decisions.individuals.index import reindex_name, take_turns
from decisions.individuals.models import Individual, IndividualIndex
from portal.names import EDITION

AT_ONCE: Final = 100
_KINDS: Final = (IndividualIndex.Kind.NAME, IndividualIndex.Kind.WORD)


def remake_some(most: int = AT_ONCE) -> int:
    """Make the digests of some people's names again; return of how many, 0 where none is left."""
    old = IndividualIndex.objects.filter(kind__in=_KINDS, edition__lt=EDITION)
    ids = list(old.order_by("individual").values_list("individual", flat=True).distinct()[:most])
    with transaction.atomic():
        for individual in Individual.objects.filter(pk__in=ids).select_related("key").order_by("pk"):
            # Anyone who corrects the details at the same time is waited for, and what they wrote is read.
            take_turns(individual)
            _remake(individual)
    return len(ids)


def _remake(individual: Individual) -> None:
    try:
        reindex_name(individual, individual.details.name)
    except KeyDestroyed:
        # Nobody is to be found by a name that nobody can read any more.
        individual.index.filter(kind__in=_KINDS).delete()
