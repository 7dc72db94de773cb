"""The figures as a page, a picture and a table on the terminal."""

from tests.evaluation import bars

FILES = {
    "cases.jsonl": "given",
    "own_dev.jsonl": "own, development",
    "blind_dev.jsonl": "blind, development",
    "own_heldout.jsonl": "own, held out",
    "blind_heldout.jsonl": "blind, held out",
}
DEVELOPMENT = ("own_dev.jsonl", "blind_dev.jsonl")
HELD_OUT = ("own_heldout.jsonl", "blind_heldout.jsonl")
ANALYSES = {
    "analysis_dev": "own, development",
    "blind_analysis_dev": "blind, development",
    "analysis_heldout": "own, held out",
    "blind_analysis_heldout": "blind, held out",
}


def page(scores):
    """Return the Markdown page; the same scores give the same bytes."""
    lines = [
        "# Evaluation",
        "",
        (
            f"Written by `make eval` for the provider `{scores['provider']}`;"
            f" [how to read it](#how-to-read-it)."
        ),
        "",
        "![Pass rate by kind and language](../images/evaluation.svg)",
        "",
        "## Cases that pass",
        "",
        "A case passes only if every one of its checks does.",
        "",
        *_table(("kind/language", *FILES.values(), "bar"), _group_rows(scores["files"])),
        "",
        "## What answers keep, lose and make up",
        "",
        *_table(("figure", *FILES.values(), "bar"), _figure_rows(scores["files"])),
        "",
        "## Analysis",
        "",
        *_table(("figure", *ANALYSES.values(), "bar"), _analysis_rows(scores)),
        "",
        "## Corpora",
        "",
        *_table(("figure", "value", "bar", "met"), _corpus_rows(scores)),
        "",
        HOW_TO_READ,
    ]
    return "\n".join(lines)


HOW_TO_READ = """\
## How to read it

- Scorers are plain regular expressions of their own, in `tests/support/tone_score.py` and
  `tests/evaluation/scorers.py`; they share no code, word list or extractor with the engine.
- Figures that end in `by_analyzer`, the analysis and the keigo order judge with the engine's
  own analyzer. Beside the gain by it stands one `by_markers`, a count of words of politeness.
- `rude_after` is the share of outputs with a word that npm `cuss` rates 1 or 2. That list also
  rates harmless words (`abuse`, `failure`, `god`), so it is no share of rude answers.
- The own and the blind cases are two sets by different hands; who wrote the blind ones had
  never seen the engine. Of a held-out half nothing but these totals is ever looked at.
- Sources and licences of the data: `tests/data/tone/README.md` and
  `tests/data/tone/corpora/README.md`. KeiCO: Liu and Kobayashi 2022, CC BY 4.0.
- Raw figures: [`evaluation.json`](evaluation.json). Times are printed, not committed: they
  differ by machine.
"""


def _table(head, rows):
    return [
        "| " + " | ".join(head) + " |",
        "|" + " --- |" * len(head),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def _share(passed, asked):
    return f"{passed}/{asked} ({passed / asked:.2f})" if asked else "-"


def _group_rows(files):
    groups = sorted({group for file in files.values() for group in file["groups"]})
    for group in groups:
        counted = [files[file]["groups"].get(group, (0, 0)) for file in FILES]
        yield (group, *(_share(*pair) for pair in counted), f"≥ {bars.of_group(group):.2f}")
    totals = [(files[file]["passed"], files[file]["cases"]) for file in FILES]
    yield ("**all**", *(_share(*pair) for pair in totals), f"≥ {bars.OVERALL:.2f}")


def _figure_rows(files):
    first = files["own_dev.jsonl"]
    for name, value in first.items():
        if isinstance(value, float):
            told = [files[file].get(name) for file in FILES]
            yield (
                name,
                *("-" if each is None else f"{each:.4f}" for each in told),
                bars.verdict(name, value)[0],
            )


def _analysis_rows(scores):
    for name, value in scores["analysis"]["analysis_dev"].items():
        told = [scores["analysis"][each].get(name) for each in ANALYSES]
        yield (
            name,
            *("-" if each is None else f"{each:.4f}" for each in told),
            bars.verdict(name, value)[0],
        )


def _corpus_rows(scores):
    for corpus in ("keico", "paradetox"):
        for name, value in scores.get(corpus, {}).items():
            told = f"{value:.4f}" if isinstance(value, float) else f"{value:,}"
            yield (f"{corpus}: {name}", told, *bars.verdict(name, value))


_ROW, _TOP, _LEFT, _WIDE = 26, 64, 150, 460


def picture(scores):
    """Return an SVG of the pass rates: a bar a kind and language, a tick where the bar is set."""
    held, seen = _together(scores, HELD_OUT), _together(scores, DEVELOPMENT)
    height = _TOP + _ROW * len(held) + 40
    shapes = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" role="img"'
            ' font-family="system-ui, sans-serif" font-size="13">'
        ),
        "<title>Share of cases that pass, by kind and language</title>",
        f'<rect width="720" height="{height}" fill="#fff"/>',
        (
            '<text x="16" y="26" font-size="16" font-weight="600" fill="#1a1a1a">'
            "Cases that pass, by kind and language</text>"
        ),
        (
            '<text x="16" y="46" fill="#555">Wide: held-out half. Thin: development half.'
            " Tick: the bar.</text>"
        ),
    ]
    for place, (group, (passed, asked)) in enumerate(held.items()):
        shapes += _bar(_TOP + _ROW * place, group, passed / asked, seen.get(group, (0, 1)))
    for share in range(0, 101, 25):
        x = _LEFT + _WIDE * share / 100
        shapes.append(
            f'<text x="{x:.0f}" y="{height - 14}" text-anchor="middle" fill="#555">{share}'
            " %</text>"
        )
    return "\n".join([*shapes, "</svg>", ""])


def _together(scores, files):
    """Add the counts of several files, group by group."""
    groups = sorted({group for file in files for group in scores["files"][file]["groups"]})
    counts = {
        group: [scores["files"][file]["groups"].get(group, (0, 0)) for file in files]
        for group in groups
    }
    return {group: tuple(map(sum, zip(*pairs, strict=True))) for group, pairs in counts.items()}


def _bar(y, group, share, seen):
    bar = bars.of_group(group)
    colour = "#1f6f5c" if share >= bar else "#b4532a"
    tick = _LEFT + _WIDE * bar
    return [
        f'<text x="{_LEFT - 10}" y="{y + 14}" text-anchor="end" fill="#1a1a1a">{group}</text>',
        f'<rect x="{_LEFT}" y="{y + 2}" width="{_WIDE}" height="16" fill="#eef0f2"/>',
        f'<rect x="{_LEFT}" y="{y + 2}" width="{_WIDE * share:.1f}" height="11" fill="{colour}"/>',
        (
            f'<rect x="{_LEFT}" y="{y + 14}" width="{_WIDE * seen[0] / seen[1]:.1f}" height="4"'
            ' fill="#8a97a6"/>'
        ),
        f'<path d="M{tick:.1f} {y}v20" stroke="#1a1a1a" stroke-width="1.5"/>',
        f'<text x="{_LEFT + _WIDE + 10}" y="{y + 14}" fill="#1a1a1a">{share:.2f}</text>',
    ]


def terminal(scores):
    """Return the figures as lines for a terminal."""
    lines = [f"{'':34}" + "".join(f"{file.removesuffix('.jsonl'):>16}" for file in FILES)]
    for name, *shares, bar in (*_group_rows(scores["files"]), *_figure_rows(scores["files"])):
        lines.append(
            f"{name.strip('*'):34}" + "".join(f"{each:>16}" for each in shares) + f"  {bar}"
        )
    lines.append("")
    lines.append(f"{'':34}" + "".join(f"{name:>24}" for name in ANALYSES))
    for name, *shares, bar in _analysis_rows(scores):
        lines.append(f"{name:34}" + "".join(f"{each:>24}" for each in shares) + f"  {bar}")
    lines.append("")
    lines += [
        f"{name:34}{value:>16}  {bar:8}{met}" for name, value, bar, met in _corpus_rows(scores)
    ]
    return "\n".join(lines)
