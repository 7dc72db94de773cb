"""Files that hold secrets: written whole or not at all, readable by their owner alone."""

import os
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Put a file in place at once, with mode 0600; a crash leaves the old one or the new one."""
    partial = path.with_name(path.name + ".new")
    partial.unlink(missing_ok=True)
    file = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
