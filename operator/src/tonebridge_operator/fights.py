"""Whether to put an object back once more, when somebody keeps changing it."""

from msgspec import Struct

TOLERATED = 5
"""Repairs within the window that nobody needs to hear of."""
WINDOW_S = 600.0
LEAST_PAUSE_S, MOST_PAUSE_S = 5.0, 300.0


class Repairs(Struct, frozen=True, kw_only=True):
    """When one object was put back to the same state."""

    digest: str = ""
    """Of the state that is wanted; another one starts anew."""
    at: tuple[float, ...] = ()
    """Monotonic seconds, oldest first, none older than the window."""


def repaired(history: Repairs, digest: str, *, now: float) -> Repairs:
    """Return the history with one more repair."""
    recent = history.at if history.digest == digest else ()
    kept = tuple(at for at in recent if now - at < WINDOW_S)
    return Repairs(digest=digest, at=(*kept, now))


def pause_s(history: Repairs, digest: str, *, now: float) -> float:
    """Return how long to leave the object as it is; 0: put it back now.

    The pause doubles with each repair beyond those that are tolerated.
    """
    if history.digest != digest or not history.at:
        return 0.0
    recent = [at for at in history.at if now - at < WINDOW_S]
    beyond = len(recent) - TOLERATED
    if beyond < 0:
        return 0.0
    pause = min(MOST_PAUSE_S, LEAST_PAUSE_S * 2.0 ** min(beyond, 10))
    return max(0.0, recent[-1] + pause - now)
