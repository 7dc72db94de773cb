"""The keys that sign access tokens."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tonebridge_cli.laptop.files import write_private

NAMES = ("a.pem", "b.pem")


def ensure_signing_keys(folder: Path) -> None:
    """Make the two Ed25519 keys that are not there yet; those that are stay."""
    for path in (folder / name for name in NAMES):
        if not path.exists():
            key = Ed25519PrivateKey.generate()
            pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            write_private(path, pem)
