from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.support.people import NOW, an_entry

from tonebridge.domain.keeping import day_of, keepable


class TestAnEntry:
    def test_is_kept_as_it_is(self):
        entry = an_entry(source="😀\u202e\n\t", model="m", preset="client")

        assert keepable(entry) == entry

    @given(st.text(st.characters(categories=["Cs"]) | st.just("\0") | st.characters()))
    def test_is_kept_with_what_no_database_holds_replaced(self, text):
        kept = keepable(an_entry(source=text, text=text))

        assert kept.source == kept.text
        assert len(kept.source) == len(text)
        assert "\0" not in kept.source
        kept.source.encode()

    @pytest.mark.parametrize("created_at", [float("nan"), float("inf"), -1.0, 1e11, 1e300])
    def test_of_no_sensible_time_is_not_kept(self, created_at):
        assert keepable(an_entry(created_at=created_at)) is None

    @pytest.mark.parametrize("field", ["id", "tenant_id", "member_id", "key_id", "transform_id"])
    @pytest.mark.parametrize("id_", ["", "x", "\0", "019b7600-0000-7000-8000-00000000000g"])
    def test_with_what_is_no_id_is_not_kept(self, field, id_):
        assert keepable(replace(an_entry(), **{field: id_})) is None

    @pytest.mark.parametrize(
        ("created_at", "day"),
        [(NOW, date(2026, 1, 1)), (NOW - 1e-6, date(2025, 12, 31)), (0.0, date(1970, 1, 1))],
    )
    def test_belongs_to_a_day_of_utc(self, created_at, day):
        assert day_of(an_entry(created_at=created_at)) == day
