"""Every store in memory. Those that share `FakeTables` see the same rows."""

from tonebridge.testing.accounts import FakeAccounts
from tonebridge.testing.dictionaries import FakeDictionaries, FakePresets
from tonebridge.testing.history import FakeHistory, FakeHistoryWriter
from tonebridge.testing.tables import FakeTables

__all__ = [
    "FakeAccounts",
    "FakeDictionaries",
    "FakeHistory",
    "FakeHistoryWriter",
    "FakePresets",
    "FakeTables",
]
