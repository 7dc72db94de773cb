import pytest

ENTRY = {
    "id": "e1",
    "created_at": "2026-01-31T09:00:00Z",
    "kind": "soften",
    "intensity": 2,
    "language": "en",
    "preset": None,
    "source": "Fix\tthis",
    "text": "Please fix this",
    "provider": "rules",
}
KEY = {
    "id": "k1",
    "name": "ci",
    "prefix": "tb_abc",
    "scopes": ["transform"],
    "created_at": "2026-01-31T09:00:00Z",
    "expires_at": None,
    "revoked_at": None,
    "last_used_at": None,
}
BOOK = {"id": "d1", "name": "ops", "language": "ja", "terms": 1}
TERM = {"id": "t1", "term": "LB", "plain": "負荷分散装置", "note": ""}


class TestHistory:
    def test_lists_entries_as_lines_of_cells(self, tonebridge, server):
        server.on("GET", "/api/v1/history", json={"items": [ENTRY], "next_cursor": None})

        assert tonebridge("history", "list", "--kind", "soften") == (
            0,
            "e1\t2026-01-31 09:00\tsoften\tFix this\tPlease fix this\n",
            "",
        )
        assert server.asked == [("GET", "/api/v1/history?kind=soften&limit=20", b"")]

    def test_searches_for_all_words(self, tonebridge, server):
        server.on("GET", "/api/v1/history", json={"items": [], "next_cursor": None})

        assert tonebridge("history", "search", "障害", "prod", "-n", "5") == (0, "", "")
        assert server.asked[0][1] == "/api/v1/history?q=%E9%9A%9C%E5%AE%B3+prod&limit=5"

    def test_deletes_each_entry_that_is_named(self, tonebridge, server):
        server.on("DELETE", "/api/v1/history/e1", status=204, body=b"")
        server.on("DELETE", "/api/v1/history/e2", status=204, body=b"")

        assert tonebridge("history", "delete", "e1", "e2")[0] == 0
        assert [asked[1] for asked in server.asked] == [
            "/api/v1/history/e1",
            "/api/v1/history/e2",
        ]

    def test_keeps_an_id_one_segment_of_the_path(self, tonebridge, server):
        server.on("DELETE", "/api/v1/history/../keys", status=404, json={"detail": "no"})

        tonebridge("history", "delete", "../keys")

        assert server.asked[0][1] == "/api/v1/history/..%2Fkeys"

    def test_exports_lines_into_a_file(self, tonebridge, server, tmp_path):
        server.on("GET", "/api/v1/history/export", body=b'{"id":"e1"}\n{"id":"e2"}\n')

        assert tonebridge("history", "export", "-o", str(tmp_path / "h"))[0] == 0
        assert (tmp_path / "h").read_bytes() == b'{"id":"e1"}\n{"id":"e2"}\n'

    def test_leaves_the_file_alone_when_the_export_is_refused(self, tonebridge, server, tmp_path):
        server.on("GET", "/api/v1/history/export", status=503, json={"detail": "away"})
        (tmp_path / "h").write_bytes(b"old")

        assert tonebridge("history", "export", "-o", str(tmp_path / "h"))[0] == 4
        assert (tmp_path / "h").read_bytes() == b"old"


class TestKey:
    def test_prints_the_secret_alone(self, tonebridge, server):
        server.on("POST", "/api/v1/keys", status=201, json={**KEY, "key": "tb_secret"})

        code, out, err = tonebridge("key", "create", "ci", "--scope", "transform")

        assert (code, out) == (0, "tb_secret\n")
        assert err == "Keep it: it is not shown again (id k1).\n"
        assert server.asked == [("POST", "/api/v1/keys", {"name": "ci", "scopes": ["transform"]})]

    def test_sends_an_end_in_utc(self, tonebridge, server):
        server.on("POST", "/api/v1/keys", status=201, json={**KEY, "key": "tb_secret"})

        tonebridge("key", "create", "ci", "--expires-at", "2027-01-31")

        assert server.asked[0][2] == {"name": "ci", "expires_at": "2027-01-31T00:00:00Z"}

    @pytest.mark.parametrize(
        ("fields", "state"),
        [
            ({}, "active"),
            ({"expires_at": "2027-01-31T00:00:00Z"}, "until 2027-01-31T00:00"),
            ({"revoked_at": "2026-02-01T00:00:00Z"}, "revoked"),
        ],
    )
    def test_lists_each_with_its_state(self, tonebridge, server, fields, state):
        server.on("GET", "/api/v1/keys", json={"items": [{**KEY, **fields}]})

        assert tonebridge("key", "list")[1] == f"k1\tci\ttb_abc\ttransform\tnever\t{state}\n"

    def test_rotates_with_the_overlap_that_is_asked_for(self, tonebridge, server):
        server.on("POST", "/api/v1/keys/k1/rotate", json={**KEY, "key": "tb_new"})

        assert tonebridge("key", "rotate", "k1", "--overlap-s", "60")[1] == "tb_new\n"
        assert server.asked[0][2] == {"overlap_s": 60}

    def test_revokes(self, tonebridge, server):
        server.on("DELETE", "/api/v1/keys/k1", status=204, body=b"")

        assert tonebridge("key", "revoke", "k1") == (0, "", "Revoked k1.\n")


class TestDictionary:
    @pytest.fixture(autouse=True)
    def book(self, server):
        server.on("GET", "/api/v1/dictionaries", json={"items": [BOOK]})
        server.on("GET", "/api/v1/dictionaries/d1/terms", json={"items": [TERM]})

    def test_is_found_by_its_name(self, tonebridge):
        assert tonebridge("dictionary", "list", "ops") == (0, "t1\tLB\t負荷分散装置\t\n", "")

    def test_is_told_when_there_is_none_of_that_name(self, tonebridge):
        assert tonebridge("dictionary", "list", "nope")[::2] == (
            3,
            "tonebridge: there is no dictionary 'nope': there is ops\n",
        )

    def test_takes_a_term(self, tonebridge, server):
        server.on("POST", "/api/v1/dictionaries/d1/terms", status=201, json=TERM)

        assert tonebridge("dictionary", "add", "ops", "LB", "負荷分散装置")[0] == 0
        assert server.asked[-1][2] == {"term": "LB", "plain": "負荷分散装置", "note": ""}

    def test_loses_a_term_by_its_word(self, tonebridge, server):
        server.on("DELETE", "/api/v1/dictionaries/d1/terms/t1", status=204, body=b"")

        assert tonebridge("dictionary", "remove", "ops", "LB")[0] == 0

    def test_is_removed_whole_only_when_that_is_confirmed(self, tonebridge, server):
        server.on("DELETE", "/api/v1/dictionaries/d1", status=204, body=b"")

        assert tonebridge("dictionary", "remove", "ops", "--yes")[0] == 0
        assert server.asked[-1][:2] == ("DELETE", "/api/v1/dictionaries/d1")

    def test_takes_a_table_as_it_is(self, tonebridge, server, tmp_path):
        table = "term,plain,note\r\nLB,負荷分散装置,\r\n".encode()
        (tmp_path / "t.csv").write_bytes(table)
        server.on("POST", "/api/v1/dictionaries/d1/import", json={"imported": 1})

        assert (
            tonebridge("dictionary", "import", "ops", str(tmp_path / "t.csv"))[2] == "1 terms.\n"
        )
        assert server.asked[-1][2] == table

    def test_gives_its_table(self, tonebridge, server, tmp_path):
        server.on("GET", "/api/v1/dictionaries/d1/export", body=b"term,plain,note\r\n")

        assert tonebridge("dictionary", "export", "ops", "-o", str(tmp_path / "o"))[0] == 0
        assert (tmp_path / "o").read_bytes() == b"term,plain,note\r\n"


class TestRank:
    def test_prints_the_most_urgent_first(self, tonebridge, server):
        places = [
            {"id": "2", "level": "critical", "score": 92, "reasons": []},
            {"id": "1", "level": "low", "score": 3, "reasons": []},
        ]
        server.on("POST", "/api/v1/priority/rank", json={"order": ["2", "1"], "items": places})

        assert tonebridge("rank", "thanks", "prod is down") == (
            0,
            "critical\t92\t2\tprod is down\nlow\t3\t1\tthanks\n",
            "",
        )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_the_command(tonebridge, shell):
    code, out, _ = tonebridge("completion", shell)

    assert (code, "_TONEBRIDGE_COMPLETE" in out) == (0, True)
