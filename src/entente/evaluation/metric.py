"""One figure, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from entente.language.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of ours; beside it a naive baseline's, the published one, and what we want to reach.

    ``file`` is what it was measured on, below the folder of benchmark data; one that begins with ``eval/``
    lies in
    the checkout.
    """

    name: str
    ours: float
    naive: float | None
    published: str
    file: str
    reach: float | None = None
    aim: float | None = None
    note: str = ""


Benchmark = Callable[[Encoder, Path], Iterator[Metric]]
