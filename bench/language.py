"""How long the language engine takes for one message of about 200 characters, on one core.

Run with `make bench` or `python bench/language.py`; prints a table that names machine,
Python and commit, so that two results can be told apart.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine
from tonebridge.language.facts import mask

ROUNDS = 2_000
WARM_UP = 100
MESSAGES = {
    Language.EN: (
        "You forgot to update the changelog again, as usual. "
        "CHANGELOG.md still says 1.9.0 and the release is at 14:30 today. "
        "Send me the Q2 sales deck by noon and tell @lukas to finish LIN-204 first."
    ),
    Language.JA: (
        "設定ファイル消したの誰だよ。おかげで検証環境が2日間動かない。"
        "@sato このMR、reviewerの指摘3つ全部無視してるじゃん。直して。"
        "15時までに議事録を共有しろ。勝手に本番のcronを止めるな。請求が漏れる。"
        "この設計、アホみたいに複雑。テーブルを7個から3個に減らせ。"
        "マニュアルの12ページ見ました？普通は見ますよね。"
        "外注に管理者権限は渡せない。お手数ですが、8月2日までに返信をください。"
    ),
}


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the 99th percentile of many runs, in milliseconds."""
    for _ in range(WARM_UP):
        work()
    runs = []
    for _ in range(ROUNDS):
        begun = perf_counter_ns()
        work()
        runs.append((perf_counter_ns() - begun) / 1e6)
    return statistics.median(runs), statistics.quantiles(runs, n=100)[98]


CASES = Path(__file__).parents[1] / "tests" / "data" / "tone"
_FROM, _TO = 120, 300


def first_time(language: Language) -> list[tuple[float, float]]:
    """Return how long analyze and soften take for each of our messages, met once, in ms."""
    texts = [
        case["text"]
        for name in ("own_dev.jsonl", "cases.jsonl")
        for case in map(json.loads, (CASES / name).read_text("utf-8").splitlines())
        if case["lang"] == language.value and _FROM <= len(case["text"]) <= _TO
    ]
    taken = []
    for text in dict.fromkeys(texts):
        message = Message(
            text=text, kind=Kind.SOFTEN, language=language, intensity=Intensity.MEDIUM
        )
        begun = perf_counter_ns()
        engine.analyze(text)
        halfway = perf_counter_ns()
        engine.transform(message)
        taken.append(((halfway - begun) / 1e6, (perf_counter_ns() - halfway) / 1e6))
    return taken


PIECES = (
    *("a", "1", "a.", "a/", "`a", "<@", '"', "http://", "1,", "a@", "漢", "「", "_a", "A-", ":a"),
    *("you ", "why did you ", "so and ", "don't ", ", or i will ", "stop ", "great job ", "!?"),
    *("\n- fix ", "!", " ", "な", "ください。"),
)
"""What a pattern that backtracks would choke on, repeated."""
_SHORT, _LONG = 2_000, 8_000


def growth() -> tuple[float, str]:
    """Return the worst ratio of times between a text and one four times as long, and its piece."""
    worst, which = 0.0, ""
    for piece in PIECES:
        seconds = []
        for length in (_SHORT, _LONG):
            text = piece * (length // len(piece))
            language = engine.detect(text)
            message = Message(
                text=text, kind=Kind.SOFTEN, language=language, intensity=Intensity.STRONG
            )
            runs = []
            for _ in range(5):
                begun = perf_counter_ns()
                engine.analyze(text)
                engine.transform(message)
                runs.append(perf_counter_ns() - begun)
            seconds.append(min(runs))
        ratio = seconds[1] / seconds[0]
        if ratio > worst:
            worst, which = ratio, piece
    return worst, which


def commit() -> str:
    """Name the commit that is measured."""
    git = ("git", "rev-parse", "--short", "HEAD")
    answer = subprocess.run(git, capture_output=True, text=True, check=False)  # noqa: S603
    return answer.stdout.strip() or "unknown"


def processor() -> str:
    """Name the processor as the system does."""
    known = Path("/proc/cpuinfo")
    if known.exists():
        for line in known.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def main() -> None:
    """Print the table."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    engine.warm_up()
    print(f"machine  {processor()}, one core, {platform.system()} {platform.machine()}")
    print(f"python   {sys.version.split()[0]}")
    print(f"commit   {commit()}\n")
    print(f"{'':18}{'characters':>11}{'p50 ms':>9}{'p99 ms':>9}")
    for language, text in MESSAGES.items():
        message = Message(
            text=text, kind=Kind.SOFTEN, language=language, intensity=Intensity.MEDIUM
        )
        for name, work in (
            ("mask", lambda text=text: mask(text)),
            ("analyze", lambda text=text: engine.analyze(text)),
            ("soften", lambda message=message: engine.transform(message)),
        ):
            p50, p99 = timed(work)
            print(f"{language.value} {name:15}{len(text):>11}{p50:>9.3f}{p99:>9.3f}")
        taken = first_time(language)
        for name, column in (("analyze, new", 0), ("soften after", 1)):
            p50 = statistics.median(each[column] for each in taken)
            print(f"{language.value} {name:15}{len(taken):>6} msgs{p50:>9.3f}")
    ratio, piece = growth()
    print(f"\n{_LONG} characters take at most {ratio:.1f} times as long as {_SHORT} ({piece!r})")


if __name__ == "__main__":
    main()
