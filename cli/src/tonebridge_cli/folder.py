"""The data folder: where a laptop's ToneBridge keeps what it knows."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from tonebridge_cli.failures import CannotStart
from tonebridge_cli.laptop.files import write_private
from tonebridge_cli.laptop.locks import is_held


class Running(Struct, frozen=True, kw_only=True):
    """What `tonebridge up` tells other commands about itself."""

    pid: int
    url: str
    management_url: str


class DataFolder:
    """The places in a data folder. Nothing is made before `prepare`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.postgres = path / "postgres"
        self.valkey = path / "valkey"
        self.keys = path / "keys"
        self.logs = path / "logs"
        self._running = path / "running.json"
        self._api_key = path / "api-key"
        self._database_url = path / "database-url"

    def prepare(self) -> None:
        """Make it.

        Raises:
            CannotStart: it cannot be made or written to.
        """
        try:
            for folder in (self.path, self.keys, self.logs):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            what = f"cannot use the data folder {self.path}: {error.strerror}"
            raise CannotStart(what, "name another one with --data") from None
        if not os.access(self.path, os.W_OK | os.X_OK):
            what = f"the data folder {self.path} is not writable"
            raise CannotStart(what, "change its owner or mode, or name another one with --data")
        if os.geteuid() == 0:
            self.path.chmod(0o711)  # PostgreSQL passes as another user; its files stay private

    def running(self) -> Running | None:
        """Return what an `up` that runs on this folder said, if one does."""
        try:
            said = msgspec.json.decode(self._running.read_bytes(), type=Running)
        except (OSError, msgspec.MsgspecError):
            return None
        return said if is_held(self.path) else None

    def announce(self, running: Running) -> None:
        """Let other commands find us."""
        write_private(self._running, msgspec.json.encode(running))

    def withdraw(self) -> None:
        """Let other commands find us no longer."""
        self._running.unlink(missing_ok=True)
        self._database_url.unlink(missing_ok=True)

    def api_key(self) -> str | None:
        """Return the key that the first run was given for this machine's commands."""
        return _read(self._api_key)

    def keep_api_key(self, key: str) -> None:
        """Keep it for this machine's commands, readable by its owner alone."""
        write_private(self._api_key, key.encode("ascii"))

    def database_url(self) -> str | None:
        """Return where the database of what runs here is; with a password in it."""
        return _read(self._database_url)

    def keep_database_url(self, url: str) -> None:
        """Keep it for as long as we run, readable by its owner alone."""
        write_private(self._database_url, url.encode())


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def default_folder(environ: Mapping[str, str], *, platform: str = sys.platform) -> Path:
    """Return the person's own data folder for ToneBridge."""
    home = Path(environ.get("HOME") or Path.home())
    if platform == "darwin":
        return home / "Library/Application Support/tonebridge"
    base = environ.get("XDG_DATA_HOME", "")
    # The specification wants a relative path ignored.
    return (Path(base) if base.startswith("/") else home / ".local/share") / "tonebridge"
