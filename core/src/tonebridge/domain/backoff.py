"""How long to wait before trying again.

Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
"""

from collections.abc import Callable


def full_jitter(
    failures: int, least_s: float, most_s: float, *, random: Callable[[], float]
) -> float:
    """Return a pause in seconds, spread evenly up to a bound that doubles with each failure.

    The bound is `least_s` after the first failure (`failures` 0) and `most_s` at most.
    `random` gives numbers in [0, 1).
    """
    doublings = min(failures, 60)
    return random() * min(most_s, least_s * 2.0**doublings)
