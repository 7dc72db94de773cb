"""A bed is shared while anyone uses it, and nothing of it stays when nobody does."""

import signal
import subprocess
import sys
import tempfile

import psutil
import pytest
from tests.cluster import beds, folders, processes

USE_A_BED = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from tests.cluster import beds, processes
start = lambda folder: processes.start(folder, "sleeper", ["/bin/sleep", "1000"])
with beds.shared_bed(sys.argv[2], start):
    print("in use", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Keep these beds apart from real ones."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def user(elsewhere):
    """Start processes that each use a bed until they are told to end."""
    started = []

    def use(name):
        process = subprocess.Popen(
            [sys.executable, "-c", USE_A_BED, str(elsewhere), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        assert process.stdout.readline() == b"in use\n"
        return process

    yield use
    for process in started:
        process.kill()
        process.communicate()


def start(folder):
    processes.start(folder, "sleeper", ["/bin/sleep", "1000"])


def sleeper(name):
    return processes.running(folders.beds() / name, "sleeper")


def left_over():
    return sorted(path.name for path in folders.beds().iterdir() if path.name != "lock")


def test_the_last_user_takes_the_bed_down(user):
    one, other = user("shared"), user("shared")
    running = sleeper("shared")

    one.communicate()
    still = sleeper("shared")
    other.communicate()

    assert running is not None
    assert still == running
    assert left_over() == []


def test_what_a_killed_user_left_is_cleaned_by_the_next_start(user):
    killed = user("killed")
    orphan = sleeper("killed")
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert orphan.is_running()

    with beds.shared_bed("next", start):
        assert left_over() == ["next", "next.users"]
        assert not alive(orphan)

    assert left_over() == []


def test_a_bed_in_use_survives_the_start_of_another(user):
    user("mine")

    with beds.shared_bed("other", start):
        assert sleeper("mine") is not None


def test_a_kept_bed_stays_until_it_is_discarded():
    folder = beds.make_kept(start)
    with beds.shared_bed("tests", start):
        pass
    process = processes.running(folder, "sleeper")

    with pytest.raises(FileExistsError):
        beds.make_kept(start)
    assert process is not None
    assert (beds.discard_kept(), beds.discard_kept()) == (True, False)
    assert not alive(process)
    assert left_over() == []


def test_a_bed_that_does_not_come_up_keeps_its_logs_and_no_process():
    def fail(folder):
        start(folder)
        raise processes.Failed("no")

    with pytest.raises(processes.Failed), beds.shared_bed("broken", fail):
        pass

    assert sleeper("broken") is None
    assert (folders.beds() / "broken/sleeper.log").exists()
    assert beds.discard_kept() is False
    assert left_over() == []


def test_a_process_that_will_not_listen_is_killed(tmp_path):
    ready = tmp_path / "ready"
    deaf = f"trap '' TERM; touch {ready}; while :; do /bin/sleep 1; done"
    processes.start(tmp_path, "deaf", ["/bin/sh", "-c", deaf])
    processes.wait_until(ready.exists, tmp_path, "deaf")
    process = processes.running(tmp_path, "deaf")

    processes.stop(tmp_path, "deaf", bound_s=0.5)

    assert not alive(process)


def test_a_process_that_ends_at_once_says_why(tmp_path):
    processes.start(tmp_path, "short", ["/bin/sh", "-c", "echo no such flag >&2; exit 3"])

    with pytest.raises(processes.Failed, match="short ended: no such flag"):
        processes.wait_until(lambda: False, tmp_path, "short")


def test_a_stranger_with_a_recorded_id_is_left_alone(tmp_path):
    processes.start(tmp_path, "mine", ["/bin/sleep", "1000"])
    process = processes.running(tmp_path, "mine")
    record = tmp_path / "mine.pid.json"
    record.write_bytes(record.read_bytes().replace(b'"created":', b'"created":1'))

    processes.stop(tmp_path, "mine")

    assert process.is_running()
    process.kill()


def alive(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
