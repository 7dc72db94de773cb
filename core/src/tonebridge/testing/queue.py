"""A history stream, a job queue and a mailbox that a test can look into."""

from collections.abc import Sequence

from msgspec import Struct

from tonebridge.domain.errors import StoreUnavailable


class FakeHistoryLog:
    """Both ends of the history stream: what is appended here can be read here.

    `dead`: what was buried, with the reason. One reader; what it read and did not finish
    comes first when `hand_over` was called, as if the reader had died.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, bytes] = {}
        self._reading: dict[str, bytes] = {}
        self._appended = 0
        self.dead: list[tuple[bytes, str]] = []
        self.away = False

    @property
    def entries(self) -> list[bytes]:
        """What is in the stream, oldest first."""
        return [*self._reading.values(), *self._waiting.values()]

    async def append(self, entry: bytes, *, durable: bool) -> None:
        del durable
        self._appended += 1
        self._waiting[f"{self._appended}-0"] = entry

    async def read(self, *, count: int, block_s: float) -> Sequence[tuple[str, bytes]]:
        del block_s
        if self.away:
            raise StoreUnavailable("redis")
        taken = list(self._waiting.items())[:count]
        for id_, _ in taken:
            self._reading[id_] = self._waiting.pop(id_)
        return taken

    async def done(self, ids: Sequence[str]) -> None:
        if self.away:
            raise StoreUnavailable("redis")
        for id_ in ids:
            self._reading.pop(id_, None)

    async def bury(self, id_: str, entry: bytes, *, reason: str) -> None:
        await self.done([id_])
        self.dead.append((entry, reason))

    def hand_over(self) -> None:
        """Let what was read and not finished be read again."""
        self._waiting = {**self._reading, **self._waiting}
        self._reading = {}


class Queued(Struct, frozen=True):
    """A job that was queued."""

    actor: str
    arguments: dict[str, str]


class FakeJobs:
    """A queue that keeps its jobs for the test to see."""

    def __init__(self) -> None:
        self.queued: list[Queued] = []
        self.away = False

    async def enqueue(self, actor: str, **arguments: str) -> None:
        if self.away:
            raise StoreUnavailable("redis")
        self.queued.append(Queued(actor, arguments))


class Mail(Struct, frozen=True):
    """A mail that was sent."""

    to: str
    subject: str
    body: str


class FakeMailer:
    """A mailbox."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.away = False

    async def send(self, *, to: str, subject: str, body: str) -> None:
        if self.away:
            raise StoreUnavailable("mail")
        self.sent.append(Mail(to, subject, body))
