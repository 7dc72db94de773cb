"""How many workers the queue calls for, where no autoscaler is there to say."""

import math
from collections.abc import Mapping

from msgspec import Struct

from tonebridge_operator.desired.autoscaling import DOWN_S, UNITS


class Calls(Struct, frozen=True, kw_only=True):
    """What was called for lately."""

    since: float
    """Monotonic seconds at which looking began: what was before is not known."""
    seen: tuple[tuple[float, int], ...] = ()
    """When, and how many; within the window, oldest first."""


def called_for(depths: Mapping[str, float], *, for_each: int) -> int:
    """Return how many workers what waits calls for; at least one.

    `depths` by queue, as the metric says them; `for_each`: jobs for each worker.
    """
    jobs = sum(depth / UNITS[queue] for queue, depth in depths.items() if queue in UNITS)
    return max(1, math.ceil(jobs / for_each))


def settle(calls: Calls, wanted: int, *, running: int, now: float) -> tuple[Calls, int]:
    """Return the history with one more call, and how many workers there should be.

    Up at once; down to the most that was called for within the window, and not before a
    whole window was seen: a restart of the operator takes no worker away.
    """
    kept = tuple(one for one in calls.seen if now - one[0] < DOWN_S)
    history = Calls(since=calls.since, seen=(*kept, (now, wanted)))
    most = max(number for _, number in history.seen)
    if now - calls.since < DOWN_S:
        most = max(most, running)
    return history, most
