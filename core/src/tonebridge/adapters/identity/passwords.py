"""Argon2id, off the event loop: each hash holds 64 MiB and a core for 0.15 s."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

THREADS = 2


class Argon2Passwords:
    """Hashes and compares passwords, at most two at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """`hasher`: by default that of RFC 9106's second choice (64 MiB, 3 passes)."""
        self._hasher = hasher or PasswordHasher()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="passwords")

    async def hash(self, password: str) -> str:
        """Return an Argon2id hash in its own format."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._hasher.hash, password)

    async def verify(self, password: str, hashed: str | None) -> bool:
        """Compare; with no hash spend the same time and return False."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._verify, password, hashed)

    async def close(self) -> None:
        """Let the threads go."""
        await asyncio.to_thread(self._pool.shutdown)

    @cached_property
    def _nobodys(self) -> str:
        """A hash that no password has, for callers that nobody knows."""
        return self._hasher.hash("")

    def _verify(self, password: str, hashed: str | None) -> bool:
        try:
            self._hasher.verify(self._nobodys if hashed is None else hashed, password)
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None
