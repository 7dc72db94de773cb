"""Which of the lines that children print a person should see."""

import re

import msgspec

WORRYING = ("warning", "error", "critical")
POSTGRES = re.compile(r"(?:WARNING|FATAL|PANIC): +(.*)")
EXPECTED = (
    "terminating connection due to administrator command",
    "the database system is",  # starting up, shutting down, in recovery mode
    "canceling authentication due to",
)
PLAIN = re.compile(r"^(?:[\[\]\d:.,TZ+-]+ ){0,3}\[?(?:WARNING|ERROR|CRITICAL)\b[\]:\s]*(.*)")


def worry(name: str, line: str) -> str | None:
    """Return what a line warns of, in one readable line; None: it is for the log alone."""
    if name == "postgres":
        found = POSTGRES.search(line)
        return None if found is None or found[1].startswith(EXPECTED) else found[1]
    if name == "valkey":
        return None  # it warns of the machine's settings; that it ended is seen anyway
    if line.startswith("{"):
        return _structured(line)
    found = PLAIN.match(line)
    return None if found is None else found[1]


def _structured(line: str) -> str | None:
    """Read a line of our own JSON log."""
    try:
        entry = msgspec.json.decode(line, type=dict[str, object])
    except msgspec.MsgspecError:
        return None
    if str(entry.get("level", "")).lower() not in WORRYING:
        return None
    told = str(entry.get("message") or entry.get("event") or "")
    # Of a traceback its last line says what happened; the rest stands in the log.
    lines = str(entry.get("error") or "").strip().splitlines()
    return f"{told}: {lines[-1]}" if lines else told
