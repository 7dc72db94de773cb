"""Callers who keep asking a platform in a cluster, and remember what they were told."""

import http.client
import json
import select
import time
from threading import Event, Lock, Thread

from tests.support.running import eventually

CALLERS = 2
PAUSE_S = 0.15
"""Between messages: so both stay within what a member may send."""
AGAIN_S = 0.1
"""After a failure one asks the cluster where the Service is now, and tries again."""


class Callers:
    """Two clients that send one message after the other, on a connection of its own each.

    A message is sent again until it is answered, and how long that took is kept. With
    `reuse` a client keeps its connection until the server hangs up.
    """

    def __init__(self, platform, name, *, reuse=False):
        self._platform = platform
        self._name = name
        self._reuse = reuse
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
        line, number = Line(self._platform), 0
        while not self._stop.is_set():
            number += 1
            began = time.monotonic()
            text = f"Fix ticket {self._name}-{caller}-{number} now."
            while (trouble := line.send(text)) and not self._stop.is_set():
                with self._lock:
                    self.failed.append(f"after {time.monotonic() - began:.1f} s: {trouble}")
                self._stop.wait(AGAIN_S)
                line.dial()
            with self._lock:
                self.answered += not trouble
                self.longest_s = max(self.longest_s, time.monotonic() - began)
            if not self._reuse:
                line.hang_up()
            self._stop.wait(PAUSE_S)
        line.hang_up()


class Line:
    """A connection to the gateway, opened when it is needed."""

    def __init__(self, platform):
        self._platform = platform
        self._connection = None
        self.dial()

    def dial(self):
        """Ask the cluster where the Service is now."""
        if self._connection is not None:
            self._connection.close()
        address = self._platform.address() or "127.0.0.1"
        self._connection = http.client.HTTPConnection(address, 80, timeout=10)

    def hang_up(self):
        """Close the connection; the next message opens another."""
        self._connection.close()

    def send(self, text):
        """Send a message; return what went wrong, empty if nothing did."""
        if self._was_closed():
            self.hang_up()
        body = json.dumps({"text": text, "kind": "soften"})
        key = {"Authorization": f"Bearer {self._platform.key}"}
        try:
            self._connection.request(
                "POST", "/api/v1/transform", body, {**key, "Content-Type": "application/json"}
            )
            answer = self._connection.getresponse()
            told = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            return repr(error)
        return "" if answer.status == http.HTTPStatus.OK else f"{answer.status} {told}"

    def _was_closed(self):
        """Tell whether the server hung up since the last answer, as every HTTP client looks."""
        line = self._connection.sock
        return line is not None and bool(select.select([line], [], [], 0)[0])
