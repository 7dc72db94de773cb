"""Secrets that callers hold: told apart by their beginning, stored as hashes alone."""

from hashlib import sha256

API_KEY = "tb_"
REFRESH_TOKEN = "tbr_"  # noqa: S105 - the beginning of one, not one
COOKIE = "tbs_"
"""What a signed-in page holds."""


def hashed(secret: str) -> str:
    """Return what is stored: SHA-256 as hex. The secrets have 256 random bits, so no salt."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
