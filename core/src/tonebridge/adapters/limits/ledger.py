"""Answers to writes that carried an Idempotency-Key, in Redis or Valkey."""

import hashlib
import logging

from redis.asyncio import Redis

from tonebridge.application.reach import Away, Reach
from tonebridge.domain.errors import Conflict, StoreUnavailable

log = logging.getLogger(__name__)

PREFIX = "tonebridge:once:"
CLAIM_MS = 30_000
"""After so long a write that was never finished may be tried again."""
KEPT_MS = 86_400_000
FIELD = "Idempotency-Key"

_CLAIM = """
local claim = redis.call('HMGET', KEYS[1], 'for', 'answer')
if not claim[1] then
  redis.call('HSET', KEYS[1], 'for', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return {'ours'}
end
if claim[1] ~= ARGV[1] then return {'other'} end
if not claim[2] then return {'busy'} end
return {'kept', claim[2]}
"""
_KEEP = """
local claimed = redis.call('HGET', KEYS[1], 'for')
if claimed and claimed ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'for', ARGV[1], 'answer', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
"""
_RELEASE = """
if redis.call('HEXISTS', KEYS[1], 'answer') == 1 then return 0 end
return redis.call('DEL', KEYS[1])
"""


class RedisLedger:
    """A `Ledger`. Keys are hashed: people choose them.

    A write whose answer could not be kept has been done all the same, so that `keep` and
    `release` raise nothing: the claim ends by itself.
    """

    def __init__(self, client: Redis, reach: Reach) -> None:
        self._reach = reach
        self._claim = client.register_script(_CLAIM)
        self._keep = client.register_script(_KEEP)
        self._release = client.register_script(_RELEASE)

    async def claim(self, key: str, fingerprint: str) -> bytes | None:
        claiming = self._claim(keys=[_name(key)], args=[fingerprint, CLAIM_MS])
        try:
            found: list[bytes] = await self._reach.ask(claiming)
        except Away:
            raise StoreUnavailable("redis") from None
        match found:
            case [b"ours"]:
                return None
            case [b"kept", answer]:
                return answer
            case [b"other"]:
                raise Conflict(FIELD, "was used for another request: take a new key")
            case _:
                raise Conflict(FIELD, "its first request is still at work: retry later")

    async def keep(self, key: str, fingerprint: str, answer: bytes) -> None:
        keeping = self._keep(keys=[_name(key)], args=[fingerprint, answer, KEPT_MS])
        try:
            await self._reach.ask(keeping)
        except Away:
            log.warning("an answer could not be kept for its Idempotency-Key")

    async def release(self, key: str) -> None:
        try:
            await self._reach.ask(self._release(keys=[_name(key)]))
        except Away:
            return


def _name(key: str) -> str:
    return PREFIX + hashlib.sha256(key.encode()).hexdigest()
