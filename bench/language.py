"""How long the language engine takes for one message of about 200 characters, on one core.

Run with `make bench` or `python bench/language.py`; prints a table that names machine,
Python and commit, so that two results can be told apart, and what `memory.py` beside it
measures.
"""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
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
FILES = ("cases.jsonl", "ja_cases.jsonl", "own.jsonl", "own_dev.jsonl")
SENTENCE = re.compile(r"[^.!?。！？\n]{8,100}[.!?。！？]+")
FROM, TO = 150, 250
"""How many characters a new message has."""
NEW = 80
"""How many new messages each kind of work is timed on, after as many others."""
SPREAD = 7919
"""A prime: this step through the sentences puts distant ones side by side."""
PLACES = {
    Language.EN: (
        " in the {} {}",
        ("upper", "lower", "northern", "southern", "eastern", "western", "old", "small", "middle"),
        ("office", "store", "plant", "harbour", "depot", "studio", "clinic", "library", "market"),
    ),
    Language.JA: (
        "{}{}では",
        ("札幌", "仙台", "千葉", "横浜", "長野", "金沢", "京都", "神戸", "広島"),
        ("支店", "工場", "倉庫", "営業所", "研究所", "病院", "図書館", "市場", "学校"),
    ),
}


def new_messages(language: Language) -> Iterator[str]:
    """Put sentences of our cases together to messages; no sentence is ever used twice.

    Once all have had their turn, each comes back with a place in it that it did not have:
    numbers would not make it new, since the engine masks them.
    """
    told = [
        sentence.strip()
        for name in FILES
        for case in map(json.loads, (CASES / name).read_text("utf-8").splitlines())
        if case["lang"] == language.value
        for sentence in SENTENCE.findall(case["text"])
    ]
    told = list(dict.fromkeys(told))
    text = ""
    for turn, place in enumerate(("", *places(language))):
        for number in range(len(told)):
            sentence = told[(number * SPREAD + turn) % len(told)]
            text += placed(sentence, place, language) + " " * (language is Language.EN)
            if len(text) >= FROM:
                if len(text) <= TO:
                    yield text.strip()
                text = ""


def places(language: Language) -> list[str]:
    """Return phrases that name a place."""
    frame, first, second = PLACES[language]
    return [frame.format(one, other) for one in first for other in second]


def placed(sentence: str, place: str, language: Language) -> str:
    """Say where a sentence is about: before its first word, or before its full stop."""
    if language is Language.JA:
        return place + sentence
    words = sentence.rstrip(".!?")
    return words + place + sentence[len(words) :]


def once(work: Callable[[str], object], texts: Iterable[str]) -> tuple[float, float]:
    """Return the median and the 99th percentile over texts that are each worked on once, in ms."""
    taken = []
    for text in texts:
        begun = perf_counter_ns()
        work(text)
        taken.append((perf_counter_ns() - begun) / 1e6)
    return statistics.median(taken), statistics.quantiles(taken, n=100, method="inclusive")[98]


BARS = {"analyze": 0.5, "soften": 1.0}
"""The longest median that is good enough, in ms."""


def verdict(name: str, p50: float) -> str:
    """Say whether a row meets its bar."""
    bar = BARS.get(name)
    if bar is None:
        return ""
    return f"{'met' if p50 <= bar else 'MISSED'} (p50 <= {bar:g})"


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


def memory() -> str:
    """Tell what the engine adds to a gateway's memory, measured in a process of its own."""
    script = Path(__file__).with_name("memory.py")
    told = (sys.executable, str(script))
    return subprocess.run(told, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def softening(text: str, language: Language) -> Message:
    """Ask for a text to be softened."""
    return Message(text=text, kind=Kind.SOFTEN, language=language, intensity=Intensity.MEDIUM)


def row(name: str, messages: int, characters: float, taken: tuple[float, float]) -> None:
    """Print one row of the table."""
    p50, p99 = taken
    told = f"{messages:>9}{characters:>11.0f}{p50:>9.3f}{p99:>9.3f}  {verdict(name, p50)}"
    print(f"  {name:16}{told}".rstrip())


def main() -> None:
    """Print the table."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    engine.warm_up()
    print(f"machine  {processor()}, one core, {platform.system()} {platform.machine()}")
    print(f"python   {sys.version.split()[0]}")
    print(f"commit   {commit()}\n")
    print(f"{'':18}{'messages':>9}{'characters':>11}{'p50 ms':>9}{'p99 ms':>9}  bar")
    for language, text in MESSAGES.items():

        def soften(text: str, language: Language = language) -> object:
            return engine.transform(softening(text, language))

        works: dict[str, Callable[[str], object]] = {
            "mask": mask,
            "analyze": engine.analyze,
            "soften": soften,
        }
        texts = new_messages(language)
        for known in islice(texts, NEW):
            for work in works.values():
                work(known)
        print(f"{language.value}, met for the first time")
        for name, work in works.items():
            fresh = list(islice(texts, NEW))
            row(name, NEW, statistics.mean(map(len, fresh)), once(work, fresh))
        print(f"{language.value}, met before")
        for name, work in works.items():
            row(name, 1, len(text), timed(partial(work, text)))
    ratio, piece = growth()
    print(f"\n{_LONG} characters take at most {ratio:.1f} times as long as {_SHORT} ({piece!r})")
    print(memory())


if __name__ == "__main__":
    main()
