"""What a member made of an answer."""

from tonebridge.application.ports import Clock, Ids
from tonebridge.application.stores import History
from tonebridge.domain.errors import InvalidField
from tonebridge.domain.history import Feedback as Said
from tonebridge.domain.history import Reception
from tonebridge.domain.identity import Caller


class Feedback:
    """Keeps it."""

    def __init__(self, *, store: History, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids

    async def __call__(
        self, caller: Caller, *, transform_id: str, verdict: Reception, text: str | None
    ) -> Said:
        """Keep a verdict; with `edit`, and only then, how the answer should have read.

        Raises:
            InvalidField: the text is missing, or there is one that nobody asked for.
        """
        if verdict is Reception.EDIT and text is None:
            raise InvalidField("text", "with edit, say how it should have read")
        if verdict is not Reception.EDIT and text is not None:
            raise InvalidField("text", "leave it out, or choose the verdict edit")
        said = Said(
            id=self._ids.new(),
            transform_id=transform_id,
            verdict=verdict,
            text=text,
            created_at=self._clock.now(),
        )
        await self._store.add_feedback(caller.tenant_id, caller.member_id, said)
        return said
