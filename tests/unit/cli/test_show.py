import io
import re

import pytest
from rich.console import Console

from tonebridge.domain.message import Language
from tonebridge.domain.terminal import visible
from tonebridge_cli.show.analysis import highlighted, show_analysis
from tonebridge_cli.show.rewriting import marked, show_rewriting
from tonebridge_cli.show.tables import show_table
from tonebridge_cli.show.terminal import Output
from tonebridge_cli.wire import Analysis, Change, Clarity, Finding, Priority, Rewriting, Tone

SOURCE = "Fix the login bug by 3pm, this is embarrassing."
REWRITING = Rewriting(
    text="Could you fix the login bug by 3pm?",
    kind="soften",
    intensity=2,
    language="en",
    provider="rules",
    changes=[
        Change(0, 3, "Fix", "Could you fix", "request.softened"),
        Change(24, 47, ", this is embarrassing.", "?", "blame.dropped"),
    ],
    facts=["3pm"],
)
ANALYSIS = Analysis(
    language="en",
    tone=Tone("blunt", {"blunt": 0.8}),
    politeness=31,
    clarity=Clarity(70, []),
    sentiment=-0.4,
    priority=Priority("high", 65, []),
    intensity_suggested=2,
    findings=[Finding(26, 46, "blame", "This puts blame on somebody", None)],
)


class Terminal(Output):
    """A terminal of 80 columns that is read by this test."""

    def __init__(self, *, colours=False):
        super().__init__(Language.EN, json=False)
        self.console = Console(
            file=io.StringIO(),
            force_terminal=True,
            no_color=not colours,
            width=80,
            highlight=False,
        )

    @property
    def shown(self):
        return self.console.file.getvalue()


def spans(text):
    return [(text.plain[s.start : s.end], s.style) for s in text.spans]


class TestARewriting:
    def test_marks_what_went_and_what_came(self):
        before, after = marked(SOURCE, REWRITING)

        assert (before.plain, after.plain) == (SOURCE, REWRITING.text)
        assert spans(before) == [
            ("Fix", "red strike"),
            (", this is embarrassing.", "red strike"),
        ]
        assert spans(after) == [("Could you fix", "green bold"), ("?", "green bold")]

    def test_marks_nothing_when_the_changes_lead_elsewhere(self):
        before, after = marked("Other text", REWRITING)

        assert (before.plain, after.plain) == ("Other text", REWRITING.text)
        assert spans(before) + spans(after) == []

    def test_shows_a_person_before_after_reasons_and_facts(self):
        terminal = Terminal()

        show_rewriting(terminal, SOURCE, REWRITING)

        assert strip_styles(terminal.shown).splitlines() == [
            "- Fix the login bug by 3pm, this is embarrassing.",
            "+ Could you fix the login bug by 3pm?",
            "  Fix → Could you fix  request.softened",
            "  , this is embarrassing. → ?  blame.dropped",
            "kept 3pm",
            "soften · medium · en · rules",
        ]

    def test_says_when_there_was_nothing_to_do(self):
        terminal = Terminal()
        same = Rewriting("Thank you!", "soften", 0, "en", "rules")

        show_rewriting(terminal, "Thank you!", same)

        assert strip_styles(terminal.shown).splitlines() == [
            "Thank you!",
            "Nothing to change.",
            "soften · none · en · rules",
        ]

    def test_says_when_the_rules_stood_in_for_a_model(self):
        terminal = Terminal()

        show_rewriting(terminal, "x", Rewriting("y", "soften", 1, "en", "rules", degraded=True))

        assert "degraded: the wanted provider is away" in terminal.shown

    def test_has_colours_only_where_they_are_wanted(self):
        plain, coloured = Terminal(), Terminal(colours=True)

        for terminal in (plain, coloured):
            show_rewriting(terminal, SOURCE, REWRITING)

        assert ("\x1b[31" in plain.shown, "31m" in coloured.shown) == (False, True)


class TestAnAnalysis:
    def test_is_one_value_a_line_for_a_program(self):
        stream = io.StringIO()

        show_analysis(Output(Language.EN, json=False, stream=stream), SOURCE, ANALYSIS)

        assert stream.getvalue() == (
            "language\ten\ntone\tblunt\npoliteness\t31\nclarity\t70\nsentiment\t-0.40\n"
            "priority\thigh\npriority_score\t65\nintensity_suggested\t2\n"
        )

    def test_marks_the_words_that_caused_it(self):
        text = highlighted(SOURCE, ANALYSIS.findings)

        assert (text.plain, spans(text)) == (
            SOURCE,
            [("this is embarrassing", "yellow underline")],
        )

    def test_marks_overlapping_words_once(self):
        text = highlighted("abcdef", [Finding(1, 4), Finding(2, 6)])

        assert spans(text) == [("bcd", "yellow underline")]

    def test_shows_a_person_gauges_and_findings(self):
        terminal = Terminal()

        show_analysis(terminal, SOURCE, ANALYSIS)

        shown = strip_styles(terminal.shown)
        assert "politeness  ━━━━━━━━━━━━━━━━━━━━  31" in shown
        assert "  this is embarrassing  This puts blame on somebody" in shown


def test_an_id_is_never_wrapped():
    terminal = Terminal()
    identifier = "0198c2a4-7b1e-7c3d-9f00-0123456789ab"
    row = (identifier, "2026-01-31 09:00", "requirements", "Fix this " * 5, "Please fix " * 4)

    show_table(terminal, ("id", "when", "kind", "before", "after"), [row], empty="")

    assert identifier in terminal.shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 日本語 👍🏽\n\ttab", "plain 日本語 👍🏽\n\ttab"),
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("bell\x07 nul\x00 csi\x9b", r"bell\x07 nul\x00 csi\x9b"),
        ("a\u202eb", r"a\u202eb"),
    ],
)
def test_a_message_cannot_steer_the_terminal(text, shown):
    assert visible(text) == shown


def strip_styles(shown):
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(line.rstrip() for line in shown.splitlines()))


def shown(answer, source="Fix it."):
    terminal = Terminal()
    show_rewriting(terminal, source, answer)
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", terminal.shown).splitlines()]


def answered(details):
    return Rewriting("Fix it.", "clarify", 2, "en", "rules", details=details)


@pytest.mark.parametrize(
    ("details", "line"),
    [
        ({"terms": [{"term": "pod", "plain": "running unit"}]}, "pod: running unit"),
        ({"questions": ["Since when?", "Who?"]}, "2 open questions"),
        ({"points": ["It is down."]}, "1 point"),
        ({"sections": [{"heading": "Impact", "items": ["all"]}]}, "1 section: Impact"),
        (
            {"quadrants": {"must": ["a", "b"], "should": [], "could": ["c"], "wont": []}},
            "must 2 · should 0 · could 1 · won't 0",
        ),
        ({"reasons": ["outage"]}, "  Something that people rely on is down."),
        ({"unchanged": "nothing_to_clarify"}, "It is clear as it is."),
        ({"unchanged": "intensity_none"}, "Intensity 0 changes nothing."),
        ({}, "Nothing to change."),
        ({"terms": "from the future"}, "Nothing to change."),
    ],
)
def test_what_a_kind_found_is_told_in_a_line(details, line):
    assert line in shown(answered(details))


def test_a_term_cannot_steer_the_terminal():
    details = {"terms": [{"term": "a\x1b[2J", "plain": "b"}]}

    assert "a\\x1b[2J: b" in shown(answered(details))
