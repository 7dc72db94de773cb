"""How much is too much: the generic cell rate algorithm, and a sliding window.

Source: ITU-T I.371, annex A (virtual scheduling). A limit is remembered as one number, the
moment by which everything taken so far would have been due at an even pace: `due` here,
theoretical arrival time there. In any `w` seconds no more than `(w + burst_s) * per_min / 60`
permits are granted, or what one request costs beyond that.
"""

from collections.abc import Sequence
from math import floor

from msgspec import Struct

WINDOW_S = 60
"""Limits are per minute."""

_ROUNDING = 1e-9
"""Of a permit: what adding up intervals may lose."""


class Rate(Struct, frozen=True):
    """What a limit grants."""

    per_min: float
    burst_s: float
    """Unused permits of this many seconds may be taken at once; one permit always."""

    @property
    def interval_s(self) -> float:
        return WINDOW_S / self.per_min

    @property
    def tolerance_s(self) -> float:
        """By how much `due` may run ahead of the clock."""
        return max(self.burst_s, self.interval_s)


class Granted(Struct, frozen=True):
    """The permits are taken."""

    due: float
    remaining: int
    """What could be taken at once now."""
    reset_s: float
    """Until everything may be taken again."""


class Refused(Struct, frozen=True):
    """Nothing is taken."""

    retry_after_s: float
    """The same request is granted then, if nobody else takes anything."""


def take(due: float, rate: Rate, *, cost: int, now: float) -> Granted | Refused:
    """Take `cost` permits, or none.

    A request that costs more than a whole burst is granted once the limit is untouched, so
    that it can be granted at all; what follows waits the longer.
    """
    price_s = cost * rate.interval_s
    start = max(due, now)
    early_s = start + price_s - max(rate.tolerance_s, price_s) - now
    if early_s > _ROUNDING * rate.interval_s:
        return Refused(early_s)
    ahead_s = start + price_s - now
    remaining = floor((rate.tolerance_s - ahead_s) / rate.interval_s + _ROUNDING)
    return Granted(due=now + ahead_s, remaining=max(0, remaining), reset_s=ahead_s)


def wait_for_attempt(attempts: Sequence[float], *, per_min: int, now: float) -> float:
    """Return how long the next attempt must wait, 0 if it may be made now.

    `attempts`: when the latest ones were made, oldest first. No minute ever holds more than
    `per_min` of them.
    """
    if len(attempts) < per_min:
        return 0.0
    return max(0.0, attempts[-per_min] + WINDOW_S - now)
