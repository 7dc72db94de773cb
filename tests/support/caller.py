"""Callers who keep asking a platform in a cluster, and remember what they were told."""

import http.client
import json
import time
from threading import Event, Lock, Thread

from tests.support.running import eventually

CALLERS = 2
PAUSE_S = 0.15
"""Between messages: so both stay within what a member may send."""
AGAIN_S = 0.1
"""After a failure one asks the cluster where the Service is now, and tries again."""


class Callers:
    """Two clients that send one message after the other, each on a connection of its own.

    A message is sent again until it is answered, and how long that took is kept.
    """

    def __init__(self, platform, name):
        self._platform = platform
        self._name = name
        self._stop = Event()
        self._lock = Lock()
        self._threads = [Thread(target=self._send_all, args=(n,)) for n in range(CALLERS)]
        self.answered = 0
        self.failed = []
        """What went wrong at each try that did."""
        self.longest_s = 0.0
        """From the first try of a message to its answer, at most."""

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        self.await_more()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def await_more(self, number=40, *, within_s=60.0):
        """Wait until so many more messages are answered."""
        wanted = self.answered + number
        eventually(lambda: self.answered >= wanted, within_s=within_s)

    def _send_all(self, caller):
        address, number = self._platform.address(), 0
        while not self._stop.is_set():
            number += 1
            began = time.monotonic()
            text = f"Fix ticket {self._name}-{caller}-{number} now."
            while (trouble := self._send(address, text)) and not self._stop.is_set():
                with self._lock:
                    self.failed.append(f"after {time.monotonic() - began:.1f} s: {trouble}")
                self._stop.wait(AGAIN_S)
                address = self._platform.address() or address
            with self._lock:
                self.answered += not trouble
                self.longest_s = max(self.longest_s, time.monotonic() - began)
            self._stop.wait(PAUSE_S)

    def _send(self, address, text):
        """Send a message; return what went wrong, empty if nothing did."""
        connection = http.client.HTTPConnection(address, 80, timeout=10)
        body = json.dumps({"text": text, "kind": "soften"})
        key = {"Authorization": f"Bearer {self._platform.key}"}
        try:
            connection.request(
                "POST", "/api/v1/transform", body, {**key, "Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            told = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            return repr(error)
        finally:
            connection.close()
        return "" if answer.status == http.HTTPStatus.OK else f"{answer.status} {told}"
