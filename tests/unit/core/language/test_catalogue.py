import ast
from importlib.resources import files

import pytest
from tests.support.cases import cases

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine
from tonebridge.language.catalogue import codes, say
from tonebridge.language.guard import VIOLATIONS
from tonebridge.language.lexicon import knowledge

CODED = {"Turn": (2, 3), "looks": ()}


def written_codes():
    """Reasons and strategies as the source of the English rules writes them."""
    found = set()
    for module in (files("tonebridge.language") / "en").iterdir():
        if not module.name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Turn":
                found |= {
                    argument.value
                    for argument in node.args[2:4]
                    if isinstance(argument, ast.Constant) and argument.value
                }
    return found


def heard_codes():
    """Codes that the answers to all cases carry."""
    found = set()
    for case in (*cases("soften", "priority"), *cases(file="own.jsonl")):
        heard = engine.analyze(case["text"])
        found |= {*heard.clarity.reasons, *heard.priority.reasons}
        found |= {finding.check for finding in heard.findings}
        for intensity in Intensity:
            message = Message(
                text=case["text"],
                kind=Kind.SOFTEN,
                language=Language(case["lang"]),
                intensity=intensity,
            )
            draft = engine.transform(message)
            found |= {change.reason for change in draft.changes}
            found |= {change.strategy for change in draft.changes}
            found |= {draft.details[key] for key in ("unchanged",) if key in draft.details}
    return found


def listed_codes():
    """Codes of the data files and of the guard."""
    grounds = knowledge("en_priority").values()
    listed = {each["reason"] for ground in grounds if isinstance(ground, list) for each in ground}
    listed |= {ground["reason"] for ground in grounds if isinstance(ground, dict)}
    return listed | set(VIOLATIONS)


@pytest.mark.parametrize("reader", Language)
def test_every_code_has_words_for_every_reader(reader):
    used = written_codes() | heard_codes() | listed_codes()

    assert used - codes() == set()
    assert [code for code in used if say(code, reader) in {"", code}] == []


def test_a_code_that_nobody_knows_stands_for_itself():
    assert say("from_the_future", Language.EN) == "from_the_future"
