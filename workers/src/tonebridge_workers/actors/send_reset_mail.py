"""Mail the link with which a forgotten password is reset."""

from collections.abc import Awaitable, Callable

from tonebridge.application.reset_mail import ResetMail
from tonebridge.settings import Settings
from tonebridge.wiring.worker import open_mailer


def send_reset_mail(settings: Settings) -> Callable[..., Awaitable[None]]:
    """Return the actor's function. A job that runs twice mails the same link twice."""
    gateway = settings.gateway
    mail = ResetMail(
        open_mailer(settings.mail),
        public_url=gateway.public_url or f"http://{gateway.host}:{gateway.port}",
        ttl_s=settings.auth.reset_ttl_s,
    )

    async def run(*, to: str, token: str, language: str) -> None:
        await mail.send(to=to, token=token, language=language)

    return run
