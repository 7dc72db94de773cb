"""One process a folder."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class FolderBusy(Exception):
    """Another process holds the folder."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        """Name the folder and, where it is known, the process."""
        super().__init__(f"{folder} is in use by process {pid or 'unknown'}")
        self.folder = folder
        self.pid = pid


class FolderLock:
    """A lock that ends with the process that took it, however it ends.

    Raises:
        FolderBusy: on entering, when another process holds it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None

    def __enter__(self) -> Self:
        """Take it, or raise at once."""
        path = self._folder / "lock"
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(file, 20).strip()
            os.close(file)
            raise FolderBusy(self._folder, int(holder) if holder.isdigit() else None) from None
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
        self._file = file
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the next one in."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def is_held(folder: Path) -> bool:
    """Tell whether a living process holds the folder."""
    try:
        file = os.open(folder / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(file)
