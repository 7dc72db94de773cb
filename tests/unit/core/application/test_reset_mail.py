import pytest

from tonebridge.application.reset_mail import BODIES, SUBJECTS, ResetMail
from tonebridge.testing.queue import FakeMailer


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", SUBJECTS["en"]), ("ja", SUBJECTS["ja"]), ("fr", SUBJECTS["en"])],
)
async def test_a_reset_mail_carries_its_link_in_the_readers_language(language, subject):
    mailer = FakeMailer()
    mail = ResetMail(mailer, public_url="https://tone.example/", ttl_s=3_600.0)

    await mail.send(to="ann@example.com", token="t0ken", language=language)

    [sent] = mailer.sent
    assert (sent.to, sent.subject) == ("ann@example.com", subject)
    assert "https://tone.example/#reset=t0ken\n" in sent.body
    assert "60" in sent.body


def test_every_language_has_a_subject_and_a_body():
    assert SUBJECTS.keys() == BODIES.keys()
