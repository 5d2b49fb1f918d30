"""``entente serve`` in a process of its own, for benchmarks."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

#: Seconds in which a server must be up.
PATIENCE = 120
#: The command, whichever Python this is.
ENTENTE = (sys.executable, "-c", "from entente.cli import main; main()")


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        seconds: from its start until it answered.
    """

    home: str
    process: subprocess.Popen[bytes]
    seconds: float

    @property
    def megabytes(self) -> float:
        """The most memory that it has held."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1000


@contextmanager
def served(db: str, *options: str) -> Iterator[Server]:
    """A server of a store at a free port of the loopback."""
    port = _free_port()
    home = f"http://127.0.0.1:{port}"
    words = [*ENTENTE, "serve", "--db", db, "--port", str(port), *options]
    begun = time.perf_counter()
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        while not _up(home):
            if process.poll() is not None or time.perf_counter() > begun + PATIENCE:
                raise SystemExit(f"the server of {db} does not start: {' '.join(words)}")
            time.sleep(0.02)
        yield Server(home, process, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(30)


def _up(home: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(f"{home}/health").status_code == 200
    return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
