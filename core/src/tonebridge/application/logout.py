"""Log out."""

from tonebridge.application.identity import Identify
from tonebridge.application.sessions import Sessions
from tonebridge.domain.identity import Caller


class Logout:
    """Ends the sign-in that the caller's own credentials belong to."""

    def __init__(self, *, sessions: Sessions, identify: Identify) -> None:
        self._sessions = sessions
        self._identify = identify

    async def __call__(self, caller: Caller, credential: str) -> None:
        """End it here at once and elsewhere within 30 s; an API key has none to end."""
        if caller.session_id is not None:
            await self._sessions.end(caller.tenant_id, caller.session_id)
        self._identify.forget(credential)
