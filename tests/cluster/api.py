"""The least client of the API server that tests can do with: a request, an answer."""

import http.client
import json
import ssl
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

JSON = "application/json"
APPLY = "application/apply-patch+yaml"
MERGE = "application/merge-patch+json"
POLL_S = 0.1


class Answer(NamedTuple):
    """What the API server said."""

    status: int
    body: Any
    """Decoded JSON, or text where it is none."""

    @property
    def ok(self) -> bool:
        return self.status < http.client.MULTIPLE_CHOICES

    @property
    def message(self) -> str:
        """Why it refused, in its words."""
        return str(
            self.body.get("message", self.body) if isinstance(self.body, dict) else self.body
        )


class Api:
    """The API server, as one user."""

    def __init__(self, url: str, *, ca: Path, token: str) -> None:
        self._netloc = urlsplit(url).netloc
        self._trust = ssl.create_default_context(cafile=str(ca))
        self._token = token

    def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        content_type: str = JSON,
        query: Mapping[str, str] | None = None,
        timeout_s: float = 30.0,
    ) -> Answer:
        """Send one request; a refusal is an answer, no exception.

        Raises:
            OSError: the API server cannot be reached.
        """
        connection = http.client.HTTPSConnection(
            self._netloc, context=self._trust, timeout=timeout_s
        )
        try:
            connection.request(
                method,
                f"{path}?{urlencode(query)}" if query else path,
                body=None if body is None else json.dumps(body),
                headers={
                    "Authorization": f"Bearer {self._token}",
                    "Accept": JSON,
                    "Content-Type": content_type,
                },
            )
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        try:
            return Answer(response.status, json.loads(text))
        except json.JSONDecodeError:
            return Answer(response.status, text)

    def apply(self, path: str, manifest: object, **query: str) -> Answer:
        """Apply a manifest on the server's side, with force, as the field manager `tests`."""
        query = {"fieldManager": "tests", "force": "true", **query}
        return self.request("PATCH", path, manifest, content_type=APPLY, query=query)

    def wait_for(
        self, path: str, holds: Callable[[Answer], bool], *, timeout_s: float = 60.0
    ) -> Answer:
        """Ask again until the answer is as wanted, and return it.

        Raises:
            TimeoutError: it never was; the message holds the last answer.
        """
        pause = threading.Event()
        answer = self.request("GET", path)
        for _ in range(int(timeout_s / POLL_S)):
            if holds(answer):
                return answer
            pause.wait(POLL_S)
            answer = self.request("GET", path)
        message = f"{path} is not as wanted after {timeout_s:g} s: {answer}"
        raise TimeoutError(message)
