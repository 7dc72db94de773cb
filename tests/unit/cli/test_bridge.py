from importlib.metadata import entry_points

import click
import pytest

from tonebridge_cli.commands.bridge import GROUP, absent
from tonebridge_cli.failures import CommandFailed
from tonebridge_cli.main import run


def test_the_commands_for_bridges_are_the_operators(tonebridge, tmp_path):
    (entry,) = entry_points(group=GROUP)
    file = tmp_path / "demo.yaml"
    file.write_text("metadata: {name: demo}\n", encoding="utf-8")

    code, out, err = tonebridge("bridge", "render", str(file))

    assert entry.value == "tonebridge_operator.commands:bridge"
    assert (code, err) == (0, "")
    assert "name: demo-gateway\n" in out


@pytest.mark.parametrize("words", [["render", "x"], ["--context", "y", "status"], []])
def test_without_the_operators_package_the_command_says_what_to_install(words):
    with pytest.raises(CommandFailed, match=r"pip install 'tonebridge-cli\[kubernetes\]'"):
        absent.main(words, standalone_mode=False)


def test_a_failure_of_another_package_keeps_its_exit_code(tonebridge, tmp_path):
    code, out, err = tonebridge("bridge", "render", str(tmp_path / "nowhere"))

    assert (code, out) == (2, "")
    assert err.startswith("tonebridge: cannot read ")


def test_a_misspelt_command_is_a_misuse(capsys):
    assert run(["bridge", "statsu"]) == click.UsageError.exit_code
    assert "No such command 'statsu'" in capsys.readouterr().err
