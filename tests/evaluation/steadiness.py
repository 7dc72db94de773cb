"""Whether the rule engine answers alike everywhere, and how long it takes."""

import os
import statistics
import subprocess
import sys
from hashlib import sha256
from time import perf_counter_ns

from tests.evaluation.providers import Rules
from tests.support.cases import cases

_SEEDS = ("0", "1", "31337")
_ROUNDS = 20
_ABOUT = range(100, 401)


def digest():
    """Return a hash over the answers to every case."""
    provider = Rules()
    told = sha256()
    for case in cases(file="own_dev.jsonl"):
        told.update(repr(provider.answer(case)).encode())
        told.update(repr(provider.analyze(case["text"])).encode())
    return told.hexdigest()


def answers_alike():
    """Tell whether processes with different hash seeds give the same bytes."""
    code = "from tests.evaluation.steadiness import digest; print(digest())"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in _SEEDS
    }
    return len(found) == 1


def speed():
    """Return the median milliseconds an answer, by kind and language, on own cases of 100 to 400
    characters; the first round warms up and does not count.
    """
    provider = Rules()
    times = {}
    for case in cases(file="own_dev.jsonl"):
        if "items" in case or len(case["text"]) not in _ABOUT:
            continue
        group = times.setdefault(f"{case['kind']}/{case['lang']}", [])
        for turn in range(_ROUNDS):
            begun = perf_counter_ns()
            provider.answer(case)
            if turn:
                group.append((perf_counter_ns() - begun) / 1e6)
    return {group: round(statistics.median(each), 3) for group, each in sorted(times.items())}
