"""The `tonebridge` command."""
