"""Say what a message sounds like."""

import asyncio

from tonebridge.application.wish import LONG_TEXT
from tonebridge.domain.analysis import Analysis
from tonebridge.domain.message import Language
from tonebridge.language import engine


class Analyze:
    """Analyzes; long texts away from the event loop."""

    async def __call__(self, text: str, language: Language | None = None) -> Analysis:
        """Return the analysis; with no language it is told from the text."""
        if len(text) > LONG_TEXT:
            return await asyncio.to_thread(engine.analyze, text, language)
        return engine.analyze(text, language)
