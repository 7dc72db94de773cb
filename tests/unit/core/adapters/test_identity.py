"""Tokens and passwords as they are in production."""

import jwt
import pytest
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.support.gateway import KEYS

from tonebridge.adapters.identity.passwords import Argon2Passwords
from tonebridge.adapters.identity.tokens import SignedTokens, read_keys
from tonebridge.domain.errors import SettingsInvalid, Unauthenticated
from tonebridge.domain.identity import Caller, Role, Scope
from tonebridge.settings import AuthSettings
from tonebridge_cli.laptop.signing import ensure_signing_keys

NOW = 1_767_225_600.0
CALLER = Caller(
    tenant_id="t",
    member_id="m",
    role=Role.OWNER,
    scopes=frozenset({Scope.TRANSFORM, Scope.HISTORY}),
    session_id="s",
    language="ja",
)


def pem(key):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


class TestATokenThatIsSigned:
    def test_says_who_it_was_issued_to_and_until_when(self):
        tokens = SignedTokens(KEYS, AuthSettings())

        assert tokens.verify(tokens.issue(CALLER, now=NOW), now=NOW) == (CALLER, NOW + 900)

    def test_ends_at_its_time(self):
        tokens = SignedTokens(KEYS, AuthSettings())
        token = tokens.issue(CALLER, now=NOW)

        assert tokens.verify(token, now=NOW + 899)[0] == CALLER
        with pytest.raises(Unauthenticated):
            tokens.verify(token, now=NOW + 900)

    def test_is_good_after_the_other_key_began_to_sign(self):
        before = SignedTokens(KEYS, AuthSettings(signing_key="a"))
        after = SignedTokens(KEYS, AuthSettings(signing_key="b"))
        token = before.issue(CALLER, now=NOW)

        assert jwt.get_unverified_header(token)["kid"] == "a"
        assert after.verify(token, now=NOW)[0] == CALLER
        assert jwt.get_unverified_header(after.issue(CALLER, now=NOW))["kid"] == "b"

    def test_names_the_key_that_signed_it_and_no_other(self):
        tokens = SignedTokens(KEYS, AuthSettings())
        swapped = SignedTokens({"a": KEYS["b"], "b": KEYS["a"]}, AuthSettings())

        with pytest.raises(Unauthenticated):
            tokens.verify(swapped.issue(CALLER, now=NOW), now=NOW)

    def test_of_another_issuer_is_not_ours(self):
        other = SignedTokens(KEYS, AuthSettings(issuer="other"))

        with pytest.raises(Unauthenticated):
            SignedTokens(KEYS, AuthSettings()).verify(other.issue(CALLER, now=NOW), now=NOW)


class TestTheSigningKeys:
    def test_are_read_as_they_were_made(self, tmp_path):
        ensure_signing_keys(tmp_path)

        keys = read_keys(tmp_path)

        assert sorted(keys) == ["a", "b"]
        assert pem(keys["a"]) == (tmp_path / "a.pem").read_bytes()

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "cannot read"),
            (b"nonsense", "holds no PEM key"),
            (pem(generate_private_key(SECP256R1())), "holds no Ed25519 key"),
        ],
    )
    def test_that_are_none_are_refused(self, tmp_path, content, said):
        ensure_signing_keys(tmp_path)
        (tmp_path / "b.pem").unlink()
        if content is not None:
            (tmp_path / "b.pem").write_bytes(content)

        with pytest.raises(SettingsInvalid) as raised:
            read_keys(tmp_path)

        assert raised.value.setting == "TONEBRIDGE_AUTH__KEYS_DIR"
        assert said in raised.value.remedy


class TestAPassword:
    @pytest.fixture
    async def passwords(self):
        passwords = Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield passwords
        await passwords.close()

    async def test_is_known_by_its_hash(self, passwords):
        hashed = await passwords.hash("correct horse")

        assert hashed.startswith("$argon2id$")
        assert await passwords.verify("correct horse", hashed)
        assert not await passwords.verify("wrong horse", hashed)

    @pytest.mark.parametrize("hashed", [None, "", "nonsense", "$argon2id$broken"])
    async def test_of_nobody_is_never_right(self, passwords, hashed):
        assert not await passwords.verify("", hashed)
        assert not await passwords.verify("anything", hashed)

    async def test_is_hashed_with_a_salt(self, passwords):
        assert await passwords.hash("same") != await passwords.hash("same")
