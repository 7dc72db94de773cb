import pytest

from tonebridge.application.admission import cost_of


@pytest.mark.parametrize(
    ("characters", "permits"),
    [(0, 1), (1, 1), (1_000, 1), (1_001, 2), (2_000, 2), (8_000, 8)],
)
def test_a_text_costs_a_permit_for_each_thousand_characters_begun(characters, permits):
    assert cost_of(characters) == permits
