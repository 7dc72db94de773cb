import pytest
from tests.support.cases import softened

from tonebridge.domain.message import Intensity
from tonebridge.language.facts import mask
from tonebridge.language.ja.tongue import JapaneseTongue


@pytest.fixture(scope="session")
def tongue():
    return JapaneseTongue()


@pytest.fixture
def soften(tongue):
    """Soften without the guard: what the rules themselves say."""

    def rewrite(text, intensity=2, preset=None):
        masked = mask(text)
        pieces, reached = [], 0
        for edit in tongue.soften(masked, intensity=Intensity(intensity), preset=preset):
            pieces += (masked.text[reached : edit.start], edit.after)
            reached = edit.end
        return masked.unmask("".join([*pieces, masked.text[reached:]]))

    return rewrite


@pytest.fixture
def hear(tongue):
    return lambda text: tongue.hear(mask(text))


@pytest.fixture
def guarded():
    """Soften as the engine does, guard included."""
    return lambda text, intensity=2: softened(text, intensity, "ja")
