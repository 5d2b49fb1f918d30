"""Where a store is served: a server leaves its address beside the file that it holds open.

``FILE.serving`` may be read by its owner alone, for it holds a token that lets other commands in. That of a
process that is no more counts for nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Presence:
    """A server: its address, what is to be shown there, its process."""

    address: str
    token: str | None
    pid: int


def serving(db: str) -> Presence | None:
    """The server that holds a store; None where there is none."""
    try:
        told = json.loads(_place(db).read_text("utf-8"))
        found = Presence(str(told["address"]), told["token"], int(told["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if _lives(found.pid) else None


@contextmanager
def announced(db: str, address: str, token: str | None) -> Iterator[None]:
    """Says where a store is served, for as long as it is."""
    place, presence = _place(db), Presence(address, token, os.getpid())
    new = place.with_name(f"{place.name}.{presence.pid}")
    try:
        # Made with the mode that it keeps: at no moment can others read it.
        new.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with os.fdopen(os.open(new, flags, 0o600), "w") as file:
            json.dump(asdict(presence), file)
        new.replace(place)
        yield
    finally:
        new.unlink(missing_ok=True)
        # Another may have come since.
        if serving(db) == presence:
            with suppress(OSError):
                place.unlink()


def _place(db: str) -> Path:
    return Path(f"{db}.serving")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
