"""Every reason that people can meet is explained."""

import re
from pathlib import Path

import tonebridge_operator
from tonebridge_operator.problems import RECREATE

ROOT = Path(__file__).parents[3]
CODE = Path(tonebridge_operator.__file__).parent


def test_the_runbook_has_a_row_for_every_problem():
    code = (CODE / "problems.py").read_text(encoding="utf-8")
    reasons = set(re.findall(r'reason(?:, message)? ?= ?"(\w+)"', code))
    runbook = (ROOT / "docs/runbooks/bridge.md").read_text(encoding="utf-8")

    assert len(reasons) > 5
    assert [reason for reason in sorted(reasons) if f"`{reason}`" not in runbook] == []
    assert RECREATE in runbook
