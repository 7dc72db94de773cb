import pytest

from tonebridge.application.retention import Retention, day_of
from tonebridge.testing.clock import FakeClock

NEW_YEAR = 1_767_225_600.0
"""2026-01-01T00:00:00Z."""


@pytest.mark.parametrize(
    ("moment", "plus_days", "day"),
    [
        (NEW_YEAR, 0, "2026-01-01"),
        (NEW_YEAR - 0.001, 0, "2025-12-31"),
        (NEW_YEAR, -30, "2025-12-02"),
        (NEW_YEAR, 59, "2026-03-01"),
    ],
)
def test_days_are_those_of_utc(moment, plus_days, day):
    assert day_of(moment, plus_days=plus_days) == day


async def test_retention_drops_the_days_before_its_number():
    asked = []

    class Writer:
        async def expire(self, *, before):
            asked.append(before)
            return 3

    assert await Retention(Writer(), FakeClock(NEW_YEAR), days=30).expire() == 3
    assert asked == ["2025-12-02"]
