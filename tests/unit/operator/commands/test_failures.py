import pytest
from tests.unit.operator.commands.answers import BRIDGES

from tonebridge_cli.failures import Exit
from tonebridge_operator.commands import COMMANDS, bridge, failures, words


@pytest.mark.parametrize(
    ("status", "code", "line"),
    [
        (401, 5, "the cluster does not know you (no): sign in to it again"),
        (403, 5, "you may not do this (no): ask for a role that allows it"),
        (409, 3, "the cluster refused it: no"),
        (422, 3, "the cluster refused it: no"),
        (429, 4, "the cluster refused it: no"),
        (503, 4, "the cluster refused it: no"),
    ],
)
def test_a_refusal_is_one_line_with_an_exit_code_of_its_sort(tonebridge, api, status, code, line):
    api.refuse(BRIDGES, status)

    assert tonebridge("status") == (code, "", f"tonebridge: {line}\n")


def test_a_cluster_that_is_away_is_told(tonebridge, api):
    api.silent = True

    code, out, err = tonebridge("status", "demo")

    assert (code, out) == (4, "")
    assert err.startswith("tonebridge: the cluster does not answer (GET /apis/tonebridge.io/")


def test_a_reader_of_japanese_is_told_in_japanese(tonebridge, monkeypatch):
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")

    assert tonebridge("status", "demo")[2] == (
        "tonebridge: 名前空間 tone に ToneBridge demo はありません。`status -A` で一覧できます。\n"
    )


def test_what_nobody_foresaw_is_one_line_too(tonebridge, api):
    api.on(BRIDGES, {"metadata": {}})

    assert tonebridge("status") == (1, "", "tonebridge: unexpected KeyError: 'items'\n")


def test_the_exit_codes_are_those_of_the_command_line():
    for name in ("INTERNAL", "REFUSED", "UNREACHABLE", "UNAUTHORIZED", "CONFIGURATION"):
        assert getattr(failures, name) == Exit[name]
    assert failures.INTERRUPTED == Exit.INTERRUPTED


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(tonebridge, name):
    code, out, _ = tonebridge(name, "--help")

    assert (code, bridge.get_command(None, name).name) == (0, name)
    assert out.startswith(f"Usage: kubectl tonebridge {name} [OPTIONS]")


@pytest.mark.parametrize("code", words.SENTENCES)
def test_both_languages_say_the_same_facts(code):
    english, japanese = words.SENTENCES[code]

    def facts(text):
        return {part.partition("}")[0] for part in text.split("{")[1:]}

    assert facts(english) == facts(japanese)
