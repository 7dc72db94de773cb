"""What the use cases need from the database.

Every method that takes a `tenant_id` sees that tenant alone: by its own predicate, and
again by row-level security. Every method raises `StoreUnavailable` while PostgreSQL is
away. Times are seconds since 1970 (UTC), kept to the microsecond; ids are UUIDv7 as text,
and other text in their place names nothing.

What is added to a tenant, member or dictionary that is not there raises `NotFound`. Text
with NUL or an unpaired surrogate, which PostgreSQL cannot hold, raises `InvalidField`.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from msgspec import Struct

from tonebridge.domain.dictionary import Dictionary, StoredPreset, StoredTerm
from tonebridge.domain.history import Feedback, HistoryEntry, HistoryFilter, HistoryPage, UsageDay
from tonebridge.domain.identity import ApiKey, Member, Tenant
from tonebridge.domain.message import Language, Term


class Credentials(Struct, frozen=True, kw_only=True):
    """A member with what proves who they are."""

    member: Member
    password_hash: str | None


class Session(Struct, frozen=True, kw_only=True):
    """A sign-in; its refresh tokens follow one another."""

    id: str
    member: Member
    expires_at: float
    revoked: bool
    current: bool
    """False: the token that was shown has been used before, so somebody has a copy."""


class Accounts(Protocol):
    """Tenants, members, sessions, keys. Secrets arrive hashed (SHA-256, hex)."""

    async def register(
        self, tenant: Tenant, member: Member, *, password_hash: str | None, now: float
    ) -> bool:
        """Make a tenant and its first member; False, and nothing made, if the email is taken."""
        ...

    async def invite(self, member: Member, *, now: float) -> bool:
        """Add a member without a password to a tenant; False if the email is taken."""
        ...

    async def by_email(self, email: str) -> Credentials | None:
        """Find a member of any tenant; emails compare case-insensitively."""
        ...

    async def member(self, tenant_id: str, member_id: str) -> Member | None: ...

    async def tenant(self, tenant_id: str) -> Tenant | None: ...

    async def first_owner(self) -> Member | None:
        """Return the oldest owner there is; for administration."""
        ...

    async def update_member(
        self, tenant_id: str, member_id: str, *, language: str | None, time_zone: str | None
    ) -> Member | None:
        """Change what is not None; None if there is no such member."""
        ...

    async def update_tenant(self, tenant_id: str, *, store_text: bool) -> None: ...

    async def set_password(self, member: Member, password_hash: str) -> Sequence[str]:
        """Set it, revoke every session of the member and void their `reset` tokens.

        Returns the ids of the sessions that it revoked.
        """
        ...

    async def open_session(
        self, session_id: str, member: Member, token_hash: str, *, now: float, expires_at: float
    ) -> None: ...

    async def find_session(self, token_hash: str) -> Session | None:
        """Find the session of a refresh token, of any tenant, whether it was used or not."""
        ...

    async def rotate_session(
        self, session: Session, old_hash: str, new_hash: str, *, now: float
    ) -> bool:
        """Make the new token the current one.

        False if the old one no longer was, or the session is revoked or over.
        """
        ...

    async def revoke_session(self, tenant_id: str, session_id: str, *, now: float) -> None: ...

    async def add_key(self, key: ApiKey, key_hash: str) -> None: ...

    async def find_key(self, key_hash: str) -> tuple[ApiKey, Member] | None:
        """Find a key, of any tenant, revoked and expired ones too.

        Notes, to the minute, when a living key was last used.
        """
        ...

    async def keys(self, tenant_id: str, member_id: str) -> Sequence[ApiKey]:
        """List a member's keys, newest first."""
        ...

    async def key(self, tenant_id: str, member_id: str, key_id: str) -> ApiKey | None: ...

    async def expire_key(
        self, tenant_id: str, member_id: str, key_id: str, *, expires_at: float
    ) -> bool:
        """Bring a key's end forward, never back; False if there is no such living key."""
        ...

    async def revoke_key(self, tenant_id: str, member_id: str, key_id: str, *, now: float) -> bool:
        """End a key now; False if there is no such key."""
        ...

    async def issue_token(
        self, purpose: str, token_hash: str, member: Member, *, expires_at: float
    ) -> None:
        """Keep a one-time token for a purpose: `signin` or `reset`."""
        ...

    async def spend_token(self, purpose: str, token_hash: str, *, now: float) -> Member | None:
        """Use up a living token, of any tenant; None if there is none. Works once."""
        ...


class Dictionaries(Protocol):
    """Dictionaries and their terms. Each change of terms raises the dictionary's version."""

    async def all(self, tenant_id: str) -> Sequence[Dictionary]:
        """List them by name."""
        ...

    async def get(self, tenant_id: str, dictionary_id: str) -> Dictionary | None: ...

    async def create(
        self, tenant_id: str, dictionary_id: str, *, name: str, language: Language, now: float
    ) -> Dictionary:
        """Make an empty one. Raises `Conflict` if the tenant has one of that name."""
        ...

    async def rename(
        self, tenant_id: str, dictionary_id: str, *, name: str, now: float
    ) -> Dictionary | None:
        """Return it renamed, None if there is none. Raises `Conflict` as `create`."""
        ...

    async def delete(self, tenant_id: str, dictionary_id: str) -> bool: ...

    async def terms(
        self, tenant_id: str, dictionary_id: str, *, limit: int, after: str | None = None
    ) -> Sequence[StoredTerm]:
        """Return terms in order of their words' code points, those after the given word."""
        ...

    async def put_terms(
        self,
        tenant_id: str,
        dictionary_id: str,
        terms: Sequence[StoredTerm],
        *,
        most: int,
        now: float,
    ) -> Sequence[StoredTerm]:
        """Add terms, or change those whose word is there (keeping its id); all or none.

        Of two with the same word the later counts. Returns them as stored. Raises
        `NotFound` if there is no such dictionary, `Conflict` if it would hold more terms
        than `most`.
        """
        ...

    async def delete_term(
        self, tenant_id: str, dictionary_id: str, term_id: str, *, now: float
    ) -> bool: ...

    async def terms_for(self, tenant_id: str, language: Language) -> tuple[str, Sequence[Term]]:
        """Return every term of a language, and a version that changes when any does.

        The oldest dictionary comes first.
        """
        ...


class Presets(Protocol):
    """A tenant's own presets, beside the built-in ones."""

    async def all(self, tenant_id: str) -> Sequence[StoredPreset]:
        """List them by name."""
        ...

    async def create(self, tenant_id: str, preset: StoredPreset, *, now: float) -> None:
        """Add one. Raises `Conflict` if the tenant has one of that name."""
        ...

    async def update(self, tenant_id: str, preset: StoredPreset, *, now: float) -> bool:
        """Replace one; False if there is none. Raises `Conflict` as `create`."""
        ...

    async def delete(self, tenant_id: str, preset_id: str) -> bool: ...


class History(Protocol):
    """What was transformed, as a tenant's member reads it."""

    async def page(
        self,
        tenant_id: str,
        member_id: str,
        wanted: HistoryFilter,
        *,
        limit: int,
        cursor: str | None,
    ) -> HistoryPage:
        """Return a member's entries, newest first.

        `since` is included, `until` is not. A query is words: each must begin a word of
        source or answer, in Japanese stand anywhere; width and case do not count. A blank
        query does not narrow; one of punctuation alone finds nothing.

        Raises:
            InvalidField: the cursor is not one that this method gave.
        """
        ...

    async def get(self, tenant_id: str, member_id: str, entry_id: str) -> HistoryEntry | None: ...

    def export(
        self, tenant_id: str, member_id: str, wanted: HistoryFilter
    ) -> AsyncIterator[HistoryEntry]:
        """Yield every entry that is wanted, newest first, without holding all of them."""
        ...

    async def delete(self, tenant_id: str, member_id: str, entry_id: str) -> bool: ...

    async def delete_all(self, tenant_id: str, member_id: str) -> int:
        """Delete every entry of a member; returns how many there were."""
        ...

    async def usage(self, tenant_id: str, *, since: str, until: str) -> Sequence[UsageDay]:
        """Return a tenant's days from `since` to `until` (`2026-01-31`, both included)."""
        ...

    async def add_feedback(self, tenant_id: str, member_id: str, feedback: Feedback) -> None:
        """Keep what a member made of an answer: `accept`, `edit` (with text) or `reject`.

        Harmless when repeated. The text is left out for a tenant that keeps none.
        """
        ...


class HistoryWriter(Protocol):
    """The worker's end: writes for every tenant."""

    async def write(self, entries: Sequence[HistoryEntry]) -> int:
        """Write a batch in one transaction, usage with it; returns how many were new.

        An entry that is there already is passed over, so a batch may be repeated. Entries
        of a tenant that keeps no text are written without source and text; entries of a
        tenant that is gone are dropped. NUL and unpaired surrogates become U+FFFD; an entry
        that cannot be stored at all is left out, and never keeps its neighbours out.
        """
        ...

    async def prepare(self, *, today: str, days_ahead: int) -> None:
        """Make the daily partitions of today and so many days more."""
        ...

    async def expire(self, *, before: str) -> int:
        """Drop the partitions of days before the given one; returns how many."""
        ...
