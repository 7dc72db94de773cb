import httpx2
import msgspec
import pytest

from tonebridge_cli.main import run

LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class Server:
    """A server that answers what it was told to, and remembers what it was asked."""

    def __init__(self):
        self.asked = []
        self.answers = {}
        self.error = None

    def on(self, method, path, *, status=200, json=None, body=None, headers=None):
        content = msgspec.json.encode(json) if body is None else body
        self.answers[(method, path)] = httpx2.Response(status, content=content, headers=headers)

    def fail(self, error):
        self.error = error

    def __call__(self, request):
        if self.error is not None:
            raise self.error
        body = request.read()
        is_json = request.headers.get("content-type") == "application/json"
        self.asked.append(
            (
                request.method,
                request.url.raw_path.decode(),
                msgspec.json.decode(body) if is_json else body,
            )
        )
        self.key = request.headers.get("authorization")
        return self.answers[(request.method, request.url.path)]


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def tonebridge(server, monkeypatch, tmp_path, capsys):
    """Run a command against the server; return exit code, standard output and error."""
    for name in LOCALE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TONEBRIDGE_URL", "https://tone.example")
    monkeypatch.setenv("TONEBRIDGE_API_KEY", "tb_key")
    monkeypatch.delenv("TONEBRIDGE_DATA", raising=False)
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("NO_COLOR", raising=False)

    def invoke(*words):
        code = run(list(words), transport=httpx2.MockTransport(server))
        said = capsys.readouterr()
        return code, said.out, said.err

    return invoke


@pytest.fixture
def without_server(monkeypatch, tonebridge):
    monkeypatch.delenv("TONEBRIDGE_URL")
    return tonebridge
