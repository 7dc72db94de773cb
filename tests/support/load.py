"""Callers who keep asking while something is killed, and who remember what they were told."""

import http.client
import json
from collections import Counter
from threading import Event, Thread
from urllib.parse import urlsplit

from tests.support.running import eventually

CLIENTS = 2
MORE = 60
"""Answers that are waited for, before a kill and after the recovery."""


class Load:
    """Clients that send message after message and note what came back.

    Each message is sent `times` times in a row: with 2, every second answer is a hit.
    """

    def __init__(self, url, key, name, *, times):
        self.answered = Counter()
        """How often each text was answered with 200."""
        self.failed = []
        self._url = urlsplit(url)
        self._key = key
        self._name = name
        self._times = times
        self._stop = Event()
        self._threads = [Thread(target=self._send, args=(n,)) for n in range(CLIENTS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Wait until every client has its last answer; return how often each was given."""
        self._stop.set()
        for thread in self._threads:
            thread.join(30)
        return Counter(self.answered)

    def await_more(self):
        wanted = self.answered.total() + MORE
        eventually(lambda: self.answered.total() >= wanted)

    def _send(self, client):
        number = 0
        while not self._stop.is_set():
            text = f"Fix ticket {self._name}-{client}-{number // self._times} now."
            number += 1
            try:
                status = self._ask(text)
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(repr(error))
                self._stop.wait(0.05)
            else:
                if status == http.HTTPStatus.OK:
                    self.answered[text] += 1
                else:
                    self.failed.append(status)

    def _ask(self, text):
        connection = http.client.HTTPConnection(self._url.hostname, self._url.port, timeout=10)
        try:
            connection.request(
                "POST",
                "/api/v1/transform",
                json.dumps({"text": text, "kind": "soften"}),
                {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"},
            )
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()
