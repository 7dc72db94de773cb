"""Bound how often an address may have us ask the database who somebody is."""

from tonebridge.application.ports import Throttle


class LookUps:
    """Counts, for each address, what is shown and not remembered.

    An API key or a cookie that this process has not seen lately, a refresh token, a sign-in
    link: each costs a query, whoever made it up. What is remembered costs none and is not
    counted, nor is a signed token, which asks nobody.
    """

    def __init__(self, throttle: Throttle, *, per_min: int) -> None:
        self._throttle = throttle
        self._per_min = per_min

    async def admit(self, address: str) -> None:
        """Count one look-up for this address, or raise `RateLimited`."""
        await self._throttle.attempt(f"look-up-from:{address}", per_min=self._per_min)
