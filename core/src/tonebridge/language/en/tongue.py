"""English, as the engine asks for it."""

from tonebridge.domain.analysis import Finding
from tonebridge.domain.message import Intensity, Preset
from tonebridge.language.en.hearing.clarity import clarity
from tonebridge.language.en.hearing.priority import cues
from tonebridge.language.en.hearing.sentiment import sentiment
from tonebridge.language.en.hearing.strategies import heard_in
from tonebridge.language.en.hearing.tones import tones
from tonebridge.language.en.requests import PLAIN_REGISTER
from tonebridge.language.en.soften import clean, soften, substance
from tonebridge.language.facts import Masked
from tonebridge.language.rewriting import safe
from tonebridge.language.tongue import Edit, Hearing, Manner


class EnglishTongue:
    """What ToneBridge knows of English."""

    def soften(
        self, masked: Masked, *, intensity: Intensity, preset: Preset | None
    ) -> tuple[Edit, ...]:
        """See `Tongue.soften`."""
        return soften(masked, intensity, preset.register if preset else PLAIN_REGISTER)

    def clean(self, masked: Masked) -> tuple[Edit, ...]:
        """See `Tongue.clean`."""
        return clean(masked)

    def manner(self, masked: Masked) -> Manner:
        """See `Tongue.manner`."""
        heard = heard_in(masked.text)
        return Manner(politeness=heard.politeness, rude=heard.rude)

    def substance(self, text: str) -> str:
        """See `Tongue.substance`."""
        return substance(text)

    def hear(self, masked: Masked) -> Hearing:
        """See `Tongue.hear`."""
        heard = heard_in(masked.text)
        haste = cues(masked, heard)
        clear, unclear = clarity(masked, heard)
        findings = _findings(masked)
        stumbled = frozenset(finding.check for finding in findings)
        return Hearing(
            politeness=heard.politeness,
            keigo_level=None,
            tones=tones(heard, haste, stumbled),
            clarity=clear,
            clarity_reasons=unclear,
            sentiment=sentiment(heard, haste, stumbled),
            rude=heard.rude,
            cues=haste,
            findings=findings,
        )


def _findings(masked: Masked) -> tuple[Finding, ...]:
    """Each place that softening would change is a place to stumble on."""
    return tuple(
        Finding(start=edit.start, end=edit.end, check=edit.reason, suggestion=edit.after)
        for edit in safe(masked, soften(masked, Intensity.MEDIUM))
    )
