"""A bed is a folder with running processes: made, shared, taken down, and cleaned up after.

A bed in use is one whose `.users` lock somebody holds. What a killed run left behind has no
user any more; it is taken down when the next bed starts.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.cluster import cgroups, folders, locks, processes

KEPT = "kept"
"""The bed of `make cluster-up`: it needs no user to stay."""


@contextmanager
def shared_bed(name: str, start: Callable[[Path], object]) -> Iterator[Path]:
    """Use the bed of this name: the first user starts it, the last one takes it down."""
    folder = folders.beds() / name
    with ExitStack() as use:
        with _one_at_a_time():
            _sweep(but=name)
            if not locks.held(_users(folder)):
                discard(folder)
            use.enter_context(locks.shared(_users(folder)))
            if not _complete(folder).exists():
                discard(folder)
                _make(folder, start)
        yield folder
    with _one_at_a_time():
        if not locks.held(_users(folder)):
            discard(folder)
            _users(folder).unlink()


def make_kept(start: Callable[[Path], object]) -> Path:
    """Make the bed that stays until `discard_kept`.

    Raises:
        FileExistsError: it is there already.
    """
    folder = folders.beds() / KEPT
    with _one_at_a_time():
        _sweep(but=KEPT)
        if not _complete(folder).exists():
            discard(folder)
        _make(folder, start)
    return folder


def discard_kept() -> bool:
    """Take down the kept bed and what killed runs left; tell whether there was a kept one."""
    folder = folders.beds() / KEPT
    with _one_at_a_time():
        _sweep(but=KEPT)
        there = folder.exists()
        discard(folder)
    return there


def discard(folder: Path) -> None:
    """Stop what runs in a bed and remove it; harmless where there is none."""
    if folder.exists():
        processes.stop_all(folder)
        cgroups.remove(folder.name)
        shutil.rmtree(folder)


def _make(folder: Path, start: Callable[[Path], object]) -> None:
    folder.mkdir(mode=0o700)
    try:
        start(folder)
    except BaseException:
        processes.stop_all(folder)  # the folder stays until the next start: its logs say why
        raise
    _complete(folder).touch()


def _sweep(but: str) -> None:
    for folder in folders.beds().iterdir():
        abandoned = folder.is_dir() and folder.name not in (KEPT, but)
        if abandoned and not locks.held(_users(folder)):
            discard(folder)
            _users(folder).unlink()


def _users(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.users")


def _complete(folder: Path) -> Path:
    return folder / "complete"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with locks.exclusive(folders.beds() / "lock"):
        yield
