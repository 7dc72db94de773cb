"""Builds adapters from settings for the doors' entry points."""

from tonebridge.wiring.administration import Administration, FirstRun

__all__ = ["Administration", "FirstRun"]
