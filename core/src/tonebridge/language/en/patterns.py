"""The regular expressions of English, read from `lexicons/en_patterns.toml`."""

import re

from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.lexicon import knowledge


def pattern(name: str) -> re.Pattern[str]:
    """Compile the pattern `module.name`; its flags stand at its head."""
    module, _, key = name.partition(".")
    text: str = knowledge("en_patterns")[module][key]
    return re.compile("".join(text.splitlines()).replace("{masks}", MASK_CLASS))
