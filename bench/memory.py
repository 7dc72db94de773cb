"""How much memory the language engine adds to a gateway.

Run with `python bench/memory.py`; `bench/language.py` prints the figure below its table.
"""

import json
import resource
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from itertools import islice
from pathlib import Path

OURS = ("tonebridge", "sudachi", "ahocorasick", "vader", "__main__")
"""What comes with the engine; a gateway would load anything else without it too."""
LOADED = "import json, sys, tonebridge_gateway.serving; print(json.dumps([*sys.modules]))"
USED_ON = 600
"""More messages of each language than there are sentences that the engine remembers."""
BAR_MB = 100


def load_the_rest() -> None:
    """Import what a gateway imports beside the engine."""
    told = subprocess.run(  # noqa: S603
        (sys.executable, "-c", LOADED), capture_output=True, text=True, check=True
    )
    for name in json.loads(told.stdout):
        if not name.startswith(OURS):
            with suppress(ImportError):
                import_module(name)


def warm_up_the_engine() -> None:
    """Import the engine and load what it needs."""
    from tonebridge.language import engine  # noqa: PLC0415 - to be counted

    engine.warm_up()


def use_the_engine() -> None:
    """Analyse and soften new messages."""
    from language import new_messages, softening  # noqa: PLC0415 - imports the engine

    from tonebridge.domain.message import Language  # noqa: PLC0415 - likewise
    from tonebridge.language import engine  # noqa: PLC0415 - likewise

    for language in Language:
        for text in islice(new_messages(language), USED_ON):
            engine.analyze(text)
            engine.transform(softening(text, language))


def resident_mb() -> float:
    """Return the memory that this process holds; where the system does not tell, the most so far.

    On Linux the most so far would be that of the process that started this one.
    """
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text("ascii").split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    """Print the growth: once warmed up, and once the sentence memory is full."""
    load_the_rest()
    before = resident_mb()
    warm_up_the_engine()
    warm = resident_mb() - before
    use_the_engine()
    used = resident_mb() - before
    met = "met" if warm <= BAR_MB else "MISSED"
    print(f"memory   {warm:.0f} MB more than a gateway without it  {met} (<= {BAR_MB} MB)")
    print(
        f"         {used:.0f} MB after {2 * USED_ON:,} messages, mapped dictionary pages included"
    )


if __name__ == "__main__":
    main()
