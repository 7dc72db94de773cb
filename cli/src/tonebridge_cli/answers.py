"""Who answers transform, analyze and rank: a server, or the engine in this process."""

from typing import Protocol

from msgspec import UNSET, Struct, UnsetType

from tonebridge.domain.message import Kind, Language
from tonebridge_cli.client import Client


class Request(Struct, frozen=True, kw_only=True):
    """The body of `POST /api/v1/transform`."""

    text: str
    kind: Kind
    intensity: int | str = "auto"
    language: str = "auto"
    preset: str | None = None
    degrade: str | UnsetType = UNSET
    include: tuple[str, ...] | UnsetType = UNSET


class Item(Struct, frozen=True):
    """One message to rank."""

    id: str
    text: str


class Answers(Protocol):
    """Answers with the JSON bodies of the HTTP API."""

    def transform(self, request: Request) -> bytes:
        """Rewrite."""
        ...

    def analyze(self, text: str, language: Language | None) -> bytes:
        """Say what it sounds like."""
        ...

    def rank(self, items: tuple[Item, ...]) -> bytes:
        """Order by urgency."""
        ...


class ServerAnswers:
    """A server's."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def transform(self, request: Request) -> bytes:
        """Rewrite."""
        return self._client.post("/api/v1/transform", request)

    def analyze(self, text: str, language: Language | None) -> bytes:
        """Say what it sounds like."""
        body = {"text": text}
        if language is not None:
            body["language"] = language.value
        return self._client.post("/api/v1/analyze", body)

    def rank(self, items: tuple[Item, ...]) -> bytes:
        """Order by urgency."""
        return self._client.post("/api/v1/priority/rank", {"items": items})
