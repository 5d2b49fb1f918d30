"""How many processors this process may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from math import ceil
from pathlib import Path

_GROUPS, _MEMBER = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")


def cores() -> int:
    """Processors that this process may use: by affinity, fewer where its control group is limited (Linux)."""
    mine = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([mine, *map(ceil, limits())]))


def limits(groups: Path = _GROUPS, member: Path = _MEMBER) -> Iterator[float]:
    """The limits that hold for this process, in processors: of its control group and those above it.

    Args:
        groups: where control groups are mounted, of version 2 or 1.
        member: the file that names this process's groups, a line each: number, controllers, path.
    """
    for line in _text(member).splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers and "cpu" not in controllers.split(","):
            continue
        root = groups / controllers if controllers else groups
        # Within a container the path may be that of the host, and the files lie at the root.
        inner = root / path.strip("/")
        for folder in dict.fromkeys((inner, *inner.parents)):
            if folder.is_relative_to(root):
                yield from _limit(folder)


def _limit(folder: Path) -> Iterator[float]:
    quota, _, period = _text(folder / "cpu.max").strip().partition(" ")
    if not quota:
        quota = _text(folder / "cpu.cfs_quota_us").strip()
        period = _text(folder / "cpu.cfs_period_us").strip()
    if quota.isdecimal() and period.isdecimal() and int(period):
        yield int(quota) / int(period)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError:
        return ""
