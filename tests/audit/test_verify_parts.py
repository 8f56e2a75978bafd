"""What a check of a log names: the right entries, in order, no more than it says; and the tree of an earlier day."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from audit.ledger import verify
from audit.ledger.models import Entry
from audit.transparency import merkle
from audit.transparency.merkle import Frontier
from tests.audit.door import made


@pytest.fixture
def hashes(willow, make):
    for place in (willow, make("alder")):
        for _ in range(5):
            made(place)
    leaves = (
        Entry.objects.filter(organisation=willow.organisation).order_by("seq").values_list("leaf", flat=True)
    )
    return [merkle.leaf_hash(bytes(leaf)) for leaf in leaves]


@pytest.mark.parametrize("size", range(7))
def test_an_earlier_tree_grows_to_any_size_by_the_entries_of_its_own_log(willow, hashes, size):
    for start in range(size + 1):
        older = Frontier()
        for each in hashes[:start]:
            older.append(each)
        tree = verify.grow(older, willow.organisation, size)
        assert (tree.size, tree.root()) == (size, merkle.root(hashes[:size]))


def test_entries_beyond_the_head_are_named_the_first_first_and_no_more_than_the_most(
    willow, hashes, monkeypatch
):
    monkeypatch.setattr(verify, "MOST_FAULTS", 2)
    found = verify._strays(SimpleNamespace(pk=willow.organisation.pk, size=3))
    assert [fault.seq for fault in found] == [3, 4]


@pytest.mark.parametrize("at", [0, 31, 32, 63, 64, 95])
def test_a_stored_hash_of_which_one_byte_differs_is_the_one_named(at):
    right = [bytes([number]) * 32 for number in (1, 2, 3)]
    stored = bytearray(b"".join(right))
    assert list(verify._other_hashes(7, right, bytes(stored))) == []
    stored[at] ^= 1
    assert [fault.seq for fault in verify._other_hashes(7, right, bytes(stored))] == [7 + at // 32]
