"""The languages that the engine speaks, each loaded when it is first met."""

from functools import cache

from tonebridge.domain.message import Language
from tonebridge.language.tongue import Tongue


@cache
def tongue_of(language: Language) -> Tongue:
    """Load a language's knowledge, once a process.

    Japanese brings a morphological dictionary of 115 MB: its first use takes up to
    0.2 s, which `engine.warm_up` can pay beforehand.
    """
    match language:
        case Language.EN:
            from tonebridge.language.en.tongue import EnglishTongue  # noqa: PLC0415 - see above

            return EnglishTongue()
        case Language.JA:
            from tonebridge.language.ja.tongue import JapaneseTongue  # noqa: PLC0415 - see above

            return JapaneseTongue()
