"""Data keys: one for each individual and one for each organisation, wrapped by the keyring.

Unwrapped keys stay in this process for a minute at most, so that destroying one soon means it is gone.
"""

from __future__ import annotations

import os
import time
import uuid
from collections import OrderedDict
from threading import Lock
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.models import Key
from portal import keyring
from portal.models import Organisation

KEPT_SECONDS = 60.0
KEPT_KEYS = 256
FORMAT = b"\x01"

_kept: OrderedDict[bytes, tuple[float, AESGCM]] = OrderedDict()
_guard = Lock()


def new_wrapped(key_id: UUID) -> bytes:
    """Return a fresh 256-bit data key, wrapped for the row `key_id`."""
    return keyring.wrap(AESGCM.generate_key(256), aad=key_id.bytes)


def new_key(organisation: Organisation) -> Key:
    """Make and store a new data key of the organisation."""
    key_id = uuid.uuid4()
    return Key.objects.create(id=key_id, organisation=organisation, wrapped=new_wrapped(key_id))


def new_keys(organisation: Organisation, number: int) -> list[Key]:
    """Make and store several new data keys of the organisation, in one statement."""
    ids = [uuid.uuid4() for _ in range(number)]
    made = [Key(id=each, organisation=organisation, wrapped=new_wrapped(each)) for each in ids]
    return Key.objects.bulk_create(made, batch_size=1000)


def encrypt(key: Key, plaintext: bytes, *, aad: bytes) -> bytes:
    """Seal bytes under a data key (AES-256-GCM): format byte, nonce, ciphertext with tag."""
    nonce = os.urandom(keyring.NONCE_BYTES)
    return FORMAT + nonce + _cipher(key).encrypt(nonce, plaintext, aad)


def decrypt(key: Key, sealed: bytes, *, aad: bytes) -> bytes:
    """Open what `encrypt` made; BodyAltered when it was changed or moved, KeyDestroyed when its key is gone."""
    start = len(FORMAT) + keyring.NONCE_BYTES
    cipher = _cipher(key)
    if not sealed.startswith(FORMAT):
        raise BodyAltered("the sealed bytes are not in a known format")
    try:
        return cipher.decrypt(sealed[len(FORMAT) : start], sealed[start:], aad)
    except (InvalidTag, ValueError) as error:
        raise BodyAltered("the sealed bytes were altered, or belong elsewhere") from error


def _cipher(key: Key) -> AESGCM:
    """Return the cipher of a data key, unwrapping it unless that was done within the last minute."""
    if key.wrapped is None:
        raise KeyDestroyed("the key was destroyed")
    name = key.id.bytes + bytes(key.wrapped)
    now = time.monotonic()
    with _guard:
        while _kept and next(iter(_kept.values()))[0] < now:
            _kept.popitem(last=False)
        if name in _kept:
            return _kept[name][1]
    cipher = AESGCM(keyring.unwrap(bytes(key.wrapped), aad=key.id.bytes))
    with _guard:
        _kept[name] = (now + KEPT_SECONDS, cipher)
        if len(_kept) > KEPT_KEYS:
            _kept.popitem(last=False)
    return cipher
