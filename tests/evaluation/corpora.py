"""Score a provider on public corpora: keigo levels (KeiCO), rude English (ParaDetox)."""

import json
from bisect import bisect_left, bisect_right
from itertools import combinations
from statistics import mean

from tests.evaluation.scorers import CORPORA, clean_words_kept, curses

_PLAIN = 4
_FLAGGED = 3


def _rows(name):
    return [json.loads(line) for line in (CORPORA / name).read_text("utf-8").splitlines()]


def score_keico(provider):
    """Return how well keigo levels come apart; the politeness is the analyzer's."""
    by_level = {level: [] for level in range(1, _PLAIN + 1)}
    exact = plain = near = 0
    rows = _rows("keico_dev.jsonl")
    for row in rows:
        heard = provider.analyze(row["text"])
        level = heard["keigo_level"] or _PLAIN
        by_level[row["level"]].append(heard["politeness"])
        exact += level == row["level"]
        near += abs(level - row["level"]) <= 1
        plain += (level == _PLAIN) == (row["level"] == _PLAIN)
    won = pairs = 0
    for higher, lower in combinations(by_level, 2):
        scores = sorted(by_level[lower])
        pairs += len(by_level[higher]) * len(scores)
        for score in by_level[higher]:
            below, upto = bisect_left(scores, score), bisect_right(scores, score)
            won += below + (upto - below) / 2
    return {
        "sentences": len(rows),
        "plain_or_polite": round(plain / len(rows), 4),
        "exact_level": round(exact / len(rows), 4),
        "within_one_level": round(near / len(rows), 4),
        "pairwise_order": round(won / pairs, 4),
    }


def score_paradetox(provider):
    """Return what rudeness softening leaves, by the `cuss` list, and what else it loses."""
    rows = _rows("paradetox_dev.jsonl")
    residue, kept, flagged, clean = 0, [], 0, 0
    for row in rows:
        softened = provider.soften(row["toxic"], "en", 2)
        residue += bool(curses(softened))
        share = clean_words_kept(row["toxic"], softened)
        kept += [] if share is None else [share]
        for neutral in row["neutral"]:
            clean += 1
            flagged += provider.analyze(neutral)["intensity_suggested"] == _FLAGGED
    return {
        "sentences": len(rows),
        "rude_before": round(sum(bool(curses(row["toxic"])) for row in rows) / len(rows), 4),
        "rude_after": round(residue / len(rows), 4),
        "other_content_kept": round(mean(kept), 4),
        "clean_flagged": round(flagged / clean, 4),
    }
