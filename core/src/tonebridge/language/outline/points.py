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

    Forms are shortened first, the least worthy point first; then what is worth least is
    left out, until all fits into `room` characters, by `length` and `cost` more a point.
    Where room is left over, points and fuller forms come back.
    """
    worthy = [place for place, point in enumerate(points) if point.forms and point.worth > 0]
    worthy = worthy or [place for place, point in enumerate(points) if point.forms]
    order = sorted(worthy, key=lambda place: (points[place].worth, -place))
    sizes = {place: [length(form) + cost for form in points[place].forms] for place in order}
    form = dict.fromkeys(order, 0)
    total = sum(sizes[place][0] for place in order)
    for place in order:
        while total > room and form[place] + 1 < len(sizes[place]):
            total += sizes[place][form[place] + 1] - sizes[place][form[place]]
            form[place] += 1
    for place in _dropped(
        points, order, {each: sizes[each][form[each]] for each in order}, total - room
    ):
        total -= sizes[place][form.pop(place)]
    for place in reversed(order):
        if place not in form and total + sizes[place][-1] <= room:
            form[place] = len(sizes[place]) - 1
            total += sizes[place][-1]
    for place in reversed(order):
        while (
            form.get(place)
            and total - sizes[place][form[place]] + sizes[place][form[place] - 1] <= room
        ):
            total += sizes[place][form[place] - 1] - sizes[place][form[place]]
            form[place] -= 1
    return [
        point.forms[form[place]] if place in form else None for place, point in enumerate(points)
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
