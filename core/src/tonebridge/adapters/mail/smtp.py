"""Mail by SMTP, or, where no server is named, a line in the log that says so."""

import asyncio
import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from tonebridge.domain.errors import StoreUnavailable
from tonebridge.settings import MailSettings

log = logging.getLogger(__name__)

TIMEOUT_S = 10.0


class SmtpMailer:
    """A `Mailer`: one connection a mail, in a thread. TLS certificates are verified."""

    def __init__(self, settings: MailSettings, *, context: ssl.SSLContext | None = None) -> None:
        """`context` says which certificates are good; the system's by default."""
        self._settings = settings
        self._context = context or ssl.create_default_context()

    async def send(self, *, to: str, subject: str, body: str) -> None:
        message = EmailMessage()
        message["From"] = self._settings.sender
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._settings.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        try:
            await asyncio.to_thread(self._hand_over, message)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("mail could not be sent: %s", type(error).__name__)
            raise StoreUnavailable("mail", retry_after_s=30.0) from None

    def _hand_over(self, message: EmailMessage) -> None:
        settings = self._settings
        with smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_S) as server:
            if settings.starttls:
                server.starttls(context=self._context)
            if settings.username:
                server.login(settings.username, settings.password)
            server.send_message(message)


class NoMailer:
    """A `Mailer` for where mail is not set up."""

    async def send(self, *, to: str, subject: str, body: str) -> None:
        del to, subject, body
        log.warning("a mail was not sent: TONEBRIDGE_MAIL__HOST is not set")
