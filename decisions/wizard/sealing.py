"""Answers on their way, sealed so that they open in their own draft and nowhere else."""

from __future__ import annotations

import json
import uuid

from decisions.wizard.journey import State
from portal import keyring


def seal(kind: bytes, draft_id: uuid.UUID, state: State) -> bytes:
    """Encrypt a state for its draft; `kind` tells drafts of one kind from those of another."""
    words = json.dumps(state.as_dict(), ensure_ascii=False, separators=(",", ":"))
    return keyring.seal(words.encode(), aad=_bound(kind, draft_id))


def opened(kind: bytes, draft_id: uuid.UUID, sealed: bytes | memoryview[int]) -> State:
    """Return what a draft holds; raises where the bytes were altered or belong to another draft."""
    return State(**json.loads(keyring.open(bytes(sealed), aad=_bound(kind, draft_id))))


def _bound(kind: bytes, draft_id: uuid.UUID) -> bytes:
    return kind + b"\x1f" + draft_id.bytes
