from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonebridge.adapters.store.cursor import read_cursor, write_cursor
from tonebridge.domain.errors import InvalidField

MICROS = st.integers(0, 4_102_444_800_000_000)


class TestACursor:
    @given(MICROS, st.uuids())
    def test_leads_back_to_where_it_was_written(self, micros, id_):
        created_at, read_id = read_cursor(write_cursor(micros / 1e6, str(id_)))

        assert (round(created_at * 1e6), UUID(read_id)) == (micros, id_)

    @given(st.text() | st.text("ABCxyz012-_=", min_size=30, max_size=34))
    def test_of_anybodys_making_is_refused_or_means_one_place(self, text):
        with suppress(InvalidField):
            assert write_cursor(*read_cursor(text)) == text

    def test_far_from_every_calendar_is_refused(self):
        with pytest.raises(InvalidField):
            read_cursor("f" * 32)
