import json

import pytest
from tests.evaluation import report
from tests.evaluation.__main__ import DOCS, RAW, case_scores
from tests.evaluation.providers import Rules

RENEW = "scores changed: run `make eval` and let the difference be reviewed"


@pytest.fixture(scope="module")
def committed():
    return json.loads(RAW.read_text("utf-8"))


@pytest.mark.thorough
def test_the_committed_scores_are_those_of_the_engine_as_it_is(committed):
    fresh = case_scores(Rules())

    assert {part: committed[part] for part in fresh} == fresh, RENEW


def test_page_and_picture_tell_the_committed_scores(committed):
    page = (DOCS / "reference" / "evaluation.md").read_text("utf-8")
    picture = (DOCS / "images" / "evaluation.svg").read_text("utf-8")

    assert (page, picture) == (report.page(committed), report.picture(committed)), RENEW
