"""The set-aside tone cases are the ones whose hashes were written down."""

import hashlib
import re
from pathlib import Path

TONE = Path(__file__).parents[1] / "data" / "tone"


def test_the_held_out_files_are_those_of_the_readme():
    readme = (TONE / "README.md").read_text("utf-8")
    stated = dict(
        re.findall(r"^\| `(\w+_heldout\.jsonl)` \| `([0-9a-f]{64})` \|$", readme, re.MULTILINE)
    )

    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in TONE.glob("*_heldout.jsonl")
    }

    assert found == stated
    assert sorted(stated) == [
        "analysis_heldout.jsonl",
        "blind_analysis_heldout.jsonl",
        "blind_heldout.jsonl",
        "own_heldout.jsonl",
        "pairs_heldout.jsonl",
    ]
