"""Write the page of a reading: what native readers said of 100 drawn messages a language.

`python -m tests.evaluation.reading` joins `docs/reference/reading/{en,ja}.jsonl`, rows of input,
output and verdict, into `docs/reference/reading.md`.
"""

import json
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "reference"
LANGUAGES = {"ja": "Japanese", "en": "English"}
SEND = "send"


def rows(language):
    """Return what was read, in the order of the draw."""
    lines = (DOCS / "reading" / f"{language}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def page(read):
    """Return the Markdown page; `read` has the rows of each language."""
    lines = [
        "# What native readers say",
        "",
        (
            "A reader who knew nothing of the engine judged 100 messages a language, half from the"
            " case files and half from a corpus (KeiCO, ParaDetox), drawn by"
            " `python -m tests.evaluation.draw 1126 ja|en`: would a careful colleague send the"
            " answer as it is?"
        ),
        "",
        "| language | cases | corpus | wrong of 100 |",
        "| --- | --- | --- | --- |",
    ]
    for language, name in LANGUAGES.items():
        wrong = [row for row in read[language] if row["verdict"] != SEND]
        corpus = sum(is_corpus(row) for row in wrong)
        lines.append(f"| {name} | {len(wrong) - corpus} | {corpus} | {len(wrong)} |")
    lines += [
        "",
        "Everything that was read, with its verdict: [Japanese](reading/ja.jsonl),",
        "[English](reading/en.jsonl). The English corpus is profanity from social media.",
    ]
    for language, name in LANGUAGES.items():
        lines += ["", f"## What reads wrong in {name}", ""]
        lines += [
            f"- `{row['id']}`: {row['why']}" for row in read[language] if row["verdict"] != SEND
        ]
    return "\n".join([*lines, ""])


def is_corpus(row):
    """Tell a corpus row by its id, `ja-123`, from a case's."""
    prefix, _, number = row["id"].partition("-")
    return prefix in LANGUAGES and number.isdecimal()


def main():
    """Write the page."""
    (DOCS / "reading.md").write_text(page({each: rows(each) for each in LANGUAGES}), "utf-8")


if __name__ == "__main__":
    main()
