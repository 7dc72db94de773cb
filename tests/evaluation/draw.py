"""Draw messages and what the rule engine makes of them, for a reader to judge.

`python -m tests.evaluation.draw SEED ja|en` prints 100 rows of JSON: half from the case
files, half from the corpora (ParaDetox, KeiCO), softened at intensity 2 or done as the case asks.
"""

import json
import random
import sys
from pathlib import Path

from tonebridge.domain.message import Intensity, Kind, Language, Message, Term, TermMode
from tonebridge.language import engine

DATA = Path(__file__).parents[1] / "data/tone"
CASES = ("cases.jsonl", "own_dev.jsonl", "own.jsonl", "ja_cases.jsonl")
CORPORA = {"en": "corpora/paradetox_dev.jsonl", "ja": "corpora/keico_dev.jsonl"}
EACH = 50


def rows(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def drawn(seed, language):
    """Return 100 inputs and outputs; the same seed draws the same inputs."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw
    cases = [
        case
        for name in CASES
        for case in rows(name)
        if case["lang"] == language and "items" not in case and case.get("kind", "") in set(Kind)
    ]
    corpus = [
        {"id": f"{language}-{number}", "kind": "soften", "intensity": 2, "text": text(row)}
        for number, row in enumerate(rows(CORPORA[language]))
    ]
    for case in [*chance.sample(cases, EACH), *chance.sample(corpus, EACH)]:
        draft = engine.transform(message(case, language))
        yield {
            "id": case["id"],
            "kind": case["kind"],
            "intensity": case["intensity"],
            "input": case["text"],
            "output": draft.text,
            **({"details": draft.details} if case["kind"] == "priority" else {}),
        }


def text(row):
    return row["toxic"] if "toxic" in row else row["text"]


def message(case, language):
    options = case.get("options", {})
    terms = options.get("dictionary", {}).items()
    return Message(
        text=case["text"],
        kind=Kind(case["kind"]),
        language=Language(language),
        intensity=Intensity(case["intensity"]),
        mode=TermMode(options.get("mode", "explain")),
        terms=tuple(Term(term=term, plain=plain) for term, plain in terms),
    )


if __name__ == "__main__":
    for row in drawn(int(sys.argv[1]), sys.argv[2]):
        print(json.dumps(row, ensure_ascii=False))  # noqa: T201 - its output
