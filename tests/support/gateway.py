"""A gateway on fakes: one process's worth of use cases, or several on the same stores."""

import asyncio
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tonebridge.adapters.identity.tokens import SignedTokens
from tonebridge.adapters.llm.rules import RulesProvider
from tonebridge.application.secrets import API_KEY, hashed
from tonebridge.application.services import Ports, Services, compose
from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.identity import ALL_SCOPES, ApiKey, Member, Role, Scope, Tenant
from tonebridge.settings import AuthSettings, Settings
from tonebridge.testing.clock import FakeClock, FakeIds
from tonebridge.testing.limits import FakeLimiter, FakeThrottle
from tonebridge.testing.queue import FakeHistoryLog, FakeJobs
from tonebridge.testing.redis import FakeCache, FakeFlights, FakeLedger, FakeRevocations
from tonebridge.testing.stores import (
    FakeAccounts,
    FakeDictionaries,
    FakeHistory,
    FakeHistoryWriter,
    FakePresets,
    FakeTables,
)

PASSWORD = "correct horse battery"
OPEN = Settings(auth=AuthSettings(registration="open"))
KEYS = {name: Ed25519PrivateKey.from_private_bytes(name.encode() * 32) for name in ("a", "b")}


class FakePasswords:
    """Hashes at once, and counts how often it was asked."""

    def __init__(self):
        self.verified = 0

    async def hash(self, password):
        return hashed(password)

    async def verify(self, password, hashed_password):
        self.verified += 1
        return hashed_password is not None and hashed(password) == hashed_password


class CountingProvider:
    """The rule engine behind a gate, with its calls counted."""

    name = "rules"
    model = None

    def __init__(self):
        self._rules = RulesProvider()
        self.version = self._rules.version
        self.calls = 0
        self.called = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.failure = None

    async def transform(self, message):
        self.calls += 1
        self.called.set()
        await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        return await self._rules.transform(message)


class FakeMeasures:
    """Keeps what was counted."""

    def __init__(self):
        self.lookups = []
        self.transforms = []
        self.provider_calls = []

    def cache(self, tier, result):
        self.lookups.append((tier, result))

    def transform(self, kind, provider, *, degraded):
        self.transforms.append((kind, provider, degraded))

    def provider_call(self, provider, outcome, seconds):
        del seconds
        self.provider_calls.append((provider, outcome))


@dataclass
class World:
    """Everything that a gateway stands on, for a test to look into and take away."""

    settings: Settings = OPEN
    clock: FakeClock = field(default_factory=FakeClock)
    ids: FakeIds = field(default_factory=FakeIds)
    tables: FakeTables = field(default_factory=FakeTables)
    provider: CountingProvider = field(default_factory=CountingProvider)
    measures: FakeMeasures = field(default_factory=FakeMeasures)
    jobs: FakeJobs = field(default_factory=FakeJobs)
    passwords: FakePasswords = field(default_factory=FakePasswords)
    history_log: FakeHistoryLog = field(default_factory=FakeHistoryLog)

    def __post_init__(self):
        self.accounts = FakeAccounts(self.tables, clock=self.clock)
        self.dictionaries = FakeDictionaries(self.tables)
        self.presets = FakePresets(self.tables)
        self.history = FakeHistory(self.tables)
        self.l2 = FakeCache(self.clock)
        self.flights = FakeFlights(self.clock)
        self.limiter = FakeLimiter(self.clock)
        self.throttle = FakeThrottle(self.clock)
        self.revocations = FakeRevocations(self.clock)
        self.ledger = FakeLedger(self.clock)
        self.up = {"database": True, "redis": True}

    def ports(self) -> Ports:
        """Return the ports of a new process: its own first tier, all else shared."""

        def probe(name):
            async def ask():
                return self.up[name]

            return ask

        return Ports(
            accounts=self.accounts,
            dictionaries=self.dictionaries,
            presets=self.presets,
            history=self.history,
            l1=FakeCache(self.clock),
            l2=self.l2,
            flights=self.flights,
            limiter=self.limiter,
            revocations=self.revocations,
            ledger=self.ledger,
            history_log=self.history_log,
            jobs=self.jobs,
            throttle=self.throttle,
            passwords=self.passwords,
            tokens=SignedTokens(KEYS, self.settings.auth),
            provider=self.provider,
            clock=self.clock,
            ids=self.ids,
            measures=self.measures,
            probes={name: probe(name) for name in self.up},
        )

    def services(self) -> Services:
        """Start a process."""
        return compose(self.ports(), self.settings)

    async def member(self, email="owner@example.com", *, password=PASSWORD):
        """Register a tenant of this owner."""
        owner = Member(id=self.ids.new(), tenant_id=self.ids.new(), email=email, role=Role.OWNER)
        made = await self.accounts.register(
            Tenant(id=owner.tenant_id, name=email),
            owner,
            password_hash=await self.passwords.hash(password),
            now=self.clock.now(),
        )
        assert made
        return owner

    async def colleague(self, owner, email):
        """Invite a member into the owner's tenant."""
        member = Member(
            id=self.ids.new(), tenant_id=owner.tenant_id, email=email, role=Role.MEMBER
        )
        assert await self.accounts.invite(member, now=self.clock.now())
        return member

    async def write_history(self):
        """Do what the worker does: bring the stream into the database."""
        read = await self.history_log.read(count=1_000, block_s=0)
        entries = [msgspec.msgpack.decode(entry, type=HistoryEntry) for _, entry in read]
        await FakeHistoryWriter(self.tables).write(entries)
        await self.history_log.done([id_ for id_, _ in read])

    async def key(self, member, *, scopes=ALL_SCOPES, expires_at=None):
        """Give a member an API key; returns its secret."""
        secret = API_KEY + self.ids.secret()
        key = ApiKey(
            id=self.ids.new(),
            tenant_id=member.tenant_id,
            member_id=member.id,
            name="test",
            scopes=frozenset(map(Scope, scopes)),
            prefix=secret[:11],
            created_at=self.clock.now(),
            expires_at=expires_at,
        )
        await self.accounts.add_key(key, hashed(secret))
        return secret


def with_gateway(settings: Settings = OPEN, **changes) -> Settings:
    """Change settings of the gateway."""
    gateway = msgspec.structs.replace(settings.gateway, **changes)
    return msgspec.structs.replace(settings, gateway=gateway)
