"""What every record of fact is: made once, tied to its entry, never changed.

A fact's id is the id of its entry and the idempotency key of whatever made it, so the same form sent twice
meets the same primary key and gets the same record back.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from django.db import IntegrityError, models, transaction

from audit.ledger import keys
from audit.transparency.canonical import canonical, parse
from portal.errors import NotAllowed

if TYPE_CHECKING:
    from audit.ledger.models import Key


class Fact(models.Model):
    """A record that never changes; its words are sealed, its columns hold codes and dates.

    A change of mind is a second fact with its own entry.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    entry = models.OneToOneField("audit.Entry", models.PROTECT, related_name="+", editable=False)
    sealed = models.BinaryField()

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(id=models.F("entry_id")), name="%(class)s_is_its_entry"
            ),
        ]


class Told(Fact):
    """A fact whose words are in its entry alone, so that its own row holds nothing to seal."""

    sealed = None  # type: ignore[assignment]

    class Meta(Fact.Meta):
        abstract = True


AnyFact = TypeVar("AnyFact", bound=Fact)
AnyTold = TypeVar("AnyTold", bound=Told)


def store(
    fact: AnyFact, *, words: Mapping[str, str], key: Key | None = None, otherwise: str = ""
) -> tuple[AnyFact, bool]:
    """Seal a fact's words and insert it ahead of its entry; the link is checked at commit.

    Without `key` the fact gets a new one of its own. Returns the fact and True, or the one stored before under
    the same id and False. Where the database refuses it for another reason, raises NotAllowed with the sentence
    `otherwise`, if there is one.
    """

    def sealed() -> None:
        under = key
        if under is None:
            # Facts without a key of their own are never stored without one given.
            under = fact.key = keys.new_key(fact.organisation)  # type: ignore[attr-defined]
        fact.sealed = seal(under, fact.id, words)

    return _inserted(fact, sealed, otherwise)


def tell(fact: AnyTold, *, otherwise: str = "") -> tuple[AnyTold, bool]:
    """Insert a fact whose words are in its entry alone, ahead of that entry; returns and raises as `store` does."""
    return _inserted(fact, lambda: None, otherwise)


def _inserted(fact: AnyFact, prepare: Callable[[], None], otherwise: str) -> tuple[AnyFact, bool]:
    """Insert a fact, all of what `prepare` does with it or nothing; return it or the one of the same id."""
    fact.entry_id = fact.id
    try:
        with transaction.atomic():
            prepare()
            fact.save(force_insert=True)
    except IntegrityError as refusal:
        earlier = type(fact).objects.filter(pk=fact.pk).first()
        if earlier is not None:
            return earlier, False
        if otherwise:
            raise NotAllowed(otherwise) from refusal
        raise
    return fact, True


def store_all(facts: Sequence[AnyFact], *, words: Sequence[Mapping[str, str]]) -> Sequence[AnyFact]:
    """Seal and insert many facts of one model ahead of their entries; each has its key already.

    Where the database refuses one, none is stored, and the refusal is the caller's to tell.
    """
    for fact, said in zip(facts, words, strict=True):
        fact.entry_id = fact.id
        fact.sealed = seal(fact.key, fact.id, said)  # type: ignore[attr-defined]
    with transaction.atomic():
        type(facts[0]).objects.bulk_create(facts, batch_size=1000)
    return facts


def seal(key: Key, fact_id: uuid.UUID, words: Mapping[str, str]) -> bytes:
    """Encrypt a fact's words under a key, bound to the fact they belong to."""
    return keys.encrypt(key, canonical(dict(words)), aad=fact_id.bytes)


def unseal(key: Key, fact_id: uuid.UUID, sealed: bytes | memoryview) -> dict[str, str]:
    """Return the words of a fact; raises where the key was destroyed or the bytes belong to another fact."""
    return cast("dict[str, str]", parse(keys.decrypt(key, bytes(sealed), aad=fact_id.bytes)))
