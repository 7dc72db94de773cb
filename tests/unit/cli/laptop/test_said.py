import pytest

from tonebridge_cli.laptop.said import worry


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("gateway", '{"level":"warning","message":"slow"}', "slow"),
        ("gateway", '{"level":"error","event":"lost","error":"reset"}', "lost: reset"),
        (
            "worker",
            '{"level":"error","message":"lost","error":"Traceback\\nOSError: x"}',
            "lost: OSError: x",
        ),
        ("gateway", '{"level":"info","message":"ready"}', None),
        ("gateway", "{not json", None),
        ("worker", "2026-01-31 09:00:00 [WARNING] no queue", "no queue"),
        ("worker", "ERROR: boom", "boom"),
        ("worker", "all is well, no ERROR here that starts a line, really", None),
        ("postgres", "2026-01-31 09:00 UTC [7] FATAL:  out of memory", "out of memory"),
        ("postgres", "2026 [7] ERROR:  duplicate key value", None),
        ("postgres", "2026 [7] FATAL:  the database system is starting up", None),
        ("valkey", "7:M # WARNING Memory overcommit must be enabled!", None),
    ],
)
def test_a_person_sees_what_is_wrong_and_nothing_else(name, line, told):
    assert worry(name, line) == told
