"""Work, counted instead of timed."""

import sys


def calls_of(work, *arguments):
    """Count the calls that `work` costs, in Python and in C; the same on every machine."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work(*arguments)
    finally:
        sys.setprofile(None)
    return counted
