"""Who reads at a terminal, and text that can do it no harm."""

from collections.abc import Mapping

from tonebridge.domain.message import Language

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def reader_language(environ: Mapping[str, str]) -> Language:
    """Read it from the locale's variables, the strongest first; English unless Japanese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            return Language.JA if value.lower().startswith("ja") else Language.EN
    return Language.EN


def visible(text: str) -> str:
    """Spell out control characters, so that a message cannot steer the terminal."""
    return "".join(char if _harmless(char) else ascii(char)[1:-1] for char in text)


def _harmless(char: str) -> bool:
    if char in "\n\t":
        return True
    return char not in BIDI and not (char < " " or "\x7f" <= char <= "\x9f")
