"""The ToneBridge that the browser visits: `tonebridge up`, and a mail server beside it."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email import message_from_bytes, policy
from urllib.request import Request, urlopen

import psutil
from tests.support.mail_server import mail_server_in_thread
from tests.support.running import eventually, running

from tonebridge.settings import load
from tonebridge.wiring import Administration

PASSWORD = "correct horse battery staple"
MANY = 100_000
"""One address makes all requests of these tests, and one account most of them."""


class Site:
    """Where the page is, and how one gets in."""

    def __init__(self, up, received):
        shown = up.results()
        self.url = shown["ToneBridge"]
        self._key = shown["API key"]
        self._settings = settings_of(up.children()["gateway"])
        self._received = received

    def invite(self):
        """Make a link that signs the owner in once and leads to the page."""

        async def make():
            async with Administration.open(self._settings) as administration:
                return await administration.signin_token()

        # Playwright keeps a loop running in this thread
        with ThreadPoolExecutor(1) as aside:
            token = aside.submit(asyncio.run, make()).result()
        return f"{self.url}/signin?token={token}"

    def register(self, email):
        """Make an account with `PASSWORD`."""
        self.post("auth/register", {"email": email, "password": PASSWORD})

    def post(self, path, body):
        """Ask the API for something, with the owner's key."""
        request = Request(  # noqa: S310 - our own server
            f"{self.url}/api/v1/{path}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "X-API-Key": self._key},
        )
        with urlopen(request, timeout=10):  # noqa: S310 - our own server
            pass

    def mail_to(self, address):
        """Wait for a mail to this address; return its text."""

        def found():
            mails = [message_from_bytes(data, policy=policy.default) for data in self._received]
            return next((m.get_content() for m in mails if m["To"] == address), None)

        return eventually(found)


@contextmanager
def site_in(folder):
    """Run it on an empty folder, its limits out of the way."""
    with mail_server_in_thread() as (port, received):
        settings = {
            "TONEBRIDGE_MAIL__HOST": "127.0.0.1",
            "TONEBRIDGE_MAIL__PORT": str(port),
            "TONEBRIDGE_MAIL__STARTTLS": "false",
            "TONEBRIDGE_LIMITS__PREVIEW_PER_MIN": str(MANY),
            "TONEBRIDGE_LIMITS__LOGIN_PER_MIN": str(MANY),
            "TONEBRIDGE_LIMITS__MEMBER_PER_MIN": str(MANY),
        }
        with running(folder / "data", folder, **settings) as up:
            yield Site(up, received)


def settings_of(pid):
    """What the settings of a running process are."""
    environment = psutil.Process(pid).environ()
    return load({k: v for k, v in environment.items() if k.startswith("TONEBRIDGE_")})
