"""Score a provider on the case files: what passes, what is kept, what is made up."""

from collections import Counter

from tests.evaluation.scorers import content_kept, length_fits, markers, negation_kept
from tests.support.cases import cases
from tests.support.tone_score import failures, invented, lints

FILES = (
    "cases.jsonl",
    "own_dev.jsonl",
    "blind_dev.jsonl",
    "own_heldout.jsonl",
    "blind_heldout.jsonl",
)
"""The held-out ones are for measuring only: nothing but totals is ever told of them."""
ANALYSES = ("analysis_dev", "blind_analysis_dev", "analysis_heldout", "blind_analysis_heldout")
PAIRS = {"analysis_dev": "pairs_dev", "analysis_heldout": "pairs_heldout"}
"""Which pairs of a more and a less polite message are scored with which analyses."""

NO_NEW_FACTS = frozenset({"soften", "clarify", "structure", "summarize"})
INTENSITIES = range(4)


def score_file(provider, file):
    """Return the totals of one file, as numbers that can be compared and committed."""
    rows = cases(file=file)
    passed, asked = Counter(), Counter()
    sums = _Sums()
    for case in rows:
        answer = provider.answer(case)
        group = f"{case['kind']}/{case['lang']}"
        asked[group] += 1
        passed[group] += not failures(case, answer)
        _add(sums, case, answer["output"])
    gains = _gains(provider, [case for case in rows if case["kind"] == "soften"])
    return {
        "cases": len(rows),
        "passed": sum(passed.values()),
        "groups": {group: [passed[group], asked[group]] for group in sorted(asked)},
        **sums.shares(),
        **gains,
    }


class _Sums:
    """Shares, each of what it applies to."""

    def __init__(self):
        self._good, self._all = Counter(), Counter()

    def add(self, name, good):
        """Count one observation between 0 and 1; None is none."""
        if good is not None:
            self._good[name] += good
            self._all[name] += 1

    def shares(self):
        """Return each share, to four places."""
        return {name: round(self._good[name] / self._all[name], 4) for name in self._all}


def _add(sums, case, output):
    kind, language, text = case["kind"], case["lang"], case["text"]
    for kept in case.get("must_keep", ()):
        sums.add("must_keep_recall", kept in output)
    if "items" in case:
        return
    sums.add("with_lint", bool(lints(language, output)))
    sums.add("length_fits", length_fits(kind, language, text, output))
    if kind in NO_NEW_FACTS:
        sums.add("with_invented_fact", bool(invented(text, output)))
    if kind not in {"requirements", "summarize"}:
        sums.add("negation_kept", negation_kept(language, text, output, case["reference"]))
        sums.add("content_kept", content_kept(text, output))


def _gains(provider, asked):
    """Compare intensities; the analyzer is the engine's own, the markers are not."""
    sums = _Sums()
    for case in asked:
        outputs = [
            provider.soften(case["text"], case["lang"], intensity) for intensity in INTENSITIES
        ]
        heard = [provider.analyze(output)["politeness"] for output in outputs]
        marked = [markers(case["lang"], output) for output in outputs]
        sums.add("politeness_monotonic_by_analyzer", heard == sorted(heard))
        if outputs[2] != case["text"]:
            sums.add("politeness_gain_by_analyzer", heard[2] > heard[0])
            sums.add("politeness_gain_by_markers", marked[2] > marked[0])
        sums.add("soften_idempotent", provider.soften(outputs[2], case["lang"], 2) == outputs[2])
    return sums.shares()


def score_analyses(provider, name):
    """Return how often an analysis hears what a reader heard, on one of `ANALYSES`."""
    sums = _Sums()
    for row in cases(file=f"{name}.jsonl"):
        heard, expected = provider.analyze(row["text"]), row["expect"]
        sums.add("language", heard["language"] == expected["language"])
        sums.add("tone", heard["tone"] in expected["tone"])
        if "sentiment" in expected:
            sums.add("sentiment", _sign(heard["sentiment"]) == expected["sentiment"])
        if "priority" in expected:
            sums.add("priority", heard["priority"] in expected["priority"])
    for row in cases(file=f"{PAIRS[name]}.jsonl") if name in PAIRS else ():
        more, less = (
            provider.analyze(row[side])["politeness"] for side in ("more_polite", "less_polite")
        )
        sums.add("politeness_pairs", more > less)
    return sums.shares()


_NEUTRAL = 0.05


def _sign(value):
    if value > _NEUTRAL:
        return "pos"
    return "neg" if value < -_NEUTRAL else "neu"
