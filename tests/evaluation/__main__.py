"""Score a provider on cases and corpora: `make eval`, or `python -m tests.evaluation --at URL`.

For the rule engine the page, the picture and the raw figures under `docs/` are renewed; any
other provider is only told on the terminal.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from tests.evaluation import report
from tests.evaluation.cases import ANALYSES, FILES, score_analyses, score_file
from tests.evaluation.corpora import score_keico, score_paradetox
from tests.evaluation.providers import Rules, Running
from tests.evaluation.steadiness import answers_alike, speed

DOCS = Path(__file__).parents[2] / "docs"
RAW = DOCS / "reference" / "evaluation.json"


def case_scores(provider):
    """Return what the case files alone tell: seconds, where the corpora take a minute."""
    return {
        "files": {file: score_file(provider, file) for file in FILES},
        "analysis": {name: score_analyses(provider, name) for name in ANALYSES},
    }


def all_scores(provider):
    """Return every figure that does not depend on the machine."""
    return {
        "provider": provider.name,
        **case_scores(provider),
        "keico": score_keico(provider),
        "paradetox": score_paradetox(provider),
    }


def main():
    """Score, print, and for the rule engine write the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", help="address of a running ToneBridge; its key in TONEBRIDGE_KEY")
    asked = parser.parse_args()
    provider = Running(asked.at, os.environ.get("TONEBRIDGE_KEY")) if asked.at else Rules()
    scores = all_scores(provider)
    if not asked.at:
        scores["same_answer_in_every_process"] = answers_alike()
        RAW.write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n", "utf-8")
        (DOCS / "reference" / "evaluation.md").write_text(report.page(scores), "utf-8")
        (DOCS / "images" / "evaluation.svg").write_text(report.picture(scores), "utf-8")
    lines = [report.terminal(scores)]
    if not asked.at:
        lines += [
            "",
            f"same answer in every process: {scores['same_answer_in_every_process']}",
            "median milliseconds an answer, cases of 100 to 400 characters, here:",
            *(f"{group:34}{milliseconds:>16.3f}" for group, milliseconds in speed().items()),
        ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
