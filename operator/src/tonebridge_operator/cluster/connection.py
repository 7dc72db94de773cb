"""The one way to the API server: a request, and its answer as bytes.

The official client finds the server, its certificates and tokens, and renews the latter. Its
typed classes are never imported: they cost 120 MB and four times the CPU.
"""

import os
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

import aiohttp
import msgspec
from kubernetes.aio import config
from kubernetes.aio.client.api_client import ApiClient
from kubernetes.aio.client.configuration import Configuration
from msgspec import Struct

from tonebridge.domain.errors import SettingsInvalid
from tonebridge_operator.errors import Refused, Unreachable

JSON = "application/json"
ANSWER_S = 5.0
"""A write that was not answered by then is taken as lost. The Lease counts on it."""
LIST_S = 30.0
CONNECT_S = 5.0
SILENCE_S = 75.0
"""A watch says something every minute at least, if only how far it is."""

Query = Sequence[tuple[str, str]]


class Request(Struct, frozen=True, kw_only=True):
    """What is asked of the API server."""

    method: str = "GET"
    path: str
    query: Query = ()
    body: object = None
    content_type: str = JSON
    accept: str = JSON

    @property
    def words(self) -> str:
        """What it is to people."""
        return f"{self.method} {self.path}"


class Connection:
    """Sends requests as one identity."""

    def __init__(self, client: ApiClient, configuration: Configuration) -> None:
        self._client = client
        self.configuration = configuration

    async def send(self, request: Request, *, timeout_s: float = ANSWER_S) -> bytes:
        """Send a request and return the answer's body.

        Raises:
            Refused: the answer is no success.
            Unreachable: there was none in time.
        """
        bound = aiohttp.ClientTimeout(total=timeout_s, sock_connect=CONNECT_S)
        async with self._answer(request, bound) as answer:
            return bytes(await answer.read())

    async def lines(self, request: Request) -> AsyncGenerator[bytes, None]:
        """Yield the lines of an answer that goes on; it ends when the server ends it.

        Raises:
            Refused: the answer is no success.
            Unreachable: it broke off, or nothing came for too long.
        """
        bound = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S, sock_read=SILENCE_S)
        async with self._answer(request, bound) as answer:
            rest = b""
            async for chunk in answer.content.iter_any():
                *whole, rest = (rest + chunk).split(b"\n")
                for line in whole:
                    yield line

    @asynccontextmanager
    async def _answer(
        self, request: Request, bound: aiohttp.ClientTimeout
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        ready = await self._client.param_serialize(
            request.method,
            request.path,
            query_params=list(request.query),
            header_params={"Accept": request.accept, "Content-Type": request.content_type},
            body=request.body,
            auth_settings=["BearerToken"],
        )
        try:
            found = await self._client.call_api(*ready, _request_timeout=bound)
            answer: aiohttp.ClientResponse = found.response
            async with answer:
                if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
                    raise _refused(request.words, answer, await answer.read())
                yield answer
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Unreachable(request.words, _reason(error)) from error


@asynccontextmanager
async def connected(kubeconfig: str, context: str = "") -> AsyncIterator[Connection]:
    """Connect as the file says; where it is empty, as the pod's account or KUBECONFIG does.

    `context` of the file; empty: its current one.

    Raises:
        SettingsInvalid: neither tells where the API server is.
    """
    configuration = Configuration()
    try:
        await _configure(configuration, kubeconfig, context)
    except (config.ConfigException, OSError) as error:
        remedy = f"no API server can be found by it: {error}"
        raise SettingsInvalid("TONEBRIDGE_OPERATOR__KUBECONFIG", remedy) from None
    configuration.connection_pool_maxsize = 0  # each watch holds one: no bound fits all
    client = ApiClient(configuration)
    try:
        yield Connection(client, configuration)
    finally:
        await client.close()  # type: ignore[no-untyped-call]


async def _configure(configuration: Configuration, kubeconfig: str, context: str) -> None:
    if not kubeconfig and not context and "KUBERNETES_SERVICE_HOST" in os.environ:
        config.load_incluster_config(configuration)  # type: ignore[no-untyped-call]
        return
    await config.load_kube_config(  # type: ignore[no-untyped-call]
        config_file=kubeconfig or None,
        context=context or None,
        client_configuration=configuration,
        persist_config=False,
    )


class _Status(Struct):
    message: str = ""
    reason: str = ""


def _refused(what: str, answer: aiohttp.ClientResponse, text: bytes) -> Refused:
    try:
        message = msgspec.json.decode(text, type=_Status).message
    except msgspec.DecodeError:
        message = answer.reason or ""
    after = answer.headers.get("Retry-After", "")
    wait_s = float(after) if after.isdigit() else None
    return Refused(what, status=answer.status, message=message, retry_after_s=wait_s)


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(error) or type(error).__name__
