"""Runs a command and tells its seconds and its peak of memory: ``python bench/peak.py COMMAND...``.

What the command writes to standard output is thrown away. Printed is one line: seconds, then megabytes. The
small process in between makes the megabytes true: a process counts the memory of who started it as its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

#: ``ru_maxrss`` is in kilobytes, on macOS in bytes.
_UNIT = 1 if sys.platform == "darwin" else 1024


def peak(who: int) -> float:
    """Megabytes that this process (``resource.RUSAGE_SELF``) or its children had at most."""
    return resource.getrusage(who).ru_maxrss * _UNIT / 1e6


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds and megabytes of a command, run by a process of its own.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    call = [sys.executable, __file__, *command]
    told = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return float(told[0]), float(told[1])


def main() -> int:
    """Command line."""
    if len(sys.argv) < 2:
        sys.stderr.write("no command given: python bench/peak.py COMMAND...\n")
        return 2
    begun = time.perf_counter()
    code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False).returncode
    seconds = time.perf_counter() - begun
    sys.stdout.write(f"{seconds:.3f} {peak(resource.RUSAGE_CHILDREN):.1f}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
