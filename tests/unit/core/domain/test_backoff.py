import pytest

from tonebridge.domain.backoff import full_jitter


@pytest.mark.parametrize(
    ("failures", "bound_s"), [(0, 0.1), (1, 0.2), (3, 0.8), (5, 2.0), (10_000, 2.0)]
)
def test_the_bound_doubles_with_each_failure_up_to_the_most(failures, bound_s):
    assert full_jitter(failures, 0.1, 2.0, random=lambda: 1.0) == pytest.approx(bound_s)


def test_a_pause_is_anything_below_its_bound():
    assert [full_jitter(2, 0.1, 2.0, random=lambda r=r: r) for r in (0.0, 0.25, 0.5)] == (
        pytest.approx([0.0, 0.1, 0.2])
    )
