"""Sealing texts, names and files with a key per person (trust S6–S9): AES-256-GCM, bound to the place a value stands in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import CannotOpen, MissingKey

NONCE = 12
KEY = 32
FORM = b"\x01"


def new_key() -> bytes:
    """Return a fresh key of 256 bits."""
    return os.urandom(KEY)


def seal(key: AESGCM, place: str, plain: bytes) -> bytes:
    """Return what is kept instead of ``plain``; it can only be opened with the same key in the same place."""
    nonce = os.urandom(NONCE)
    return FORM + nonce + key.encrypt(nonce, plain, place.encode())


def unseal(key: AESGCM, place: str, sealed: bytes) -> bytes:
    """Return what was sealed.

    Raises CannotOpen when the value was changed, moved to another place, or sealed with another key.
    """
    if sealed[:1] != FORM:
        raise CannotOpen(place)
    try:
        return key.decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], place.encode())
    except (InvalidTag, ValueError) as refused:
        raise CannotOpen(place) from refused


@dataclass(frozen=True)
class KeyRing:
    """The master keys by name; the first is used for what is new, the others still open what they sealed."""

    keys: Mapping[str, bytes]

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read ``name:hex, name:hex``; raises ValueError with the mend."""
        keys: dict[str, bytes] = {}
        for part in text.replace("\n", ",").split(","):
            name, colon, value = (piece.strip() for piece in part.partition(":"))
            if not name:
                continue
            if not colon:
                raise ValueError("a key has no name; write name:key, and make a key with: openssl rand -hex 32")
            if name in keys:
                raise ValueError(f'key "{name}" stands there twice; give each key a name of its own')
            try:
                key = bytes.fromhex(value)
            except ValueError:
                key = b""
            if len(key) != KEY:
                raise ValueError(f'key "{name}" is not 64 hexadecimal signs; make one with: openssl rand -hex 32')
            keys[name] = key
        if not keys:
            raise ValueError("there is no key; write name:key, and make a key with: openssl rand -hex 32")
        return cls(keys)

    @property
    def newest(self) -> str:
        return next(iter(self.keys))

    def derived(self, purpose: bytes) -> list[bytes]:
        """Return a key for one purpose of each master key, the newest first; it tells nothing of the master key."""
        return [HKDF(SHA256(), KEY, None, purpose).derive(key) for key in self.keys.values()]

    def wrap(self, owner: str, key: bytes) -> tuple[str, bytes]:
        """Return a person's key sealed with the newest master key, and that key's name."""
        name = self.newest
        return name, seal(AESGCM(self.keys[name]), f"key|{owner}|{name}", key)

    def unwrap(self, owner: str, name: str, wrapped: bytes) -> bytes:
        """Return a person's key; raises MissingKey when the master key is not in the ring."""
        if name not in self.keys:
            raise MissingKey(name)
        return unseal(AESGCM(self.keys[name]), f"key|{owner}|{name}", wrapped)
