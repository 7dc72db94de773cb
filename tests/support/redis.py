"""Clients of the tests' Valkey, and one that nobody answers."""

import socket
from contextlib import asynccontextmanager

from tonebridge.adapters.machine import SystemClock
from tonebridge.wiring.redis import open_blocking_redis, open_redis, reach_redis

TIMEOUT_S = 2.0
"""Longer than in production: the machine may be busy."""


@asynccontextmanager
async def connected(url, *, timeout_s=TIMEOUT_S, clock=None):
    """A client and what decides whether its server is there."""
    client = open_redis(url, timeout_s=timeout_s)
    try:
        yield client, reach_redis(clock or SystemClock(), timeout_s=timeout_s)
    finally:
        await client.aclose()


@asynccontextmanager
async def listening(url):
    """A client that may block."""
    client = open_blocking_redis(url, timeout_s=TIMEOUT_S)
    try:
        yield client
    finally:
        await client.aclose()


def nobody():
    """The address of a Redis that is not there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"redis://127.0.0.1:{free.getsockname()[1]}/0"
