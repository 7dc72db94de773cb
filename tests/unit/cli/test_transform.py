import io
import sys

import pytest

ANSWER = {
    "id": "018f",
    "text": "Could you fix this?",
    "kind": "soften",
    "intensity": 2,
    "language": "en",
    "changes": [],
    "facts": [],
    "details": {},
    "provider": "rules",
    "model": None,
    "degraded": False,
    "guard": {"verdict": "passed", "violations": []},
}
ASKED = {
    "text": "Fix this!",
    "kind": "soften",
    "intensity": "auto",
    "language": "auto",
    "preset": None,
}


@pytest.fixture
def answering(server):
    server.on("POST", "/api/v1/transform", json=ANSWER)
    return server


@pytest.fixture
def given(monkeypatch):
    """Put bytes on standard input."""

    def put(content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return put


class TestTransform:
    def test_prints_the_new_text_alone_into_a_pipe(self, tonebridge, answering):
        assert tonebridge("transform", "Fix this!") == (0, "Could you fix this?\n", "")

    def test_asks_with_the_key_for_what_was_said(self, tonebridge, answering):
        tonebridge("transform", "Fix this!")

        assert answering.asked == [("POST", "/api/v1/transform", ASKED)]
        assert answering.key == "Bearer tb_key"

    def test_passes_every_option_on(self, tonebridge, answering):
        tonebridge(
            *("transform", "-k", "clarify", "-i", "3", "-p", "client", "-l", "ja"),
            *("--include", "analysis", "--degrade", "never", "あ"),
        )

        assert answering.asked[0][2] == {
            "text": "あ",
            "kind": "clarify",
            "intensity": 3,
            "language": "ja",
            "preset": "client",
            "degrade": "never",
            "include": ["analysis"],
        }

    def test_takes_its_words_as_one_message(self, tonebridge, answering):
        tonebridge("transform", "Fix", "this!")

        assert answering.asked[0][2] == ASKED

    def test_reads_standard_input_without_its_last_line_end(self, tonebridge, answering, given):
        given(b"Fix\n\nthis!\n")

        tonebridge("transform")

        assert answering.asked[0][2]["text"] == "Fix\n\nthis!"

    def test_reads_a_file_of_windows_notepad(self, tonebridge, answering, tmp_path):
        (tmp_path / "m.txt").write_bytes("\ufeff直せ\r\n".encode())

        tonebridge("transform", "--file", str(tmp_path / "m.txt"))

        assert answering.asked[0][2]["text"] == "直せ"

    def test_prints_the_answer_as_it_came_with_json(self, tonebridge, answering):
        code, out, _ = tonebridge("transform", "--json", "Fix this!")

        assert (code, out.encode().rstrip(b"\n")) == (
            0,
            answering.answers["POST", "/api/v1/transform"].content,
        )


class TestAMessageThatCannotBeRead:
    def test_is_refused_when_it_is_no_utf8(self, tonebridge, given):
        given("直せ".encode("shift_jis"))

        assert tonebridge("transform")[::2] == (
            3,
            "tonebridge: standard input is not UTF-8 (byte 0): convert it, as iconv does\n",
        )

    def test_is_refused_when_an_argument_is_no_utf8(self, tonebridge):
        assert tonebridge("transform", "\udc82")[::2] == (
            3,
            "tonebridge: the message holds bytes that are not UTF-8\n",
        )

    def test_is_refused_when_it_never_ends(self, tonebridge, given):
        given(b"x" * 1_000_001)

        assert tonebridge("transform")[0] == 3

    def test_is_refused_when_the_file_is_not_there(self, tonebridge, tmp_path):
        path = tmp_path / "none"

        assert tonebridge("transform", "-f", str(path))[::2] == (
            2,
            f"tonebridge: cannot read {path}: No such file or directory\n",
        )

    def test_is_refused_when_it_is_given_twice(self, tonebridge):
        assert tonebridge("transform", "-f", "x", "y")[0] == 2
