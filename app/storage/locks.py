"""Locking what people write for themselves: without the site's secret the database tells nothing of it.

AES-256-GCM (NIST SP 800-38D), with a key for each notebook: HKDF (RFC 5869) of the secret and its salt.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.codes import Randomness

SALT_BYTES = 16
NONCE_BYTES = 12
KEY_BYTES = 32
PURPOSE = b"Good Partners notebook"
ROUNDED_TO_BYTES = 512  # so that the length tells little


class Lock:
    """Of one notebook. `keys` are the site's secrets: the first locks, each of them is tried to open."""

    def __init__(self, keys: Sequence[str], salt: bytes) -> None:
        self._ciphers = [AESGCM(_derived(key, salt)) for key in keys]

    def lock(self, content: Mapping[str, Any], place: str, *, randomness: Randomness) -> bytes:
        """`place` is where it is kept: somewhere else it will not open."""
        plain = json.dumps(content, ensure_ascii=False).encode()
        padded = plain.ljust(-(-len(plain) // ROUNDED_TO_BYTES) * ROUNDED_TO_BYTES)
        nonce = randomness(NONCE_BYTES)
        return nonce + self._ciphers[0].encrypt(nonce, padded, place.encode())

    def unlock(self, locked: bytes, place: str) -> dict[str, Any] | None:
        """None if none of the secrets opens it, or it is not as it was kept."""
        nonce, rest = locked[:NONCE_BYTES], locked[NONCE_BYTES:]
        for cipher in self._ciphers:
            try:
                content: dict[str, Any] = json.loads(cipher.decrypt(nonce, rest, place.encode()))
            except (InvalidTag, ValueError):  # too short to have been locked
                continue
            return content
        return None


def _derived(key: str, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, PURPOSE).derive(key.encode())
