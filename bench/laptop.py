"""How long `tonebridge up` takes on a new data folder, and on one that it has used before.

Installing is not part of it: `make run` does that first, once.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

COMMAND = Path(sys.executable).with_name("tonebridge")
ROUNDS = 5


def main() -> None:
    """Print the median of several first and second starts."""
    firsts, seconds = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            data = Path(folder, "data")
            firsts.append(start_s(data))
            seconds.append(start_s(data))
    print(f"\ntonebridge up until page and API answer, median of {ROUNDS} (least, most)")
    for name, runs in (("first start", firsts), ("second start", seconds)):
        print(f"  {name:14} {statistics.median(runs):5.2f} s ({min(runs):.2f}, {max(runs):.2f})")


def start_s(data: Path) -> float:
    """Start it, wait until it says that it runs, stop it; return the seconds it took."""
    began = monotonic()
    command = [COMMAND, "up", "--port", "0", "--data", data]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            if "Ctrl-C stops it" in line:
                break
        took_s = monotonic() - began
        process.terminate()
        process.communicate()
    return took_s


if __name__ == "__main__":
    main()
