"""Draws what is secret, at random."""

import secrets
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

PASSWORD_BYTES = 32


class Draws(Protocol):
    """Makes what nobody can guess."""

    def password(self) -> str:
        """Return letters, digits, `-` and `_`."""
        ...

    def signing_key(self) -> str:
        """Return an Ed25519 key as PEM (PKCS 8)."""
        ...


class SystemDraws:
    """From the system's randomness."""

    def password(self) -> str:
        return secrets.token_urlsafe(PASSWORD_BYTES)

    def signing_key(self) -> str:
        key = Ed25519PrivateKey.generate()
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
