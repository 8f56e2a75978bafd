"""The keyring: the keys that wrap every other key, kept in one file apart from the database.

The file is JSON, readable by the portal's own account only: `{"current": "<id>", "keys": {"<id>": "<base64>"},
"index": "<base64>"}`, each key 32 bytes. New things are sealed under the current key; older ones open under
the key they name, so a key is retired by adding another and making it current. The index key makes the blind
indexes by which a sealed name or number can still be looked up; it has no successor.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
NONCE_BYTES = 12
FORMAT = 1
INDEX = "index"
"""The name of the index key among the fingerprints; no other key may bear it."""


class CannotOpen(Exception):
    """The sealed bytes were altered, belong elsewhere, or their key is gone."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one file, ready for use. `fingerprints` names each key, and INDEX the index key, in 32 hex digits."""

    current: str
    keys: dict[str, AESGCM]
    index: bytes
    fingerprints: dict[str, str]


def generate() -> str:
    """Return the text of a new keyring file; whoever writes it must let no one else read it (mode 0600)."""
    key_id = os.urandom(4).hex()
    keys = {key_id: base64.b64encode(os.urandom(KEY_BYTES)).decode()}
    return json.dumps(
        {"current": key_id, "keys": keys, "index": base64.b64encode(os.urandom(KEY_BYTES)).decode()}
    )


def load(path: Path) -> Keyring:
    """Read a keyring file, or say what is wrong with it."""
    try:
        content = json.loads(path.read_text())
        keys = {key_id: base64.b64decode(text, validate=True) for key_id, text in content["keys"].items()}
        index = base64.b64decode(content["index"], validate=True)
        current = str(content["current"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured(f"The keyring {path} cannot be read: {type(error).__name__}") from error
    if current not in keys or any(len(key) != KEY_BYTES for key in [*keys.values(), index]):
        raise ImproperlyConfigured(
            f"The keyring {path} has no current key, or a key that is not {KEY_BYTES} bytes"
        )
    if any(not 0 < len(key_id.encode()) < 256 for key_id in keys) or INDEX in keys:
        raise ImproperlyConfigured(
            f"The keyring {path} names a key with more than 255 bytes, with none, or {INDEX}"
        )
    prints = {name: fingerprint(key) for name, key in {**keys, INDEX: index}.items()}
    return Keyring(current, {key_id: AESGCM(key) for key_id, key in keys.items()}, index, prints)


def fingerprint(key: bytes) -> str:
    """Return 32 hex digits that name a key and give nothing of it away: the key is 256 random bits."""
    return hmac.new(key, b"portal keyring fingerprint 1", hashlib.sha256).hexdigest()[:32]


@lru_cache(maxsize=1)
def _loaded(path: Path) -> Keyring:
    return load(path)


def _keyring() -> Keyring:
    return _loaded(Path(settings.PORTAL_KEYRING))


def seal(plaintext: bytes, *, aad: bytes) -> bytes:
    """Encrypt under the current key (AES-256-GCM). `aad` says where it belongs and must be given again to open."""
    ring = _keyring()
    nonce = os.urandom(NONCE_BYTES)
    name = ring.current.encode()
    return bytes([FORMAT, len(name)]) + name + nonce + ring.keys[ring.current].encrypt(nonce, plaintext, aad)


def open(sealed: bytes, *, aad: bytes, ring: Keyring | None = None) -> bytes:  # noqa: A001 - the word of the trade
    """Decrypt what `seal` made, with the portal's keys or those given, or raise CannotOpen."""
    sealed = bytes(sealed)
    if len(sealed) < 2 or sealed[0] != FORMAT:
        raise CannotOpen("these bytes were not sealed by this keyring")
    start = 2 + sealed[1]
    key = (ring or _keyring()).keys.get(sealed[2:start].decode(errors="replace"))
    if key is None:
        raise CannotOpen("the key that sealed this is not in the keyring")
    try:
        return key.decrypt(sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :], aad)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("the sealed bytes were altered, or belong elsewhere") from error


def wrap(dek: bytes, *, aad: bytes = b"") -> bytes:
    """Seal a data key; `aad` is the id of the row that will hold it."""
    return seal(dek, aad=b"dek\x1f" + aad)


def unwrap(wrapped: bytes, *, aad: bytes = b"", ring: Keyring | None = None) -> bytes:
    """Open a wrapped data key, with the portal's keys or those given, or raise CannotOpen."""
    return open(wrapped, aad=b"dek\x1f" + aad, ring=ring)


def blind_index(*, organisation_id: UUID, field: str, value: str) -> bytes:
    """Return 32 bytes by which a sealed value can be looked up in its organisation, and nowhere else."""
    message = b"\x1f".join([organisation_id.bytes, field.encode(), value.encode()])
    # The id has a fixed length and a field's name holds no 0x1f, so no two inputs make one message.
    return hmac.new(_keyring().index, message, hashlib.sha256).digest()
