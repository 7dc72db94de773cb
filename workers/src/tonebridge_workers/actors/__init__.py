"""One actor a module: decode, one use case. Declared here, so that this file lists them all."""

from collections.abc import Awaitable, Callable
from typing import Any

from dramatiq import Broker
from dramatiq import actor as dramatiq_actor

from tonebridge.adapters.queue.jobs import ACTORS, EXPIRE_HISTORY, SEND_RESET_MAIL
from tonebridge.settings import Settings
from tonebridge_workers.actors.expire_history import expire_history
from tonebridge_workers.actors.send_reset_mail import send_reset_mail
from tonebridge_workers.reactions import Dead, reacting

Work = Callable[..., Awaitable[None]]


def declare_actors(broker: Broker, settings: Settings) -> None:
    """Let the broker's worker know every actor."""
    works: dict[str, tuple[Work, dict[str, Any]]] = {
        # A mail with a token that has expired helps nobody.
        SEND_RESET_MAIL: (
            send_reset_mail(settings),
            {"max_age": round(settings.auth.reset_ttl_s * 1000)},
        ),
        EXPIRE_HISTORY: (expire_history(settings), {}),
    }
    for name, (work, options) in works.items():
        queue = ACTORS[name]
        declare = dramatiq_actor(
            actor_name=name, queue_name=queue, broker=broker, throws=Dead, **options
        )
        declare(reacting(queue, work))
