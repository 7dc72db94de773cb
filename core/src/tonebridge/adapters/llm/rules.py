"""The rule engine as a provider: offline, deterministic, always there."""

import asyncio

from tonebridge.domain.message import Message
from tonebridge.domain.transform import Draft
from tonebridge.language import engine

LONG_TEXT = 1_000
"""Above so many characters the work leaves the event loop."""


class RulesProvider:
    """Rewrites by rules."""

    name: str = "rules"
    model: str | None = None

    def __init__(self) -> None:
        self.version = engine.version()

    async def transform(self, message: Message) -> Draft:
        """Answer, or raise `KindNotAvailable`; never unavailable."""
        if len(message.text) > LONG_TEXT:
            return await asyncio.to_thread(engine.transform, message)
        return engine.transform(message)
