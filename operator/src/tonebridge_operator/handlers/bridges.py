"""Kopf watches bridges and only names them; it writes nothing to them."""

import asyncio
import logging
import threading
from collections.abc import Callable, Collection
from datetime import timedelta
from functools import partial

import kopf
from kubernetes.aio.client.configuration import Configuration

from tonebridge_operator.api.crd import GROUP, PLURAL, VERSION
from tonebridge_operator.clock import Clock
from tonebridge_operator.cluster.store import BridgeKey

log = logging.getLogger(__name__)

AGAIN_S = 10.0
CREDENTIALS_S = 60.0
"""The token of a pod is renewed in its file: it is read again so often."""
REQUEST_S, CONNECT_S, WATCH_S, PAGE = 10, 5, 300, 500

Add = Callable[[BridgeKey], None]


def registry(add: Add, configuration: Configuration, clock: Clock) -> kopf.OperatorRegistry:
    """Return what Kopf has to know: who we are, and what to do when a bridge has changed.

    `add` is called in the loop that this is called in.
    """
    loop = asyncio.get_running_loop()
    found = kopf.OperatorRegistry()

    @kopf.on.login(registry=found)
    async def login(**_: object) -> kopf.ConnectionInfo:
        return await _credentials(configuration, clock)

    @kopf.on.event(GROUP, VERSION, PLURAL, registry=found)
    async def bridge_changed(namespace: str | None, name: str | None, **_: object) -> None:
        """Have this bridge looked at; the queue merges what comes in a burst."""
        if namespace and name:
            loop.call_soon_threadsafe(add, BridgeKey(namespace, name))

    return found


def settings() -> kopf.OperatorSettings:
    """Return how Kopf watches: no Events, no annotations, no waiting for what is not there."""
    found = kopf.OperatorSettings()
    found.posting.enabled = False
    found.scanning.disabled = True
    found.networking.request_timeout = REQUEST_S
    found.networking.connect_timeout = CONNECT_S
    found.watching.server_timeout = WATCH_S
    found.watching.chunk_size = PAGE
    return found


async def watch(found: kopf.OperatorRegistry, namespaces: Collection[str], clock: Clock) -> None:
    """Run Kopf for ever, and again when it ends by itself: informers know of bridges anyway.

    It has a thread and a loop of its own, since it cancels whatever else runs in its loop when
    it ends, and takes the signals of the main thread.
    """
    loop = asyncio.get_running_loop()
    while True:
        stop, ended = threading.Event(), asyncio.Event()
        tell = partial(loop.call_soon_threadsafe, ended.set)
        arguments = (found, namespaces, stop, tell)
        threading.Thread(target=_run, args=arguments, name="kopf", daemon=True).start()
        try:
            await ended.wait()
        finally:
            stop.set()
        await clock.sleep(AGAIN_S)


def _run(
    found: kopf.OperatorRegistry,
    namespaces: Collection[str],
    stop: threading.Event,
    ended: Callable[[], object],
) -> None:
    try:
        kopf.run(
            registry=found,
            settings=settings(),
            standalone=True,
            clusterwide=not namespaces,
            namespaces=namespaces,
            stop_flag=stop,
        )
    except Exception as error:  # noqa: BLE001 - it must not pass unnoticed, whatever it is
        log.warning("Kopf begins anew: %s", error)
    if not stop.is_set():
        ended()


async def _credentials(configuration: Configuration, clock: Clock) -> kopf.ConnectionInfo:
    """Return the client's own credentials: there is one source of them."""
    bearer = await configuration.get_api_key_with_prefix("BearerToken")
    scheme, _, token = (bearer or "").partition(" ")
    return kopf.ConnectionInfo(
        server=configuration.host,
        ca_path=configuration.ssl_ca_cert,
        insecure=not configuration.verify_ssl,
        certificate_path=configuration.cert_file,
        private_key_path=configuration.key_file,
        scheme=scheme if token else None,
        token=token or None,
        expiration=clock.now() + timedelta(seconds=CREDENTIALS_S),
    )
