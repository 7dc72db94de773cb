"""Japanese, as the engine needs it."""

from typing import final

from tonebridge.domain.message import Intensity, Preset
from tonebridge.language.facts import Masked
from tonebridge.language.ja.hearing.hear import hear_text, manner_text
from tonebridge.language.ja.rewrite.plan import clean_text, soften_text, substance_of
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.tongue import Edit, Hearing, Manner

_POLITE = 2


@final
class JapaneseTongue:
    """Softens and hears Japanese; the dictionary loads on first use."""

    def soften(
        self, masked: Masked, *, intensity: Intensity, preset: Preset | None
    ) -> tuple[Edit, ...]:
        """Take the edge off: edits in order of start, never overlapping."""
        if intensity == Intensity.NONE:
            return ()
        register = preset.register if preset else _POLITE
        return soften_text(masked.text, Style(intensity, register))

    def clean(self, masked: Masked) -> tuple[Edit, ...]:
        """See `Tongue.clean`."""
        return clean_text(masked.text)

    def manner(self, masked: Masked) -> Manner:
        """Say how polite a text is: the same two values as `hear`."""
        return manner_text(masked)

    def substance(self, text: str) -> str:
        """See `Tongue.substance`."""
        return substance_of(text)

    def hear(self, masked: Masked) -> Hearing:
        """Say what a reader hears."""
        return hear_text(masked)
