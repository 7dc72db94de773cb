import json

import pytest

from tonebridge.domain.message import Kind

MESSAGE = "Fix the login bug by 3pm, this is embarrassing."


class TestWithoutAServer:
    def test_a_message_is_rewritten_here_with_its_facts(self, without_server):
        code, out, err = without_server("transform", "--json", MESSAGE)
        answer = json.loads(out)

        assert (code, err) == (0, "")
        assert answer["text"] != MESSAGE
        assert {k: answer[k] for k in ("id", "kind", "provider", "facts", "degraded")} == {
            "id": None,
            "kind": "soften",
            "provider": "rules",
            "facts": ["3pm"],
            "degraded": False,
        }

    def test_an_answer_has_the_fields_of_the_api(self, without_server):
        out = without_server("transform", "--json", "--include", "analysis", MESSAGE)[1]

        assert list(json.loads(out)) == [
            *("id", "text", "kind", "intensity", "language", "changes", "facts", "details"),
            *("provider", "model", "degraded", "guard", "analysis"),
        ]

    def test_a_message_is_kept_as_it_is_at_intensity_0(self, without_server):
        assert without_server("transform", "-i", "0", MESSAGE)[1] == MESSAGE + "\n"

    def test_a_program_is_told_how_urgent_a_message_is_in_a_line(self, without_server):
        code, out, err = without_server("transform", "-k", "priority", "Prod is down, fix it now!")

        told = "Something that people rely on is down."
        assert (code, err, out.count("\n")) == (0, "", 1)
        assert out.startswith("critical ")
        assert out.split(" ", 2)[1].isdecimal()
        assert out.split(" ", 2)[2].startswith(told)

    def test_a_message_is_analyzed_here(self, without_server):
        code, out, _ = without_server("analyze", "--json", "直せ。")
        answer = json.loads(out)

        assert (code, answer["language"]) == (0, "ja")
        assert all(finding["message"] for finding in answer["findings"])

    def test_messages_are_ranked_here(self, without_server):
        out = without_server("rank", "--json", "Thanks for lunch", "Prod is down, fix it now!")[1]

        assert json.loads(out)["order"] == ["2", "1"]

    def test_a_server_that_is_named_is_not_asked_with_offline(self, tonebridge, server):
        assert tonebridge("transform", "--offline", MESSAGE)[0] == 0
        assert server.asked == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("transform", "  "), "text: write something: it is empty"),
        (("transform", "x" * 8_001), "text: 8,001 characters; at most 8,000"),
        (("analyze", ""), "text: write something: it is empty"),
        (
            ("transform", "-p", "boss", "x"),
            "preset: without a server there are only client, manager, peer, support",
        ),
        (("rank", "ok", " "), "items[1].text: write something: it is empty"),
        (("rank", *"x" * 101), "items: give 1 to 100 messages"),
    ],
)
def test_what_is_not_right_is_told_in_one_line(without_server, words, told):
    assert without_server(*words) == (3, "", f"tonebridge: {told}\n")


@pytest.mark.parametrize("kind", Kind)
def test_the_rules_can_do_every_kind(without_server, kind):
    code, out, _ = without_server(
        "transform", "--json", "-k", kind.value, "The pod is down, fix it soon."
    )

    assert (code, "pod" in out) == (0, True)
