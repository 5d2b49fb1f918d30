"""Floors: the least that each metric may be, with the checksum of the file that it was measured on."""

from __future__ import annotations

import hashlib
import logging
import tomllib
from dataclasses import dataclass
from pathlib import Path

from entente.errors import MissingInput, UsageError
from entente.evaluation.benchmarks import BENCHMARKS, NAMED_ONLY
from entente.evaluation.data import located
from entente.evaluation.metric import Metric
from entente.language.encoder import Encoder

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Floor:
    """Least value of a metric, and SHA-256 of its data file."""

    least: float
    sha256: str


def load_floors(path: Path) -> dict[str, Floor]:
    """Floors by metric name; none where there is no file."""
    if not path.is_file():
        return {}
    table = tomllib.loads(path.read_text("utf-8"))
    return {name: Floor(float(entry["least"]), str(entry["sha256"])) for name, entry in table.items()}


def sha256(path: Path) -> str:
    """Checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(names: list[str], folder: Path, encoder: Encoder) -> list[Metric]:
    """Metrics of some benchmarks, all the quick ones where none is named; UsageError for an unknown one."""
    unknown = [n for n in names if n not in BENCHMARKS]
    if unknown:
        raise UsageError(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    if not folder.is_dir():
        raise MissingInput(str(folder), "no such folder of benchmark data; name one with --data")
    found = []
    for name in names or [name for name in BENCHMARKS if name not in NAMED_ONLY]:
        try:
            found += list(BENCHMARKS[name](encoder, folder))
        except MissingInput as error:
            # Asked for by name it must be there; else the other figures are worth having.
            if names:
                raise
            log.warning("%s left out: %s", name, error)
    return found


def failures(metrics: list[Metric], floors: dict[str, Floor], folder: Path) -> list[str]:
    """What is below its floor, or was measured on another file than the floor was."""
    found = []
    for metric in metrics:
        floor = floors.get(metric.name)
        if floor is None:
            continue
        if sha256(located(folder, metric.file)) != floor.sha256:
            found.append(f"{metric.name}: {metric.file} is not the file that its floor was measured on")
        elif round(metric.ours, 3) < floor.least:
            found.append(f"{metric.name}: {metric.ours:.3f} is below its floor {floor.least:.3f}")
    return found
