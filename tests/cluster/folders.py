"""Where the bed keeps what it builds, and where it runs."""

import os
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def cache() -> Path:
    """Return the folder for binaries and images, which outlive a run."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "tonebridge"


def beds() -> Path:
    """Return the folder for running beds: short, since sockets in it have short names."""
    folder = Path(tempfile.gettempdir()) / f"tonebridge-beds-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
