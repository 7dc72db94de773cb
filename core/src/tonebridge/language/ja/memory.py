"""Remember what was found out about a sentence.

A message is heard, softened and judged in turn, and sentences recur: the same reading
is asked the same question again and again. Readings are compared by identity, so a
look-up costs next to nothing. Long sentences are not kept: memory stays bounded.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

LONGEST = 200
"""Longer sentences are thought about anew each time."""
_MOST = 512

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")


class _Known(Protocol):
    @property
    def length(self) -> int: ...


Asked = TypeVar("Asked", bound=_Known)


def remembered(
    work: Callable[Concatenate[Asked, Rest], Answer],
) -> Callable[Concatenate[Asked, Rest], Answer]:
    """Remember the latest answers of a pure function of a reading."""
    kept = cast(
        "Callable[Concatenate[Asked, Rest], Answer]",
        lru_cache(maxsize=_MOST)(cast("Callable[..., Hashable]", work)),
    )

    def answer(asked: Asked, /, *rest: Rest.args, **named: Rest.kwargs) -> Answer:
        if asked.length > LONGEST:
            return work(asked, *rest, **named)
        return kept(asked, *rest, **named)

    return answer
