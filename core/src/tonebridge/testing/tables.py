"""What the fake stores share, as one database would hold it."""

from tonebridge.domain.dictionary import Dictionary, StoredPreset, StoredTerm
from tonebridge.domain.errors import NotFound, StoreUnavailable
from tonebridge.domain.history import Feedback, HistoryEntry, UsageDay
from tonebridge.domain.identity import ApiKey, Member, Tenant


class FakeTables:
    """Rows in memory. With `away = True` every store on them raises `StoreUnavailable`."""

    def __init__(self) -> None:
        self.away = False
        self.tenants: dict[str, Tenant] = {}
        self.members: dict[str, Member] = {}
        self.password_hashes: dict[str, str] = {}
        self.keys: dict[str, ApiKey] = {}
        """By the hash of the key."""
        self.dictionaries: dict[str, Dictionary] = {}
        self.terms: dict[str, StoredTerm] = {}
        self.presets: dict[str, tuple[str, StoredPreset]] = {}
        """With the tenant that has it."""
        self.entries: dict[str, HistoryEntry] = {}
        self.days: set[str] = set()
        """The days that history is kept of."""
        self.usage: dict[tuple[str, str, str, str], UsageDay] = {}
        """By tenant, day, kind and provider."""
        self.feedback: dict[str, Feedback] = {}

    def reach(self) -> None:
        """Do what every call to a database does first: reach it, or not."""
        if self.away:
            raise StoreUnavailable("database")

    def require_tenant(self, tenant_id: str) -> Tenant:
        """Return what a foreign key asks for, or raise `NotFound`."""
        tenant = self.tenants.get(tenant_id)
        if tenant is None:
            raise NotFound("tenant")
        return tenant
