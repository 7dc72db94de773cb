"""The program of `helm test`: exactly one operator leads."""

import importlib.util
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, Gauge, generate_latest

PROGRAM = Path(__file__).parents[2] / "charts/tonebridge/files/one_leads.py"


def program():
    spec = importlib.util.spec_from_file_location("one_leads", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def operator(*, leads):
    """Serve metrics as an operator does; yields the port."""
    registry = CollectorRegistry()
    Gauge("tonebridge_reconcile_leader", "1: it works.", registry=registry).set(leads)
    metrics = generate_latest(registry)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(metrics)))
            self.end_headers()
            self.wfile.write(metrics)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("leads", "status", "words"),
    [(True, 0, "1 ready, 1 leading: 127.0.0.1"), (False, 1, "1 ready, 0 leading: none")],
)
def test_it_tells_who_leads_and_fails_where_nobody_does(capsys, leads, status, words):
    with operator(leads=leads) as port:
        found = program().main("127.0.0.1", port, tries=1)

    said = capsys.readouterr()
    assert (found, (said.out + said.err).strip()) == (status, words)


def test_it_fails_where_nobody_answers(capsys):
    with operator(leads=True) as port:
        pass

    assert program().main("127.0.0.1", port, tries=1) == 1
    assert "does not answer" in capsys.readouterr().err
