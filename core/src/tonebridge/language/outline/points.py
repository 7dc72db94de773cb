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


def chosen(
    points: Sequence[Point], room: int, *, cost: int, length: Callable[[str], int]
) -> list[str | None]:
    """Say for each point how it is written, or None where it is left out.

    All points are shortened alike, so that they read alike; then what is worth least is
    left out, until all fits into `room` characters, by `length` and `cost` more a point.
    Where room is left over, points and fuller forms come back.
    """
    worthy = [place for place, point in enumerate(points) if point.forms and point.worth > 0]
    worthy = worthy or [place for place, point in enumerate(points) if point.forms]
    order = sorted(worthy, key=lambda place: (points[place].worth, -place))
    sizes = {place: [length(form) + cost for form in points[place].forms] for place in order}
    levels = range(max((len(each) for each in sizes.values()), default=1))

    def size(place: int, level: int) -> int:
        return sizes[place][min(level, len(sizes[place]) - 1)]

    def total(level: int) -> int:
        return sum(size(place, level) for place in kept)

    kept = set(order)
    level = next((each for each in levels if total(each) <= room), levels[-1])
    shortest = {place: size(place, level) for place in order}
    kept -= set(_dropped(points, order, shortest, total(level) - room))
    for place in reversed(order):
        if place not in kept and total(level) + shortest[place] <= room:
            kept.add(place)
    level = next((each for each in levels if total(each) <= room), level)
    return [
        point.forms[min(level, len(point.forms) - 1)] if place in kept else None
        for place, point in enumerate(points)
    ]


def _dropped(
    points: Sequence[Point], order: Sequence[int], sizes: dict[int, int], excess: int
) -> list[int]:
    """Choose what to leave out: one point that is large enough, or several of little worth."""
    if excess <= 0:
        return []
    several: list[int] = []
    freed = 0
    for place in order[:-1]:
        if freed >= excess:
            break
        several.append(place)
        freed += sizes[place]
    large = [place for place in order if sizes[place] >= excess]
    if not large or len(order) == 1:
        return several
    one = min(large, key=lambda place: (points[place].worth, sizes[place]))
    lost = sum(points[place].worth for place in several)
    return [one] if points[one].worth <= lost else several
