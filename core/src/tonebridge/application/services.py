"""Every use case, put together from ports: what a door is given."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from tonebridge.application.admission import Admit
from tonebridge.application.analyze import Analyze
from tonebridge.application.dictionaries import Dictionaries
from tonebridge.application.feedback import Feedback
from tonebridge.application.history import History
from tonebridge.application.identity import Identify
from tonebridge.application.keys import Keys
from tonebridge.application.login import Login
from tonebridge.application.logout import Logout
from tonebridge.application.lookups import LookUps
from tonebridge.application.measures import Measures
from tonebridge.application.ports import (
    Cache,
    Clock,
    Flights,
    HistoryLog,
    Ids,
    Jobs,
    Ledger,
    Limiter,
    Passwords,
    Provider,
    Revocations,
    Throttle,
    Tokens,
)
from tonebridge.application.presets import Presets
from tonebridge.application.profile import Profile
from tonebridge.application.purge import Purge
from tonebridge.application.rank import Rank
from tonebridge.application.refresh import Refresh
from tonebridge.application.register import Register
from tonebridge.application.reset import Reset
from tonebridge.application.sessions import Sessions
from tonebridge.application.signin import SignIn
from tonebridge.application.stores import Accounts
from tonebridge.application.stores import Dictionaries as DictionaryStore
from tonebridge.application.stores import History as HistoryStore
from tonebridge.application.stores import Presets as PresetStore
from tonebridge.application.terms import PresetBook, TermBook
from tonebridge.application.transform import Transform
from tonebridge.application.usage import Usage
from tonebridge.settings import Settings

Probe = Callable[[], Awaitable[bool]]
"""Says whether something that we rely on answers. Never raises."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ports:
    """What the use cases stand on."""

    accounts: Accounts
    dictionaries: DictionaryStore
    presets: PresetStore
    history: HistoryStore
    l1: Cache
    l2: Cache
    flights: Flights
    limiter: Limiter
    revocations: Revocations
    ledger: Ledger
    history_log: HistoryLog
    jobs: Jobs
    throttle: Throttle
    passwords: Passwords
    tokens: Tokens
    provider: Provider
    clock: Clock
    ids: Ids
    measures: Measures
    probes: Mapping[str, Probe]
    """By what they ask: `database`, `redis`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """What a door calls."""

    settings: Settings
    clock: Clock
    ids: Ids
    ledger: Ledger
    measures: Measures
    probes: Mapping[str, Probe]
    identify: Identify
    lookups: LookUps
    admit: Admit
    transform: Transform
    analyze: Analyze
    rank: Rank
    sessions: Sessions
    register: Register
    login: Login
    logout: Logout
    refresh: Refresh
    reset: Reset
    signin: SignIn
    keys: Keys
    dictionaries: Dictionaries
    presets: Presets
    profile: Profile
    history: History
    usage: Usage
    feedback: Feedback
    purge: Purge


def compose(ports: Ports, settings: Settings) -> Services:
    """Give each use case what it needs."""
    p, auth = ports, settings.auth
    attempts = settings.limits.login_per_min
    identify = Identify(
        accounts=p.accounts, tokens=p.tokens, revocations=p.revocations, clock=p.clock, auth=auth
    )
    sessions = Sessions(
        accounts=p.accounts,
        tokens=p.tokens,
        revocations=p.revocations,
        clock=p.clock,
        ids=p.ids,
        auth=auth,
    )
    terms = TermBook(p.dictionaries, clock=p.clock)
    presets = PresetBook(p.presets, clock=p.clock)
    return Services(
        settings=settings,
        clock=p.clock,
        ids=p.ids,
        ledger=p.ledger,
        measures=p.measures,
        probes=p.probes,
        identify=identify,
        lookups=LookUps(p.throttle, per_min=settings.limits.lookups_per_min),
        admit=Admit(p.limiter, settings.limits),
        transform=Transform(
            provider=p.provider,
            l1=p.l1,
            l2=p.l2,
            flights=p.flights,
            history=p.history_log,
            terms=terms,
            presets=presets,
            clock=p.clock,
            ids=p.ids,
            measures=p.measures,
            cache=settings.cache,
            deadline_s=settings.gateway.deadline_s,
            sync_history=settings.history.durability == "sync",
        ),
        analyze=Analyze(),
        rank=Rank(),
        sessions=sessions,
        register=Register(
            accounts=p.accounts,
            passwords=p.passwords,
            throttle=p.throttle,
            clock=p.clock,
            ids=p.ids,
            auth=auth,
            attempts_per_min=attempts,
        ),
        login=Login(
            accounts=p.accounts,
            passwords=p.passwords,
            throttle=p.throttle,
            attempts_per_min=attempts,
        ),
        logout=Logout(sessions=sessions, identify=identify),
        refresh=Refresh(accounts=p.accounts, sessions=sessions, clock=p.clock),
        reset=Reset(
            accounts=p.accounts,
            passwords=p.passwords,
            throttle=p.throttle,
            jobs=p.jobs,
            revocations=p.revocations,
            clock=p.clock,
            ids=p.ids,
            auth=auth,
            attempts_per_min=attempts,
        ),
        signin=SignIn(accounts=p.accounts, clock=p.clock, ids=p.ids, auth=auth),
        keys=Keys(
            accounts=p.accounts,
            identify=identify,
            revocations=p.revocations,
            clock=p.clock,
            ids=p.ids,
        ),
        dictionaries=Dictionaries(store=p.dictionaries, terms=terms, clock=p.clock, ids=p.ids),
        presets=Presets(store=p.presets, book=presets, clock=p.clock, ids=p.ids),
        profile=Profile(accounts=p.accounts, identify=identify),
        history=History(p.history),
        usage=Usage(store=p.history, clock=p.clock),
        feedback=Feedback(store=p.history, clock=p.clock, ids=p.ids),
        purge=Purge(l1=p.l1, l2=p.l2),
    )
