"""What the rule engine can do to a message: one module a kind, listed here."""

from collections.abc import Callable

from tonebridge.domain.message import Kind, Message
from tonebridge.domain.transform import Draft
from tonebridge.language.facts import Masked
from tonebridge.language.kinds import (
    background,
    clarify,
    priority,
    requirements,
    soften,
    structure,
    summarize,
    terminology,
)

KINDS: dict[Kind, Callable[[Message, Masked], Draft]] = {
    Kind.SOFTEN: soften.transform,
    Kind.CLARIFY: clarify.transform,
    Kind.STRUCTURE: structure.transform,
    Kind.SUMMARIZE: summarize.transform,
    Kind.TERMINOLOGY: terminology.transform,
    Kind.REQUIREMENTS: requirements.transform,
    Kind.BACKGROUND: background.transform,
    Kind.PRIORITY: priority.transform,
}
"""From a message and its mask to a draft; pure."""
