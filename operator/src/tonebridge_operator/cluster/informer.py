"""Knows at any time what there is of a kind: lists it, then watches it, for ever.

A version that the server forgot, or a watch that broke, leads to a new list, and the list is
compared with what is known: what was deleted meanwhile is noticed too.
"""

import logging
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from typing import Protocol

import msgspec
from msgspec import Struct

from tonebridge.domain.backoff import full_jitter
from tonebridge.domain.errors import ToneBridgeError
from tonebridge_operator.clock import Clock
from tonebridge_operator.cluster.connection import JSON, LIST_S, Connection, Request
from tonebridge_operator.cluster.store import Ref
from tonebridge_operator.errors import Expired, Refused
from tonebridge_operator.measures import RELISTS

log = logging.getLogger(__name__)

PAGE = 500
LEAST_PAUSE_S, MOST_PAUSE_S = 0.5, 8.0
WATCH_S = 240
"""How long the server keeps a watch, and up to half as long again: they do not all end at once."""
METADATA = "application/json;as={};g=meta.k8s.io;v=v1"
STUCK_S = 180.0


class Watched(Struct, frozen=True, kw_only=True):
    """What to watch."""

    kind: str
    path: str
    """Of its collection."""
    namespace: str = ""
    """Of its objects; empty: all."""
    selector: str = ""
    """By labels."""
    metadata_only: bool = False
    """Leave out all but `metadata`."""

    @property
    def words(self) -> str:
        """What it is to people."""
        return self.path.rpartition("/")[2] + (f" in {self.namespace}" if self.namespace else "")


class Sink(Protocol):
    """Is told what there is."""

    def seen(self, data: bytes) -> Ref:
        """Take note of an object that is there."""
        ...

    def gone(self, data: bytes) -> None:
        """Take note of an object that was deleted, as it was at the end."""
        ...

    def listed(self, there: set[Ref], version: int) -> None:
        """Take note that at this version nothing else was there."""
        ...


class _Meta(Struct, rename="camel"):
    resource_version: str = ""
    continue_: str = msgspec.field(name="continue", default="")


class _Page(Struct):
    metadata: _Meta
    items: list[msgspec.Raw] | None = None


class _Event(Struct):
    type: str
    object: msgspec.Raw


class _Bookmark(Struct):
    metadata: _Meta


class _Failure(Struct):
    code: int = 0
    message: str = ""


_PAGES = msgspec.json.Decoder(_Page)
_EVENTS = msgspec.json.Decoder(_Event)
_BOOKMARKS = msgspec.json.Decoder(_Bookmark)
_FAILURES = msgspec.json.Decoder(_Failure)


class Informer:
    """One kind, in one namespace or in all."""

    def __init__(
        self,
        connection: Connection,
        watched: Watched,
        sink: Sink,
        clock: Clock,
        random: Callable[[], float],
    ) -> None:
        self._connection = connection
        self._watched = watched
        self._sink = sink
        self._clock = clock
        self._random = random
        self._version = ""
        self.synced = False
        """It was listed once."""
        self.fails: ToneBridgeError | None = None
        """Why it cannot be listed or watched at the moment."""
        self.active_at = clock.monotonic()
        """When it last did anything, in monotonic seconds; trying counts."""

    async def run(self) -> None:
        """Go on for ever."""
        failures = 0
        while True:
            self.active_at = self._clock.monotonic()
            try:
                if not self._version:
                    await self._list()
                failures = 0 if await self._watch() else failures + 1
            except Expired:
                self._version = ""
                failures += 1
            except (ToneBridgeError, msgspec.DecodeError) as error:
                failures += 1
                self._note(error)
            pause_s = full_jitter(failures, LEAST_PAUSE_S, MOST_PAUSE_S, random=self._random)
            if failures:
                await self._clock.sleep(pause_s)

    def _note(self, error: Exception) -> None:
        if self.fails is None or str(error) != str(self.fails):
            log.warning("cannot watch %s: %s", self._watched.words, error)
        self.fails = error if isinstance(error, ToneBridgeError) else ToneBridgeError(str(error))

    async def _list(self) -> None:
        if self.synced:
            RELISTS.labels(self._watched.kind).inc()
        there: set[Ref] = set()
        version = ""
        async for page in self._pages():
            there.update(self._sink.seen(bytes(item)) for item in page.items or ())
            version = page.metadata.resource_version
            self.active_at = self._clock.monotonic()
        self._sink.listed(there, int(version))
        self._version = version
        self.synced = True
        self.fails = None

    async def _pages(self) -> AsyncIterator[_Page]:
        kind = "PartialObjectMetadataList"
        accept = METADATA.format(kind) if self._watched.metadata_only else JSON
        token = ""
        while True:
            query = [("limit", str(PAGE)), *self._selection()]
            if token:
                query.append(("continue", token))
            try:
                request = Request(
                    path=self._watched.path,
                    query=query,
                    accept=accept,
                )
                answer = await self._connection.send(request, timeout_s=LIST_S)
            except Refused as error:
                if error.status == HTTPStatus.GONE:
                    raise Expired(str(error)) from None
                raise
            page = _PAGES.decode(answer)
            yield page
            token = page.metadata.continue_
            if not token:
                return

    async def _watch(self) -> bool:
        """Follow what happens until the server ends it; tell whether anything came."""
        timeout_s = round(WATCH_S * (1 + self._random() / 2))
        query = [
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("resourceVersion", self._version),
            ("timeoutSeconds", str(timeout_s)),
            *self._selection(),
        ]
        accept = METADATA.format("PartialObjectMetadata") if self._watched.metadata_only else JSON
        began = self._clock.monotonic()
        request = Request(path=self._watched.path, query=query, accept=accept)
        lines = self._connection.lines(request)
        try:
            async for line in lines:
                self.active_at = self._clock.monotonic()
                self.fails = None
                self._take(_EVENTS.decode(line))
        except Refused as error:
            if error.status == HTTPStatus.GONE:
                raise Expired(str(error)) from None
            raise
        finally:
            await lines.aclose()
        return self._clock.monotonic() - began > 1.0

    def _take(self, event: _Event) -> None:
        data = bytes(event.object)
        if event.type == "ERROR":
            failure = _FAILURES.decode(data)
            if failure.code == HTTPStatus.GONE:
                raise Expired(failure.message)
            raise Refused(
                f"watch {self._watched.words}", status=failure.code, message=failure.message
            )
        if event.type == "DELETED":
            self._sink.gone(data)
        elif event.type != "BOOKMARK":
            self._sink.seen(data)
        self._version = _BOOKMARKS.decode(data).metadata.resource_version

    def _selection(self) -> list[tuple[str, str]]:
        return [("labelSelector", self._watched.selector)] if self._watched.selector else []
