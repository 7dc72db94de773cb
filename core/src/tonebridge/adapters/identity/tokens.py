"""Access tokens: JWTs signed with Ed25519. Two keys verify, one signs, so one can rotate."""

from pathlib import Path
from typing import Literal

import jwt
import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from tonebridge.domain.errors import SettingsInvalid, Unauthenticated
from tonebridge.domain.identity import Caller, Role, Scope
from tonebridge.settings import AuthSettings

ALGORITHM = "EdDSA"
AUDIENCE = "tonebridge"
KEY_NAMES: tuple[Literal["a"], Literal["b"]] = ("a", "b")
_KEYS_DIR = "TONEBRIDGE_AUTH__KEYS_DIR"


class _Claims(Struct, frozen=True):
    """What a token says, beside what PyJWT checks."""

    sub: str
    tenant: str
    role: Role
    scopes: tuple[Scope, ...]
    session: str
    exp: float
    language: str = "en"


class SignedTokens:
    """Signs and verifies."""

    def __init__(self, keys: dict[str, Ed25519PrivateKey], auth: AuthSettings) -> None:
        """`keys` by their id (`a`, `b`); `auth.signing_key` says which signs."""
        self._signing = keys[auth.signing_key]
        self._verifying = {name: key.public_key() for name, key in keys.items()}
        self._auth = auth

    def issue(self, caller: Caller, *, now: float) -> str:
        """Sign a token that says who the caller is for `auth.access_ttl_s`."""
        claims = {
            "iss": self._auth.issuer,
            "aud": AUDIENCE,
            "sub": caller.member_id,
            "tenant": caller.tenant_id,
            "role": caller.role.value,
            "scopes": sorted(scope.value for scope in caller.scopes),
            "session": caller.session_id or "",
            "language": caller.language,
            "iat": int(now),
            "exp": int(now + self._auth.access_ttl_s),
        }
        return jwt.encode(
            claims, self._signing, algorithm=ALGORITHM, headers={"kid": self._auth.signing_key}
        )

    def verify(self, token: str, *, now: float) -> tuple[Caller, float]:
        """Return who it names and when it expires, or raise `Unauthenticated`."""
        try:
            key = self._verifying[jwt.get_unverified_header(token)["kid"]]
            payload = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self._auth.issuer,
                options={
                    "require": ["exp", "iat", "iss", "aud", "sub"],
                    "verify_exp": False,  # by the clock that was passed in, below
                    "verify_iat": False,
                },
            )
            claims = msgspec.convert(payload, _Claims)
        except (jwt.PyJWTError, KeyError, TypeError, ValueError):
            raise Unauthenticated("the access token is not valid") from None
        if claims.exp <= now:
            raise Unauthenticated("the access token has expired; refresh it")
        caller = Caller(
            tenant_id=claims.tenant,
            member_id=claims.sub,
            role=claims.role,
            scopes=frozenset(claims.scopes),
            session_id=claims.session or None,
            language=claims.language,
        )
        return caller, claims.exp


def read_keys(folder: Path) -> dict[str, Ed25519PrivateKey]:
    """Read `a.pem` and `b.pem`.

    Raises:
        SettingsInvalid: one is missing or holds no Ed25519 key.
    """
    keys: dict[str, Ed25519PrivateKey] = {}
    for name in KEY_NAMES:
        path = folder / f"{name}.pem"
        try:
            key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        except OSError as error:
            raise SettingsInvalid(_KEYS_DIR, f"cannot read {path}: {error.strerror}") from None
        except (ValueError, TypeError):
            raise SettingsInvalid(_KEYS_DIR, f"{path} holds no PEM key") from None
        if not isinstance(key, Ed25519PrivateKey):
            raise SettingsInvalid(_KEYS_DIR, f"{path} holds no Ed25519 key")
        keys[name] = key
    return keys
