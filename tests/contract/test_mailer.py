"""What every `Mailer` promises."""

from email import message_from_bytes, policy

import pytest
from tests.support.mail_server import mail_server

from tonebridge.adapters.mail.smtp import NoMailer, SmtpMailer
from tonebridge.domain.errors import StoreUnavailable
from tonebridge.settings import MailSettings
from tonebridge.testing.queue import FakeMailer, Mail

BODY = "こんにちは。\n.a line that begins with a dot\nhttps://tone.example/reset#token=abc\n"


def mailer_at(port):
    return SmtpMailer(
        MailSettings(host="127.0.0.1", port=port, starttls=False, sender="tone@example.com")
    )


@pytest.fixture(params=["fake", "smtp"])
async def mailbox(request):
    """A mailer, and a way to see what arrived."""
    if request.param == "fake":
        fake = FakeMailer()
        yield fake, lambda: fake.sent
        return
    async with mail_server() as (port, received):

        def arrived():
            mails = [message_from_bytes(data, policy=policy.default) for data in received]
            return [
                Mail(m["To"], m["Subject"], m.get_content().replace("\r\n", "\n")) for m in mails
            ]

        yield mailer_at(port), arrived


@pytest.fixture(params=["fake", "nobody listens", "sender refused", "recipient refused"])
async def absent_mailer(request):
    if request.param == "fake":
        fake = FakeMailer()
        fake.away = True
        yield fake
        return
    refuses = {"sender refused": (b"MAIL",), "recipient refused": (b"RCPT",)}
    async with mail_server(refuses=refuses.get(request.param, ())) as (port, _):
        if request.param in refuses:
            yield mailer_at(port)
            return
    yield mailer_at(port)


async def test_a_mail_arrives_as_it_was_written(mailbox):
    mailer, arrived = mailbox
    await mailer.send(to="ann@example.com", subject="パスワードの再設定", body=BODY)

    assert arrived() == [Mail("ann@example.com", "パスワードの再設定", BODY)]


async def test_a_mail_that_cannot_be_sent_is_an_error(absent_mailer):
    with pytest.raises(StoreUnavailable):
        await absent_mailer.send(to="ann@example.com", subject="s", body="b")


async def test_a_password_is_never_sent_in_the_clear():
    async with mail_server() as (port, received):
        settings = MailSettings(host="127.0.0.1", port=port, username="u", password="p")
        with pytest.raises(StoreUnavailable):
            await SmtpMailer(settings).send(to="ann@example.com", subject="s", body="b")

        assert received == []


async def test_without_a_server_the_log_says_that_no_mail_was_sent(caplog):
    await NoMailer().send(to="ann@example.com", subject="s", body="token")

    assert caplog.messages == ["a mail was not sent: TONEBRIDGE_MAIL__HOST is not set"]
