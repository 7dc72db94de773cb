"""Time and names that a test decides."""


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: float = 1_767_225_600.0, *, monotonic: float = 1_000.0) -> None:
        self._now = now
        self._monotonic = monotonic

    def now(self) -> float:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let both clocks move on."""
        self._now += seconds
        self._monotonic += seconds


class FakeIds:
    """Names in a known order: the first is …0001, the next …0002."""

    def __init__(self) -> None:
        self._ids = 0
        self._secrets = 0

    def new(self) -> str:
        self._ids += 1
        return f"019b7600-0000-7000-8000-{self._ids:012x}"

    def secret(self) -> str:
        self._secrets += 1
        return f"secret-{self._secrets:036d}"
