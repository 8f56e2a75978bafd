"""How an individual is found without their name being stored: keyed digests of what people type.

A digest is the same for the same words in the same organisation, so it finds a person; without the index key
it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from decisions.individuals.models import Individual, IndividualIndex
from portal import names_before
from portal.errors import NotAllowed
from portal.keyring import blind_index
from portal.names import EDITION, bare_reference, found_by, squeezed, wholes

IN_USE = "This reference or NHS number is in use already. Find the person, or check what you typed."


class InUse(NotAllowed):
    """A reference or an NHS number is somebody's already: to say so tells that there is such a person."""

    def __init__(self) -> None:
        super().__init__(IN_USE)


def index(individual: Individual, details: dict[str, str]) -> None:
    """Store the digests by which an individual is found; a reference or number in use elsewhere is refused."""
    index_all([(individual, details)])


def index_all(people: Iterable[tuple[Individual, dict[str, str]]]) -> None:
    """Store the digests of several individuals together; where one is refused, none is stored."""
    rows = [row for individual, details in people for row in _rows(individual, details)]
    try:
        with transaction.atomic():
            IndividualIndex.objects.bulk_create(rows, batch_size=2000)
    except IntegrityError as refusal:
        raise InUse from refusal


def _rows(individual: Individual, details: dict[str, str]) -> list[IndividualIndex]:
    """Return the digests of one individual, not yet stored."""
    kinds = IndividualIndex.Kind
    found = [(kinds.REFERENCE, bare_reference(details["reference"])), *_of_the_name(details["name"])]
    if details["nhs_number"]:
        found.append((kinds.NHS_NUMBER, details["nhs_number"]))
    return _made(individual, found)


def _of_the_name(name: str) -> list[tuple[IndividualIndex.Kind, str]]:
    """Return what a name is looked up by: the whole of it, and each word."""
    kinds = IndividualIndex.Kind
    return [(kinds.NAME, whole) for whole in sorted(wholes(name))] + [
        (kinds.WORD, word) for word in sorted(found_by(name))
    ]


def _made(individual: Individual, found: Iterable[tuple[IndividualIndex.Kind, str]]) -> list[IndividualIndex]:
    organisation_id = individual.organisation_id
    return [
        IndividualIndex(
            individual=individual,
            organisation_id=organisation_id,
            kind=kind,
            digest=digest(organisation_id, kind, value),
            edition=EDITION,
        )
        for kind, value in found
    ]


def reindex_name(individual: Individual, name: str) -> None:
    """Make the digests of a name again, as names are folded now; reference and number stay as they are."""
    kinds = IndividualIndex.Kind
    individual.index.filter(kind__in=[kinds.NAME, kinds.WORD]).delete()
    IndividualIndex.objects.bulk_create(_made(individual, _of_the_name(name)))


def typed_wholes(text: str) -> frozenset[str]:
    """Return what a typed text may stand in the index as if it is a whole name, as folded now and before."""
    return frozenset({squeezed(text), names_before.plain(text)})


def take_turns(individual: Individual) -> None:
    """Wait until nobody else puts this person's details right, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(individual.pk)])


def reindex(individual: Individual, details: dict[str, str]) -> None:
    """Make the digests of an individual again, from the details that stand now."""
    individual.index.all().delete()
    index(individual, details)


def holders(organisation_id: UUID, kind: IndividualIndex.Kind, values: Iterable[str]) -> dict[str, UUID]:
    """Return who in an organisation holds each reference or NHS number, as it is looked up, in one statement."""
    wanted = {digest(organisation_id, kind, value): value for value in values if value}
    rows = IndividualIndex.objects.filter(organisation_id=organisation_id, kind=kind, digest__in=list(wanted))
    return {wanted[bytes(found)]: holder for found, holder in rows.values_list("digest", "individual_id")}


def digest(organisation_id: UUID, kind: IndividualIndex.Kind, value: str) -> bytes:
    """Return what stands in the index for a value."""
    return blind_index(organisation_id=organisation_id, field=kind.value, value=value)
