"""Spans of time as people write them: ``90s``, ``15m``, ``2h``, ``7d``."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_WRITTEN = re.compile(r"(\d{1,6})\s*([smhd])")


def seconds(written: object) -> float:
    """The seconds of a span.

    >>> seconds("15m"), seconds("7d")
    (900.0, 604800.0)
    """
    found = _WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
    if found is None or not int(found[1]):
        raise ValueError(f'{written!r} is no span of time; give a number and s, m, h or d, as in "15m"')
    return float(int(found[1]) * _UNITS[found[2]])


def written(span: float) -> str:
    """A span in its largest whole unit.

    >>> written(900.0), written(86400)
    ('15m', '1d')
    """
    for unit, size in reversed(_UNITS.items()):
        if span >= size and span % size == 0:
            return f"{span / size:.0f}{unit}"
    return f"{span:.0f}s"


Duration = Annotated[float, BeforeValidator(seconds)]
