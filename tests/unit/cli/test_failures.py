import httpx2
import pytest

from tonebridge_cli.commands import COMMANDS
from tonebridge_cli.failures import joined

PROBLEM = {
    "type": "about:blank",
    "title": "Invalid field",
    "status": 400,
    "code": "invalid_field",
    "detail": "give at most 8,000 characters",
    "field": "text",
}


@pytest.mark.parametrize(
    ("status", "code"), [(400, 3), (404, 3), (409, 3), (401, 5), (403, 5), (429, 4), (503, 4)]
)
def test_a_refusal_has_an_exit_code_of_its_sort(tonebridge, server, status, code):
    server.on("GET", "/api/v1/keys", status=status, json=PROBLEM)

    assert tonebridge("key", "list")[0] == code


def test_a_problem_becomes_one_line_with_the_field_at_fault(tonebridge, server):
    server.on("POST", "/api/v1/transform", status=400, json=PROBLEM)

    assert tonebridge("transform", "x") == (
        3,
        "",
        "tonebridge: text: give at most 8,000 characters\n",
    )


def test_a_remedy_of_the_server_is_told(tonebridge, server):
    server.on("GET", "/api/v1/keys", status=409, json={"detail": "No.", "remedy": "Do this."})

    assert tonebridge("key", "list")[2] == "tonebridge: No. Do this.\n"


@pytest.mark.parametrize(
    ("what", "remedy", "line"),
    [
        ("It is not there.", "Look elsewhere.", "It is not there. Look elsewhere."),
        ("it is not there", "look elsewhere", "it is not there: look elsewhere"),
        ("It is not there.", "set X", "It is not there: set X"),
        ("ありません。", "ほかを探してください。", "ありません。ほかを探してください。"),
        ("It is not there.", "", "It is not there."),
    ],
)
def test_a_failure_and_its_remedy_are_joined_as_they_are_written(what, remedy, line):
    assert joined(what, remedy) == line


def test_when_to_come_back_is_told(tonebridge, server):
    server.on(
        "GET",
        "/api/v1/keys",
        status=429,
        json={"title": "Too many requests"},
        headers={"Retry-After": "7"},
    )

    assert tonebridge("key", "list")[2] == "tonebridge: Too many requests: retry in 7 s\n"


def test_a_page_of_some_proxy_is_no_stack_trace(tonebridge, server):
    server.on("GET", "/api/v1/keys", status=502, body=b"<html>Bad gateway</html>")

    assert tonebridge("key", "list") == (
        4,
        "",
        "tonebridge: the server answered 502: retry later\n",
    )


def test_an_answer_that_is_no_json_is_no_stack_trace(tonebridge, server):
    server.on("GET", "/api/v1/keys", body=b"<html>hello</html>")

    code, out, err = tonebridge("key", "list")

    assert (code, out) == (3, "")
    assert err == "tonebridge: the answer is not what ToneBridge sends; is the address right?\n"


def test_a_missing_key_is_named(tonebridge, server, monkeypatch):
    monkeypatch.delenv("TONEBRIDGE_API_KEY")
    server.on("GET", "/api/v1/keys", status=401, json={"detail": "send an API key"})

    assert tonebridge("key", "list")[::2] == (
        5,
        "tonebridge: send an API key: set TONEBRIDGE_API_KEY\n",
    )


@pytest.mark.parametrize(
    ("key", "told"),
    [("bad", "No: a key begins with tb_"), ("tb_bad", "No."), ("eyJhbGciOi.e.s", "No.")],
)
def test_a_key_that_is_none_is_told_from_one_that_is_not_known(tonebridge, server, key, told):
    server.on("GET", "/api/v1/keys", status=401, json={"detail": "No."})

    assert tonebridge("key", "list", "--api-key", key)[::2] == (5, f"tonebridge: {told}\n")


def test_a_server_that_is_away_is_told_without_the_system_s_number(tonebridge, server):
    server.fail(httpx2.ConnectError("[Errno 111] Connection refused"))

    remedy = "is it running? `tonebridge up` starts one here"
    assert tonebridge("key", "list") == (
        4,
        "",
        f"tonebridge: cannot reach https://tone.example (Connection refused): {remedy}\n",
    )


@pytest.mark.parametrize(
    ("words", "near"), [(("transfrom", "x"), "'transform'"), (("key", "lst"), "'list'")]
)
def test_a_misspelt_command_is_told_what_comes_near(tonebridge, words, near):
    assert f"Did you mean {near}" in tonebridge(*words)[2]


def test_nobody_to_ask_is_told_with_the_remedy(without_server):
    code, out, err = without_server("history", "list")

    remedy = "start one with `tonebridge up`, or name one with --url"
    assert (code, out, err) == (4, "", f"tonebridge: no ToneBridge runs here: {remedy}\n")


@pytest.mark.parametrize("words", [("history", "list"), ("transform", "x"), ("rank", "x")])
def test_a_folder_that_is_named_and_where_nothing_runs_is_an_error(without_server, words):
    code, out, err = without_server(*words, "--data", "/nowhere")

    told = "no ToneBridge runs on /nowhere: start it with `tonebridge up --data …`"
    assert (code, out, err) == (4, "", f"tonebridge: {told}, or name no folder\n")


def test_a_folder_that_is_named_is_not_asked_with_offline(without_server):
    assert without_server("transform", "--offline", "--data", "/nowhere", "Thanks.")[0] == 0


@pytest.mark.parametrize(
    "url", ["tone.example", "http://[", "http://a b", "ftp://x", "http://x?y"]
)
def test_an_address_that_is_none_is_told(tonebridge, url):
    assert tonebridge("key", "list", "--url", url) == (
        2,
        "",
        f"tonebridge: {url!r} is no address of a server: write it as http://host:port\n",
    )


@pytest.mark.parametrize(
    "words",
    [
        ("nope",),
        ("transform", "--kind", "nope", "x"),
        ("transform", "-i", "4", "x"),
        ("key", "create", "x", "--scope", "all"),
        ("up", "--port", "70000"),
        ("up", "--llm", "local"),
    ],
)
def test_wrong_usage_exits_with_two(tonebridge, words):
    code, out, err = tonebridge(*words)

    assert (code, out) == (2, "")
    assert err.startswith("Usage: tonebridge")


def test_help_lists_every_command(tonebridge):
    code, out, _ = tonebridge("--help")

    assert code == 0
    assert [name for name in COMMANDS if f"\n  {name} " in out] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(tonebridge, command):
    code, out, _ = tonebridge(command, "--help")

    assert (code, out.startswith(f"Usage: tonebridge {command} ")) == (0, True)


@pytest.mark.parametrize("missing", ["TONEBRIDGE_DATABASE__URL", "TONEBRIDGE_DATABASE__OWNER_URL"])
def test_migrating_names_both_addresses_and_the_one_to_set(tonebridge, monkeypatch, missing):
    both = ["TONEBRIDGE_DATABASE__URL", "TONEBRIDGE_DATABASE__OWNER_URL"]
    for name in both:
        monkeypatch.setenv(name, "" if name == missing else "postgresql://a@127.0.0.1/b")

    told = f"{' and '.join(both)} are both needed, and {missing} is missing: set it"
    assert tonebridge("migrate") == (7, "", f"tonebridge: {told}\n")


def test_the_lines_that_a_shell_wants_stand_each_by_itself(tonebridge):
    out = tonebridge("completion", "--help")[1]

    assert [line.split()[0] for line in out.splitlines() if "tonebridge completion " in line][
        1:
    ] == ["bash:", "zsh:", "fish:"]
    assert "\b" not in out
    assert "\\b" not in out


def test_a_setting_that_is_wrong_is_named(tonebridge, monkeypatch):
    monkeypatch.setenv("TONEBRIDGE_GATEWAY__PORT", "many")

    code, out, err = tonebridge("config", "check")

    assert (code, out) == (7, "")
    assert err.startswith("tonebridge: TONEBRIDGE_GATEWAY__PORT: ")
