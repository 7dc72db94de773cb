"""Runs the commands of a document as they are written there."""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = "$ "
VARIABLE = re.compile(r"(?P<name>[A-Z]+)=(?P<value>\S+)(?: +#.*)?$")


class Step(NamedTuple):
    """One command, and what the document shows of its answer."""

    command: str
    shown: str

    @property
    def stays(self):
        """Whether the shell goes on while it runs."""
        return self.command.endswith("&")


def section(path, heading):
    """Return what stands under a heading, up to the next one of its level or above."""
    text = (ROOT / path).read_text(encoding="utf-8")
    level = heading.partition(" ")[0]
    _, found, after = text.partition(f"\n{heading}\n")
    assert found, f"{path} has no {heading!r}"
    return re.split(rf"^#{{1,{len(level)}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def steps(text):
    """Return every command of the console blocks in a text, in order."""
    return [step for block in BLOCK.findall(text) for step in _steps(block.splitlines())]


def _steps(lines):
    found = []
    open_until = ""
    for line in lines:
        if open_until or (found and found[-1].command.endswith("\\")):
            last = found[-1]
            found[-1] = last._replace(command=f"{last.command}\n{line}")
            open_until = "" if line == open_until else open_until
        elif line.startswith(PROMPT):
            command = line.removeprefix(PROMPT)
            found.append(Step(command, ""))
            here = re.search(r"<<(\w+)", command)
            open_until = here[1] if here else ""
        else:
            last = found[-1]
            found[-1] = last._replace(shown=f"{last.shown}{line}\n")
    return found


class Walk:
    """A shell in the checkout that takes one step after the other.

    `standing_for` says what to put in the place of a word that everybody chooses anew, such as
    the address of one's registry.
    """

    def __init__(self, environment, standing_for):
        self._environment = {**os.environ, **environment}
        self._standing_for = standing_for
        self._staying = []

    def where(self, standing_for):
        """Return the same shell for a document that leaves other words to choose, too."""
        return Walk(self._environment, {**self._standing_for, **standing_for})

    def take(self, step):
        """Run a step to its end, or let it run on from its first line; return what it printed."""
        command = step.command
        for word, stands in self._standing_for.items():
            command = command.replace(word, stands)
        if variable := VARIABLE.match(command):
            self._environment[variable["name"]] = variable["value"]
            return ""
        if step.stays:
            self._staying.append(self._started(f"exec {command.removesuffix('&')}"))
            return self._staying[-1].stdout.readline()
        process = self._started(command)
        said, complained = process.communicate(timeout=1_200)
        assert process.returncode == 0, f"{command}\n{said}{complained}"
        return said

    def end(self):
        """End what runs on."""
        for process in self._staying:
            process.terminate()
            process.communicate()

    def _started(self, command):
        return subprocess.Popen(
            ["/bin/bash", "-euo", "pipefail", "-c", command],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
