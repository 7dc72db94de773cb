import pytest

from tonebridge.domain.message import Language
from tonebridge.domain.terminal import reader_language
from tonebridge_cli.folder import DataFolder, Running, default_folder
from tonebridge_cli.laptop.locks import FolderBusy, FolderLock
from tonebridge_cli.target import Target, Wanted, find_target

LOCAL = "http://127.0.0.1:8000"


@pytest.fixture
def home(tmp_path):
    folder = DataFolder(tmp_path)
    folder.announce(Running(pid=1, url=LOCAL, management_url="http://127.0.0.1:8001"))
    folder.keep_api_key("tb_home")
    return folder


@pytest.fixture
def running(home):
    with FolderLock(home.path):
        yield home


def wanted(url=None, api_key=None):
    return Wanted(url=url, api_key=api_key, data=None)


class TestTheServerThatRunsHere:
    def test_is_asked_with_its_own_key_when_nobody_is_named(self, running):
        assert find_target(wanted(), home=running) == Target(
            url=LOCAL, api_key="tb_home", found=True
        )

    def test_is_asked_with_the_key_that_was_named(self, running):
        assert find_target(wanted(api_key="tb_mine"), home=running) == Target(
            url=LOCAL, api_key="tb_mine", found=True
        )

    def test_is_known_by_its_address(self, running):
        assert find_target(wanted(url=LOCAL + "/"), home=running) == Target(
            url=LOCAL, api_key="tb_home", found=False
        )

    def test_keeps_its_key_to_itself_when_another_is_named(self, running):
        assert find_target(wanted(url="https://other.example"), home=running) == Target(
            url="https://other.example", api_key=None, found=False
        )

    def test_counts_as_named_where_its_folder_is(self, running):
        named = Wanted(url=None, api_key=None, data=running.path)

        assert find_target(named, home=running) == Target(
            url=LOCAL, api_key="tb_home", found=False
        )

    def test_is_forgotten_once_it_ended_even_by_a_kill(self, home):
        assert find_target(wanted(), home=home) is None

    def test_keeps_its_files_to_its_owner(self, home):
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in home.path.iterdir()}

        assert modes == {"running.json": "0o600", "api-key": "0o600"}


def test_a_folder_is_one_process_s_alone(tmp_path):
    with FolderLock(tmp_path), pytest.raises(FolderBusy), FolderLock(tmp_path):
        pass


@pytest.mark.parametrize(
    ("environ", "platform", "folder"),
    [
        ({"HOME": "/home/a"}, "linux", "/home/a/.local/share/tonebridge"),
        ({"HOME": "/home/a", "XDG_DATA_HOME": "/data"}, "linux", "/data/tonebridge"),
        ({"HOME": "/home/a", "XDG_DATA_HOME": "data"}, "linux", "/home/a/.local/share/tonebridge"),
        ({"HOME": "/Users/a"}, "darwin", "/Users/a/Library/Application Support/tonebridge"),
    ],
)
def test_the_data_folder_is_where_the_system_keeps_such_things(environ, platform, folder):
    assert str(default_folder(environ, platform=platform)) == folder


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, Language.EN),
        ({"LANG": "ja_JP.UTF-8"}, Language.JA),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, Language.EN),
        ({"LANG": "C", "LC_MESSAGES": "ja"}, Language.JA),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
    ],
)
def test_a_reader_reads_in_the_language_of_the_locale(environ, language):
    assert reader_language(environ) == language
