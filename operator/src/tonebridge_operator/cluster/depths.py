"""Asks a bridge's workers how much waits in each queue."""

import re
from collections.abc import Mapping

import aiohttp

from tonebridge_operator.cluster.store import BridgeKey
from tonebridge_operator.desired.autoscaling import DEPTH
from tonebridge_operator.desired.config import WORKER_MANAGEMENT_PORT

ANSWER_S = 2.0
ANSWER_BYTES = 1_000_000
LINE = re.compile(rf'^{DEPTH}\{{queue="([^"]+)"\}} (\S+)$', re.MULTILINE)


def read_depths(metrics: str) -> dict[str, float]:
    """Return what waits, by queue, from metrics in Prometheus' text format."""
    return {queue: float(depth) for queue, depth in LINE.findall(metrics)}


async def ask_depths(session: aiohttp.ClientSession, bridge: BridgeKey) -> Mapping[str, float]:
    """Ask any worker of a bridge; nothing: none could tell."""
    host = f"{bridge.name}-worker.{bridge.namespace}.svc"
    url = f"http://{host}:{WORKER_MANAGEMENT_PORT}/metrics"
    bound = aiohttp.ClientTimeout(total=ANSWER_S)
    try:
        async with session.get(url, timeout=bound, allow_redirects=False) as answer:
            return read_depths((await answer.content.read(ANSWER_BYTES)).decode())
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return {}
