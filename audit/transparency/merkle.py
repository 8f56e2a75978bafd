"""The tree of RFC 6962: hashes of leaves and nodes, the root, the frontier that grows it, and its two proofs.

A proof answers one of two questions offline. Inclusion: is this leaf at this place under this root?
Consistency: is the older tree, whole and in order, the beginning of the newer one?
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Hash a leaf: SHA-256(0x00 ‖ leaf)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes, in order; of none, SHA-256 of nothing."""
    frontier = Frontier()
    for leaf in hashes:
        frontier.append(leaf)
    return frontier.root()


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over a power of two of leaf hashes, level by level: the fast way for many."""
    if len(hashes).bit_count() != 1:
        raise ValueError("a perfect tree has a power of two of leaves")
    sha256, level = hashlib.sha256, list(hashes)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return level[0]


class Frontier:
    """The right edge of a growing tree: the roots of its perfect subtrees, the largest first.

    With `size` leaves it holds one hash for each 1 in the binary of `size`, so an append costs one hash on
    average and O(log size) at most. `bytes(frontier)` is the form the ledger's head row keeps.
    """

    def __init__(self, size: int = 0, data: bytes = b"") -> None:
        if len(data) != HASH_BYTES * size.bit_count():
            raise ValueError(f"a frontier of {size} leaves has {size.bit_count()} hashes")
        self.size = size
        self._hashes = [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]

    def __bytes__(self) -> bytes:
        return b"".join(self._hashes)

    def append(self, node: bytes, leaves: int = 1) -> None:
        """Add a leaf hash, or the root of a perfect subtree of `leaves` leaves (a power of two that divides size)."""
        if leaves.bit_count() != 1 or self.size % leaves:
            raise ValueError("only a perfect subtree that starts at a multiple of its own size can be added")
        rest = self.size // leaves
        while rest & 1:
            node = node_hash(self._hashes.pop(), node)
            rest >>= 1
        self._hashes.append(node)
        self.size += leaves

    def root(self) -> bytes:
        """Return the root of the tree so far."""
        if not self._hashes:
            return EMPTY_ROOT
        *rest, result = self._hashes
        for node in reversed(rest):
            result = node_hash(node, result)
        return result


def inclusion_proof(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """Return the audit path (RFC 6962 § 2.1.1) of the leaf at `index`, nearest sibling first."""
    if not 0 <= index < len(hashes):
        raise IndexError("no leaf stands there")
    if len(hashes) == 1:
        return []
    split = _split(len(hashes))
    if index < split:
        return [*inclusion_proof(index, hashes[:split]), root(hashes[split:])]
    return [*inclusion_proof(index - split, hashes[split:]), root(hashes[:split])]


def consistency_proof(first: int, hashes: Sequence[bytes]) -> list[bytes]:
    """Return the proof (RFC 6962 § 2.1.2) that the first `first` leaves are the beginning of them all."""
    if not 0 < first <= len(hashes):
        raise IndexError("the older tree has at least one leaf and no more than the newer")
    return _subproof(first, hashes, whole=True)


def _subproof(first: int, hashes: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if first == len(hashes):
        return [] if whole else [root(hashes)]
    split = _split(len(hashes))
    if first <= split:
        return [*_subproof(first, hashes[:split], whole=whole), root(hashes[split:])]
    return [*_subproof(first - split, hashes[split:], whole=False), root(hashes[:split])]


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Say whether the leaf hash stands at `index` in the tree of `size` leaves with that root (RFC 9162 § 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, result = index, size - 1, leaf
    for node in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            result = node_hash(node, result)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            result = node_hash(result, node)
        at, last = at >> 1, last >> 1
    return last == 0 and result == expected


def verify_consistency(first: int, second: int, old: bytes, new: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether the tree `old` of `first` leaves begins the tree `new` of `second` leaves (RFC 9162 § 2.1.4.2)."""
    if first == second:
        return not proof and old == new
    if not 0 < first < second or not proof:
        return False
    nodes = [old, *proof] if first.bit_count() == 1 else list(proof)
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    older = newer = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            older, newer = node_hash(node, older), node_hash(node, newer)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            newer = node_hash(newer, node)
        at, last = at >> 1, last >> 1
    return last == 0 and older == old and newer == new
