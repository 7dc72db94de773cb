"""Every name that a person may meet stands in the documents, and every link leads somewhere."""

import re
from pathlib import Path

import pytest

from tonebridge_cli.main import cli

ROOT = Path(__file__).parents[2]
PAGES = [
    *ROOT.glob("*.md"),
    *(path for path in ROOT.glob("docs/**/*.md")),
]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_every_command_stands_in_the_guide():
    guide = (ROOT / "docs/guide/cli.md").read_text(encoding="utf-8")

    assert [name for name in cli.commands if f"`{name}`" not in guide] == []


def test_every_make_verb_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = {"help", "run", "test", "check", "fmt", "generate", "bench", "web"}
    told = set(re.findall(r"^([a-z0-9-]+):.*## ", makefile, re.MULTILINE))

    assert verbs - told == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name != "STYLE.md"],  # it names verbs that come later
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_every_make_verb_that_a_page_names_is_there(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z0-9-]+)", page.read_text(encoding="utf-8")))

    assert {verb for verb in named if not re.search(rf"^{verb}:", makefile, re.MULTILINE)} == set()
