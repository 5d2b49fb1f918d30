"""Small disks that run full: they are mounted, which takes the superuser."""

from __future__ import annotations

import subprocess
from pathlib import Path


def mount(*words: str | Path) -> bool:
    try:
        return subprocess.run(["mount", *words], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def resize(disk: Path, size: str) -> None:
    assert mount("-o", f"remount,size={size}", disk)
