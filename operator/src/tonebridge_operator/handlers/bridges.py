"""Kopf watches bridges and only names them; it writes nothing to them."""

import asyncio
from collections.abc import Callable, Collection
from datetime import timedelta

import kopf
from kubernetes.aio.client.configuration import Configuration

from tonebridge_operator.api.crd import GROUP, PLURAL, VERSION
from tonebridge_operator.clock import Clock
from tonebridge_operator.cluster.store import BridgeKey

CREDENTIALS_S = 60.0
"""The token of a pod is renewed in its file: it is read again so often."""
REQUEST_S, CONNECT_S, WATCH_S, PAGE = 10, 5, 300, 500

Add = Callable[[BridgeKey], None]


def registry(add: Add, configuration: Configuration, clock: Clock) -> kopf.OperatorRegistry:
    """Return what Kopf has to know: who we are, and what to do when a bridge has changed."""
    found = kopf.OperatorRegistry()

    @kopf.on.login(registry=found)
    async def login(**_: object) -> kopf.ConnectionInfo:
        return await _credentials(configuration, clock)

    @kopf.on.event(GROUP, VERSION, PLURAL, registry=found)
    async def bridge_changed(namespace: str | None, name: str | None, **_: object) -> None:
        """Have this bridge looked at; the queue merges what comes in a burst."""
        if namespace and name:
            add(BridgeKey(namespace, name))

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


async def watch(
    found: kopf.OperatorRegistry,
    namespaces: Collection[str],
    stop: asyncio.Event,
    *,
    begun: Callable[[], None],
) -> None:
    """Run Kopf until told to stop.

    `begun` is called when Kopf has taken the signals, to take them back.

    Raises:
        RuntimeError: it ended by itself.
    """
    ignored = asyncio.all_tasks()
    tasks = await kopf.spawn_tasks(
        registry=found,
        settings=settings(),
        standalone=True,
        clusterwide=not namespaces,
        namespaces=namespaces,
        stop_flag=stop,
    )
    begun()
    await kopf.run_tasks(tasks, ignored=ignored)
    if not stop.is_set():
        message = "Kopf has ended by itself"
        raise RuntimeError(message)


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
