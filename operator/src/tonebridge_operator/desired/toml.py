"""Settings as a TOML file, one table a section, nothing that is a default."""

import json
from collections.abc import Iterator

import msgspec

from tonebridge.settings import Settings


def document(settings: Settings) -> str:
    """Return what `tonebridge.settings.load` reads back as these settings.

    Defaults are left out, so that a file that one release writes says little that another
    one does not know.
    """
    return "\n".join(_lines(msgspec.to_builtins(settings), msgspec.to_builtins(Settings())))


def _lines(
    sections: dict[str, dict[str, object]], defaults: dict[str, dict[str, object]]
) -> Iterator[str]:
    for section, knobs in sections.items():
        changed = {name: knob for name, knob in knobs.items() if knob != defaults[section][name]}
        if changed:
            yield f"[{section}]"
            # A JSON scalar, or a list of them, is a TOML one; nothing here is null.
            yield from (
                f"{name} = {json.dumps(knob, ensure_ascii=False)}"
                for name, knob in changed.items()
            )
            yield ""
