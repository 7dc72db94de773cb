"""In which language the person at the terminal reads."""

from collections.abc import Mapping

from tonebridge.domain.message import Language


def reader_language(environ: Mapping[str, str]) -> Language:
    """Read it from the locale's variables, the strongest first; English unless Japanese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            return Language.JA if value.lower().startswith("ja") else Language.EN
    return Language.EN
