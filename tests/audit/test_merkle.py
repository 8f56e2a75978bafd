"""The tree, against the vectors published with RFC 6962's own software."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.transparency import merkle

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Index, size and path.
INCLUSION = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
# Older size, newer size and path.
CONSISTENCY = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size):
    assert merkle.root(HASHES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_published_inclusion_paths(index, size, path):
    proof = merkle.inclusion_proof(index, HASHES[:size])
    assert [node.hex() for node in proof] == path
    assert merkle.verify_inclusion(HASHES[index], index, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("first", "second", "path"), CONSISTENCY)
def test_published_consistency_paths(first, second, path):
    proof = merkle.consistency_proof(first, HASHES[:second])
    assert [node.hex() for node in proof] == path
    assert merkle.verify_consistency(
        first, second, bytes.fromhex(ROOTS[first]), bytes.fromhex(ROOTS[second]), proof
    )


def plain_root(hashes: list[bytes]) -> bytes:
    """Spell the definition of RFC 6962 § 2.1 out, a second time and another way."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"").digest()
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(b"\x01" + plain_root(hashes[:split]) + plain_root(hashes[split:])).digest()


def some(size: int) -> list[bytes]:
    return [merkle.leaf_hash(number.to_bytes(4)) for number in range(size)]


@given(st.integers(0, 130))
def test_the_frontier_grows_to_the_same_root_and_survives_storage(size):
    frontier = merkle.Frontier()
    for leaf in some(size):
        frontier.append(leaf)
        frontier = merkle.Frontier(frontier.size, bytes(frontier))
    assert frontier.root() == plain_root(some(size))
    assert len(bytes(frontier)) == 32 * size.bit_count()


@given(st.integers(0, 5), st.integers(0, 40))
def test_whole_subtrees_may_be_added_at_once(subtrees, rest):
    frontier = merkle.Frontier()
    hashes = some(16 * subtrees + rest)
    for at in range(0, 16 * subtrees, 16):
        frontier.append(merkle.perfect_root(hashes[at : at + 16]), 16)
    for leaf in hashes[16 * subtrees :]:
        frontier.append(leaf)
    assert frontier.root() == merkle.root(hashes)


def test_a_frontier_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="2 hashes"):
        merkle.Frontier(3, b"\0" * 32)
    for leaves in (2, 3):
        with pytest.raises(ValueError, match="perfect subtree"):
            merkle.Frontier(1, b"\0" * 32).append(b"\0" * 32, leaves)
    with pytest.raises(ValueError, match="power of two"):
        merkle.perfect_root(some(3))


@given(st.integers(1, 40).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_every_leaf_is_proved_and_no_other_is(place):
    index, size = place
    hashes = some(size)
    proof, root = merkle.inclusion_proof(index, hashes), merkle.root(hashes)
    assert merkle.verify_inclusion(hashes[index], index, size, proof, root)
    assert not merkle.verify_inclusion(merkle.leaf_hash(b"other"), index, size, proof, root)
    assert not merkle.verify_inclusion(hashes[index], index, size, [*proof, root], root)
    assert not merkle.verify_inclusion(hashes[index], size, size, proof, root)
    assert not proof or not merkle.verify_inclusion(hashes[index], index, size, proof[:-1], root)


@given(st.integers(1, 40).flatmap(lambda size: st.tuples(st.integers(1, size), st.just(size))))
def test_every_older_tree_is_proved_and_no_other_is(place):
    first, second = place
    hashes = some(second)
    old, new = merkle.root(hashes[:first]), merkle.root(hashes)
    proof = merkle.consistency_proof(first, hashes)
    assert merkle.verify_consistency(first, second, old, new, proof)
    assert not merkle.verify_consistency(first, second, merkle.EMPTY_ROOT, new, proof)
    assert not merkle.verify_consistency(first, second, old, merkle.EMPTY_ROOT, proof)
    assert not merkle.verify_consistency(first, second, old, new, [*proof, new])
    assert not proof or not merkle.verify_consistency(first, second, old, new, proof[:-1])


def test_proofs_of_nothing_are_refused():
    for index in (-1, 3):
        with pytest.raises(IndexError):
            merkle.inclusion_proof(index, some(3))
    for first in (0, 4):
        with pytest.raises(IndexError):
            merkle.consistency_proof(first, some(3))
    assert not merkle.verify_consistency(0, 3, merkle.EMPTY_ROOT, plain_root(some(3)), [some(1)[0]])
