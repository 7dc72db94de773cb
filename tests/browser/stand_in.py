"""A server with real sockets that gives the built page what the gateway would.

It serves the committed page under the gateway's Content-Security-Policy and answers the
endpoints that the page calls. It is as strict as the gateway where the page must do its
part: a cookie counts only together with the header that the page sends.
"""

import contextlib
import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.browser import canned

import tonebridge_gateway

PAGE = Path(tonebridge_gateway.__file__).parent / "page"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
COOKIE = "tonebridge_session=known"
EMAIL = "mika@example.com"
PASSWORD = "correct horse battery staple"


@dataclass
class Memory:
    """What the stand-in keeps between requests."""

    history: list = field(default_factory=list)
    feedback: list = field(default_factory=list)
    language: str = "en"

    def remember(self, order, answer):
        self.history.insert(
            0,
            {
                "id": answer["id"],
                "created_at": f"2030-01-31T09:{len(self.history) % 60:02}:00Z",
                "kind": answer["kind"],
                "intensity": answer["intensity"],
                "language": answer["language"],
                "source": order["text"],
                "text": answer["text"],
                "provider": answer["provider"],
                "degraded": answer["degraded"],
            },
        )


class Refused(Exception):
    """The request gets a problem instead of an answer."""

    def __init__(self, status, code, title, **said):
        super().__init__(title)
        self.status = status
        self.body = {"type": f"urn:problem:{code}", "title": title, "status": status, "code": code}
        self.body |= said


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Keep the test output quiet."""

    def handle_any(self):
        path = urlsplit(self.path).path
        if path.startswith("/api/v1/"):
            self.call(path.removeprefix("/api/v1/"))
        elif path == "/signin":
            self.sign_in_by_link()
        elif path == "/openapi.json":
            self.reply(200, canned.OPENAPI)
        else:
            self.serve_file(path)

    do_GET = do_POST = do_PATCH = do_DELETE = handle_any  # noqa: N815 (http.server's names)

    # -- static files

    def serve_file(self, path):
        name = {"/": "index.html", "/docs": "docs/index.html"}.get(path, path.lstrip("/"))
        target = (PAGE / name).resolve()
        if not target.is_relative_to(PAGE.resolve()) or not target.is_file():
            self.reply(404, {"title": "Not found", "status": 404, "code": "not_found"})
            return
        self.send(200, target.read_bytes(), TYPES[target.suffix])

    # -- the API

    def call(self, path):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        try:
            status, answer, headers = self.answer(path, body, query)
        except Refused as refused:
            self.reply(refused.status, refused.body, kind="application/problem+json")
            return
        self.reply(status, answer, headers=headers)

    def answer(self, path, body, query):
        for method, pattern, handle, guarded in ROUTES:
            match = re.fullmatch(pattern, path)
            if self.command == method and match:
                if guarded and not self.signed_in():
                    raise Refused(401, "unauthenticated", "Nobody we know", remedy="Sign in.")
                status, answer, *headers = handle(self, body, query, *match.groups())
                return status, answer, headers[0] if headers else {}
        raise Refused(404, "not_found", "There is no such thing")

    def signed_in(self):
        if COOKIE not in (self.headers.get("Cookie") or ""):
            return False
        if self.headers.get("X-ToneBridge-Page") != "1":
            raise Refused(403, "forbidden", "A cookie counts only from the page itself")
        return True

    def info(self, _body, _query):
        return 200, {
            "kinds": list(canned.KINDS),
            "presets": [{"name": name, "audience": name} for name in canned.PRESETS],
            "limits": {"text_max": canned.LONGEST_TEXT},
            "version": "0.1.0",
        }

    def reasons(self, _body, query):
        return 200, {"reasons": canned.REASONS[query["language"]]}

    def preview_transform(self, body, _query):
        return 200, canned.answer(self.checked(body), self.server.next_id()), {"X-Cache": "miss"}

    def transform(self, body, _query):
        answer = canned.answer(self.checked(body), self.server.next_id())
        known = {entry["source"] for entry in self.server.memory.history}
        tier = "l1" if body["text"] in known else "miss"
        self.server.memory.remember(body, answer)
        return 200, answer, {"X-Cache": tier}

    def analyze(self, body, _query):
        return 200, canned.analysis(body["text"])

    def checked(self, body):
        if len(body["text"]) > canned.LONGEST_TEXT:
            raise Refused(422, "invalid_field", "A field holds what it may not", field="text")
        return body

    def profile(self, body, _query):
        memory = self.server.memory
        memory.language = body.get("language", memory.language)
        return 200, {
            "email": EMAIL,
            "tenant": "Example",
            "role": "admin",
            "language": memory.language,
            "time_zone": "Asia/Tokyo",
        }

    def presets(self, _body, _query):
        names = (*canned.PRESETS, "ベンダー窓口")
        return 200, {
            "items": [
                {
                    "id": name,
                    "name": name,
                    "audience": name,
                    "register": 2,
                    "intensity": 1,
                    "builtin": name in canned.PRESETS,
                }
                for name in names
            ]
        }

    def history(self, _body, query):
        wanted, limit = query.get("q", ""), int(query["limit"])
        matching = [entry for entry in self.server.memory.history if wanted in entry["source"]]
        start = int(query.get("cursor", "0"))
        end = start + limit
        following = str(end) if end < len(matching) else None
        return 200, {"items": matching[start:end], "next_cursor": following}

    def forget(self, _body, _query, identifier):
        memory = self.server.memory
        memory.history = [entry for entry in memory.history if entry["id"] != identifier]
        return 204, None

    def feedback(self, body, _query):
        self.server.memory.feedback.append(body)
        return 204, None

    def login(self, body, _query):
        if (body["email"], body["password"]) != (EMAIL, PASSWORD):
            raise Refused(
                401,
                "unauthenticated",
                "Nobody we know",
                detail="The e-mail or the password is wrong.",
                remedy="Check both and try again.",
            )
        return 200, {"token_type": "Bearer"}, {"Set-Cookie": f"{COOKIE}; HttpOnly; Path=/"}

    def register(self, _body, _query):
        raise Refused(403, "forbidden", "Registration is closed", remedy="Ask an administrator.")

    def logout(self, _body, _query):
        return 204, None, {"Set-Cookie": "tonebridge_session=; Max-Age=0; Path=/"}

    def sign_in_by_link(self):
        token = parse_qs(urlsplit(self.path).query).get("token", [""])[0]
        if token not in self.server.invitations:
            self.reply(401, {"title": "The link has been used", "status": 401})
            return
        self.server.invitations.remove(token)
        cookie = f"{COOKIE}; HttpOnly; SameSite=Strict; Path=/"
        self.send(303, b"", TYPES[".txt"], {"Location": "/", "Set-Cookie": cookie})

    # -- answers

    def reply(self, status, body, *, kind="application/json", headers=None):
        payload = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        self.send(status, payload, kind, headers)

    def send(self, status, payload, kind, headers=None):
        self.send_response(status)
        self.send_header("Content-Security-Policy", CSP)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(payload)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(payload)


# (method, path, handler, whether only those who are signed in may)
ROUTES = (
    ("GET", "preview/info", Handler.info, False),
    ("GET", "reasons", Handler.reasons, False),
    ("POST", "preview/transform", Handler.preview_transform, False),
    ("POST", "preview/analyze", Handler.analyze, False),
    ("POST", "transform", Handler.transform, True),
    ("POST", "analyze", Handler.analyze, True),
    ("GET", "profile", Handler.profile, True),
    ("PATCH", "profile", Handler.profile, True),
    ("GET", "presets", Handler.presets, True),
    ("GET", "history", Handler.history, True),
    ("DELETE", "history/(.+)", Handler.forget, True),
    ("POST", "feedback", Handler.feedback, True),
    ("POST", "auth/login", Handler.login, False),
    ("POST", "auth/register", Handler.register, False),
    ("POST", "auth/logout", Handler.logout, False),
)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.memory = Memory()
        self.invitations = set()
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._ids = 0

    def invite(self):
        token = self.next_id()
        self.invitations.add(token)
        return f"{self.url}/signin?token={token}"

    def next_id(self):
        self._ids += 1
        return f"01890a5d-ac96-774b-bcce-{self._ids:012}"


@contextlib.contextmanager
def stand_in():
    """Run the server in a thread."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
