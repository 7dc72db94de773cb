from hypothesis import given
from hypothesis import strategies as st

from tonebridge.domain.search import Query, fold_email, lexemes, parse_query

WORDS = st.text("abcdeＡé本番環境カナ々ー😀1", min_size=1, max_size=8)
TEXTS = st.lists(WORDS | st.sampled_from("。、 !'\\&|:*\n"), max_size=20).map("".join)


class TestLexemes:
    def test_are_words_and_japanese_pairs(self):
        assert lexemes("PRを本番へ, user_id v2!") == {
            "pr",
            "を本",
            "本番",
            "番へ",
            "へ",
            "user",
            "id",
            "v2",
        }

    def test_know_no_width_and_no_case(self):
        assert lexemes("ﾃﾞﾌﾟﾛｲ ＡＢＣ ①") == lexemes("デプロイ abc 1")

    def test_of_a_long_word_are_its_beginning(self):
        assert lexemes("x" * 200) == {"x" * 64}

    @given(st.text())
    def test_can_be_written_in_a_query_without_escapes(self, text):
        for lexeme in lexemes(text):
            assert lexeme
            assert len(lexeme.encode(errors="surrogatepass")) < 2_046
            assert not set(lexeme) & set("'\\ @:*&|!()<>\x1f\x00")


class TestAQuery:
    def test_asks_for_whole_pairs_and_beginnings_of_words(self):
        assert parse_query("Deploy 東京 x 顔 本番環境") == Query(
            exact=frozenset({"東京", "x", "本番", "番環", "環境"}),
            prefixes=frozenset({"deploy", "顔"}),
            phrases=frozenset({"本番環境"}),
        )

    def test_of_punctuation_asks_for_nothing_and_finds_nothing(self):
        query = parse_query("。、!? '*")

        assert not query
        assert not query.matches("。、!? '*")

    def test_wants_every_word_but_not_in_one_text(self):
        query = parse_query("deploy 本番")

        assert query.matches("Deployment", "本番です")
        assert not query.matches("Deployment", "")

    def test_wants_a_phrase_in_one_piece(self):
        query = parse_query("東京都")

        assert query.matches("今は東京都民")
        assert not query.matches("東京と京都")
        assert not query.matches("東京", "京都")

    @given(TEXTS, st.data())
    def test_for_a_piece_of_japanese_finds_its_text(self, text, data):
        japanese = "".join(char for char in text if char in "本番環境カナ々ー")
        start = data.draw(st.integers(0, len(japanese)))
        piece = japanese[start : start + data.draw(st.integers(1, 5))]

        assert parse_query(piece).matches(japanese) == bool(piece)

    @given(TEXTS, TEXTS)
    def test_for_any_text_finds_that_text(self, text, more):
        query = parse_query(text)

        assert query.matches(f"{more} {text} {more}") == bool(query)


def test_emails_compare_without_case_and_composition():
    assert fold_email("Zoe\u0308@Example.COM") == fold_email("zo\u00eb@example.com")
    assert fold_email("a.b@example.com") != fold_email("ab@example.com")
