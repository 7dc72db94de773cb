"""The cookie of a signed-in page: out of scripts' reach, sent to us alone."""

from tonebridge_gateway.authorise import COOKIE_NAME


def signed_in_cookie(secret: str, *, lives_s: int, secure: bool) -> str:
    """Return the Set-Cookie header that signs a page in."""
    return _cookie(secret, lives_s, secure=secure)


def expired_cookie(*, secure: bool) -> str:
    """Return the Set-Cookie header that signs a page out."""
    return _cookie("", 0, secure=secure)


def _cookie(value: str, lives_s: int, *, secure: bool) -> str:
    guarded = "; Secure" if secure else ""
    return f"{COOKIE_NAME}={value}; Path=/; Max-Age={lives_s}; HttpOnly; SameSite=Strict{guarded}"
