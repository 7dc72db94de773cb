"""Take the picture of the command line: `python docs/images/terminal.py`."""

import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COMMAND = Path(sys.executable).with_name("tonebridge")
MESSAGE = "@lukas you forgot to update the changelog again. Fix LIN-204 by 15:00."
COMMANDS = ("transform", "analyze")
WIDTH = 100
OUTSIDE_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def shown(command: str) -> str:
    """Return what a terminal shows of a command, colours and all."""
    terminal = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(WIDTH)}
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    done = subprocess.run(  # noqa: S603 - the command beside this Python
        [COMMAND, command, "--offline", MESSAGE],
        env=environment | terminal | {"LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def main() -> None:
    """Draw it, with the fonts of whoever looks at it."""
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"))  # noqa: SIM115,PTH123
    for command in COMMANDS:
        console.print(Text.assemble(("$ ", "dim"), f'tonebridge {command} "{MESSAGE}"'))
        console.print(Text.from_ansi(shown(command)))
    svg = console.export_svg(title="tonebridge", unique_id="terminal")
    target = Path(__file__).with_name("cli.svg")
    target.write_text(OUTSIDE_FONTS.sub("", svg), encoding="utf-8")
    print(target.name)


if __name__ == "__main__":
    main()
