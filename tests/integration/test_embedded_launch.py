import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from tests.support.running import eventually

from tonebridge_cli.laptop.accounts import Account, for_server
from tonebridge_cli.laptop.child import launcher

NOBODY = 65_534
as_root_on_linux = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root changes who it is"
)


def launched(*command, reach_all):
    account = Account(uid=NOBODY, gid=NOBODY, reach_all=reach_all)
    return subprocess.run(
        launcher(command, account=account), capture_output=True, text=True, check=False, timeout=30
    )


@as_root_on_linux
class TestALaunchFromRoot:
    @pytest.fixture
    def hidden(self, tmp_path):
        tmp_path.chmod(0o700)
        program = tmp_path / "program"
        program.write_text("#!/bin/sh\necho ran\n")
        program.chmod(0o755)
        return program

    def test_gives_up_root_and_every_capability(self):
        status = launched("/bin/cat", "/proc/self/status", reach_all=False).stdout

        assert re.search(r"^Uid:\s+(.*)", status, re.MULTILINE)[1].split() == [str(NOBODY)] * 4
        assert re.search(r"^Groups:(.*)", status, re.MULTILINE)[1].split() == []
        assert set(re.findall(r"^Cap(?:Inh|Prm|Eff|Amb):\s+(\w+)", status, re.MULTILINE)) == {
            "0" * 16
        }

    def test_keeps_one_capability_where_folders_are_root_s_alone(self):
        status = launched("/bin/cat", "/proc/self/status", reach_all=True).stdout

        assert re.search(r"^Uid:\s+(.*)", status, re.MULTILINE)[1].split() == [str(NOBODY)] * 4
        assert set(re.findall(r"^Cap(?:Inh|Prm|Eff|Amb):\s+(\w+)", status, re.MULTILINE)) == {
            "0" * 15 + "2"
        }

    def test_reaches_a_program_in_a_hidden_folder_and_its_checks_say_so(self, hidden):
        assert launched(str(hidden), reach_all=True).stdout == "ran\n"
        assert launched("/usr/bin/test", "-x", str(hidden), reach_all=True).returncode == 0
        assert launched("/usr/bin/test", "-x", str(hidden), reach_all=False).returncode == 1

    def test_is_told_which_of_them_it_needs(self, hidden):
        owned = hidden.parent / "cluster"

        assert for_server(owned, (hidden,)).reach_all
        assert not for_server(owned, (Path("/bin/sh"),)).reach_all

    def test_keeps_the_owner_of_a_folder_that_is_there(self, tmp_path):
        os.chown(tmp_path, NOBODY, NOBODY)

        assert for_server(tmp_path, ()).uid == NOBODY


ORPHANING = """
import os, signal, subprocess, sys
from tonebridge_cli.laptop.child import launcher

command = (sys.executable, "-c", "import signal; print('up', flush=True); signal.pause()")
child = subprocess.Popen(
    launcher(command, account=None, death_signal=signal.SIGTERM),
    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
)
child.stdout.readline()
print(child.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone ends children with parents")
def test_a_launched_process_ends_with_its_parent():
    done = subprocess.run(
        [sys.executable, "-c", ORPHANING], stdout=subprocess.PIPE, text=True, check=False
    )

    assert done.returncode == -signal.SIGKILL
    eventually(lambda: gone(int(done.stdout)))


def gone(pid):
    """Tell whether it ended, be it a zombie that nobody asks about."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
