"""The regular expressions of English, read from `lexicons/en_patterns.toml`."""

import re

from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.lexicon import knowledge


def pattern(name: str) -> re.Pattern[str]:
    """Compile the pattern `module.name`; its flags stand at its head."""
    module, _, key = name.partition(".")
    return compiled(knowledge("en_patterns")[module][key])


def compiled(written: str) -> re.Pattern[str]:
    """Compile a pattern as it is written in a data file."""
    text = "".join(written.splitlines())
    text = text.replace("{masks}", MASK_CLASS)
    return re.compile(text.replace("{praise}", knowledge("en_hostile")["praise"]))


def word_set(name: str) -> frozenset[str]:
    """Read the closed set `module.name` of `lexicons/en_words.toml`."""
    module, _, key = name.partition(".")
    return frozenset(knowledge("en_words")[module][key].split())
