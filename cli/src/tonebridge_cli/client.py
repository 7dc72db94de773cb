"""Asks a ToneBridge server; every failure becomes a CommandFailed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx2
import msgspec

from tonebridge.application.secrets import API_KEY
from tonebridge.domain.message import Language
from tonebridge_cli.failures import CommandFailed, Exit, joined
from tonebridge_cli.target import Target
from tonebridge_cli.wire import Problem

TIMEOUT_S = 30.0
UNAUTHORIZED = (401, 403)
AWAY = (429, 502, 503, 504)
LOCAL = ("127.0.0.1", "localhost", "::1")
BEGINS_A_JWT = "ey"
"""`{"` in base64; an access token may stand in a key's place."""
LONGEST_TOLD = 300
ERROR_NUMBER = re.compile(r"^\[Errno -?\d+\] ")


class Client:
    """One server, for the time of one command.

    Raises:
        CommandFailed: from every call that the server does not answer with success.
    """

    def __init__(
        self,
        target: Target,
        *,
        reader: Language,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._target = target
        headers = {
            "Accept-Language": reader.value,
            "User-Agent": f"tonebridge-cli/{version('tonebridge-cli')}",
        }
        if target.api_key:
            headers["Authorization"] = f"Bearer {target.api_key}"
        try:
            self._http = httpx2.Client(
                base_url=target.url,
                headers=headers,
                timeout=TIMEOUT_S,
                transport=transport,
                # A proxy of the company's is no way to one's own machine.
                trust_env=httpx2.URL(target.url).host not in LOCAL,
            )
        except (httpx2.InvalidURL, ValueError) as error:
            what = f"the address or the key is not right ({error})"
            raise CommandFailed(what, exit_code=Exit.USAGE) from None

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close its connections."""
        self._http.close()

    def get(self, path: str, **query: str | int | None) -> bytes:
        """Fetch; what is None is not asked for."""
        return self._send("GET", path, params=_given(query))

    def post(self, path: str, body: object = None) -> bytes:
        """Send JSON; return what comes back."""
        content = None if body is None else msgspec.json.encode(body)
        headers = {} if body is None else {"Content-Type": "application/json"}
        return self._send("POST", path, content=content, headers=headers)

    def post_csv(self, path: str, table: bytes) -> bytes:
        """Send a table; return what comes back."""
        return self._send("POST", path, content=table, headers={"Content-Type": "text/csv"})

    def delete(self, path: str) -> None:
        """Delete."""
        self._send("DELETE", path)

    def stream(self, path: str, **query: str | int | None) -> Iterator[bytes]:
        """Fetch piece by piece."""
        with (
            self._reaching(),
            self._http.stream("GET", path, params=_given(query)) as answer,
        ):
            if not answer.is_success:
                answer.read()
            self._check(answer)
            yield from answer.iter_bytes()

    def _send(self, method: str, path: str, **rest: Any) -> bytes:  # noqa: ANN401 - passed on
        with self._reaching():
            answer = self._http.request(method, path, **rest)
        self._check(answer)
        return answer.content

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except httpx2.TimeoutException:
            what = f"{self._target.url} does not answer within {TIMEOUT_S:.0f} s"
            raise CommandFailed(what, exit_code=Exit.UNREACHABLE) from None
        except (httpx2.TransportError, httpx2.InvalidURL) as error:
            what = f"cannot reach {self._target.url} ({_reason(error)})"
            remedy = "is it running? `tonebridge up` starts one here"
            raise CommandFailed(what, remedy, exit_code=Exit.UNREACHABLE) from None
        except httpx2.RequestError as error:
            what = f"{self._target.url} gave no usable answer ({_reason(error)})"
            raise CommandFailed(what, exit_code=Exit.UNREACHABLE) from None

    def _check(self, answer: httpx2.Response) -> None:
        if answer.is_success:
            return
        status = answer.status_code
        line = _told(answer)
        if status in UNAUTHORIZED:
            raise CommandFailed(
                line, _right_key(self._target.api_key), exit_code=Exit.UNAUTHORIZED
            )
        if status in AWAY:
            wait_s = answer.headers.get("Retry-After", "")
            remedy = f"retry in {wait_s} s" if wait_s.isdigit() else "retry later"
            raise CommandFailed(
                line, "" if "retry" in line else remedy, exit_code=Exit.UNREACHABLE
            )
        raise CommandFailed(line, exit_code=Exit.REFUSED)


def _told(answer: httpx2.Response) -> str:
    """Put what the server said into one line."""
    try:
        problem = msgspec.json.decode(answer.content, type=Problem)
    except msgspec.MsgspecError:
        problem = Problem()
    told = problem.detail or problem.title or f"the server answered {answer.status_code}"
    if problem.field and problem.field not in told:
        told = f"{problem.field}: {told}"
    if problem.remedy and problem.remedy not in told:
        told = joined(told, problem.remedy)
    return told[:LONGEST_TOLD]


def _right_key(key: str | None) -> str:
    if not key:
        return "set TONEBRIDGE_API_KEY"
    return "" if key.startswith((API_KEY, BEGINS_A_JWT)) else f"a key begins with {API_KEY}"


def _reason(error: Exception) -> str:
    """Say why, without the number that the system gives it."""
    return ERROR_NUMBER.sub("", str(error)) or type(error).__name__


def _given(query: dict[str, str | int | None]) -> dict[str, str | int]:
    return {name: value for name, value in query.items() if value is not None}


def segment(identifier: str) -> str:
    """Keep what a person typed one segment of the path."""
    return quote(identifier, safe="")
