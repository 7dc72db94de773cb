"""Choose what a summary says: the points worth most, as short as it takes."""

from collections.abc import Callable, Sequence

from msgspec import Struct


class Point(Struct, frozen=True):
    """One sentence of a message as a summary could say it."""

    start: int
    """Where the sentence begins in the masked text."""
    end: int
    forms: tuple[str, ...]
    """Ways to say it, the fullest first; masked. Empty: it says nothing of the matter."""
    worth: float
    """What is lost without it; at or below zero it is left out where anything else is said."""


_MOST_WORK = 200_000
"""Points times characters that are weighed against one another; beyond, the best go first."""


def chosen(
    points: Sequence[Point], room: int, *, cost: int, length: Callable[[str], int]
) -> list[str | None]:
    """Say for each point how it is written, or None where it is left out.

    The points together worth most that fit into `room` characters, by `length` and `cost`
    more a point, are said. All are shortened alike, so that they read alike, and no more
    than it takes.
    """
    worthy = [place for place, point in enumerate(points) if point.forms and point.worth > 0]
    worthy = worthy or [place for place, point in enumerate(points) if point.forms]
    sizes = {place: [length(form) + cost for form in points[place].forms] for place in worthy}
    levels = range(max((len(each) for each in sizes.values()), default=1))

    def size(place: int, level: int) -> int:
        return sizes[place][min(level, len(sizes[place]) - 1)]

    shortest = {place: size(place, levels[-1]) for place in worthy}
    kept = _best(points, shortest, room)
    level = next(
        (each for each in levels if sum(size(place, each) for place in kept) <= room), levels[-1]
    )
    return [
        point.forms[min(level, len(point.forms) - 1)] if place in kept else None
        for place, point in enumerate(points)
    ]


def _best(points: Sequence[Point], sizes: dict[int, int], room: int) -> frozenset[int]:
    """Choose the points worth most together; the earlier ones of equal worth."""
    if sum(sizes.values()) <= room:
        return frozenset(sizes)
    if len(sizes) * max(room, 0) > _MOST_WORK:
        return _greedy(points, sizes, room)
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (max(room, 0) + 1)
    for place, size in sizes.items():
        for left in range(room, size - 1, -1):
            worth, before = best[left - size]
            if worth + points[place].worth > best[left][0]:
                best[left] = (worth + points[place].worth, (*before, place))
    found = best[-1][1]
    return frozenset(found or ({min(sizes, key=lambda place: sizes[place])} if sizes else ()))


def _greedy(points: Sequence[Point], sizes: dict[int, int], room: int) -> frozenset[int]:
    kept: set[int] = set()
    for place in sorted(sizes, key=lambda place: (-points[place].worth, place)):
        if sizes[place] <= room:
            kept.add(place)
            room -= sizes[place]
    return frozenset(kept)
