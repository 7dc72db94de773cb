"""The control groups of a bed's pods: below one of its own, so that they can be removed."""

from pathlib import Path

ROOT = Path("/sys/fs/cgroup")


def name_for(bed: str) -> str:
    return f"tonebridge-{bed}"


def hierarchies() -> list[Path]:
    """Return where groups are made: each controller of version 1, or the one of version 2."""
    if (ROOT / "cgroup.controllers").exists():
        return [ROOT]
    return [folder for folder in ROOT.iterdir() if (folder / "cgroup.procs").exists()]


def make(bed: str) -> str:
    """Make the bed's group and return its name, as kubelet's `cgroupRoot` wants it."""
    for hierarchy in hierarchies():
        group = hierarchy / name_for(bed)
        group.mkdir(exist_ok=True)
        if hierarchy.name == "cpuset":
            for knob in ("cpuset.cpus", "cpuset.mems"):
                (group / knob).write_text((hierarchy / knob).read_text())
    return f"/{name_for(bed)}"


def remove(bed: str) -> None:
    """Remove the bed's group; its processes have ended."""
    if not ROOT.exists():
        return
    for hierarchy in hierarchies():
        top = hierarchy / name_for(bed)
        for group in sorted(top.rglob("*/"), reverse=True):
            group.rmdir()
        if top.exists():
            top.rmdir()
