"""Put messages in the order in which they want attention."""

import asyncio
from collections.abc import Sequence

from tonebridge.domain.errors import InvalidField
from tonebridge.language import engine
from tonebridge.language.engine import Ranked


class Rank:
    """Ranks by the wording alone, away from the event loop."""

    async def __call__(self, items: Sequence[tuple[str, str]]) -> Sequence[Ranked]:
        """Rank texts, given as id and text; most urgent first.

        Raises:
            InvalidField: two of them have the same id.
        """
        seen: set[str] = set()
        for place, (identifier, _) in enumerate(items):
            if identifier in seen:
                raise InvalidField(f"items[{place}].id", "give each item an id of its own")
            seen.add(identifier)
        return await asyncio.to_thread(engine.rank, items)
