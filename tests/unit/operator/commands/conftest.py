"""Commands on a cluster that answers what it was told to."""

from datetime import UTC, datetime

import msgspec
import pytest
from tests.unit.operator.commands.answers import NAMESPACE, Answers, PatientClock

from tonebridge_operator.commands.main import run
from tonebridge_operator.commands.reach import Cluster

LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def api():
    return Answers()


@pytest.fixture
def clock():
    return PatientClock(datetime(2026, 1, 31, 9, 0, 5, tzinfo=UTC))


@pytest.fixture
def tonebridge(api, clock, monkeypatch, capsys):
    """Run `kubectl tonebridge …`; return exit code, standard output and error."""
    for name in LOCALE:
        monkeypatch.delenv(name, raising=False)

    def invoke(*words):
        code = run(list(words), given=Cluster(api, namespace=NAMESPACE, clock=clock))
        said = capsys.readouterr()
        return code, said.out, said.err

    return invoke


@pytest.fixture
def printed(tonebridge):
    """Run a command that must succeed; return the JSON that it prints."""

    def invoke(*words):
        code, out, err = tonebridge(*words, "--json")
        assert (code, err) == (0, "")
        return msgspec.json.decode(out)

    return invoke
