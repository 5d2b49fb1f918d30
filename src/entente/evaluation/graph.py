"""A folder of facts with its splits, to forecast the last of them from the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from entente.analysis.links.facts import Facts
from entente.errors import BrokenRecord, MissingInput
from entente.store.exchange.graphs import Fact, checked, facts_in, names_by_id, unit_of

#: For whom persons served on the first day of ICEWS 2014; another folder's names have it as well.
DAY = "2014-01-01"


class Split(StrEnum):
    """What is forecast; all that is earlier is history."""

    VALID = "valid"
    TEST = "test"


#: The splits in the order of time, as far as each forecast knows them.
_UNTIL = {
    Split.VALID: ("train.txt", "valid.txt"),
    Split.TEST: ("train.txt", "valid.txt", "test.txt"),
}


@dataclass(frozen=True, slots=True)
class Graph:
    """Facts of a folder.

    Attributes:
        facts: of the split that is forecast and of those before it.
        first, stop: the days that are forecast.
        unit: how many timestamps of the files make a day.
        names: of the actors, by number.
        relations: names, by number.
    """

    facts: Facts
    first: int
    stop: int
    unit: int
    names: tuple[str, ...]
    relations: tuple[str, ...]


def graph(folder: str | Path, split: Split) -> Graph:
    """Read a folder.

    Args:
        folder: as :func:`entente.store.exchange.graphs.graph_lines` takes it; ids are numbers from 0.
        split: what is forecast.

    Raises:
        MissingInput: the folder or a file is not there.
        BrokenRecord: a line that is no fact, an id without a name, or a split that begins before the last
            ends.
    """
    place = checked(str(folder))
    files = [place / name for name in _UNTIL[split]]
    for file in files:
        if not file.is_file():
            raise MissingInput(
                str(file), f"there is no such file; --split {split} needs it, --split valid does without"
            )
    names = _listed(place / "entity2id.txt")
    relations = _listed(place / "relation2id.txt")
    columns = [_columns(file, len(names), len(relations)) for file in files]
    unit = unit_of(int(t) for part in columns for t in part[:, 3])
    last = columns[-1]
    if len(last) == 0 or any(len(p) and p[:, 3].max() >= last[:, 3].min() for p in columns[:-1]):
        raise BrokenRecord(
            str(files[-1]), "a split has to have facts, all later than those of the splits before it"
        )
    every = np.concatenate(columns)
    step = every[:, 3] // unit
    facts = Facts.of(every[:, 0], every[:, 1], every[:, 2], step, names, len(relations), DAY)
    return Graph(facts, int(last[:, 3].min()) // unit, int(step.max()) + 1, unit, names, relations)


def _columns(file: Path, actors: int, relations: int) -> np.typing.NDArray[np.int64]:
    """Subject, relation, object, time of each fact, shape (facts, 4)."""
    found = [(int(f.subject), int(f.relation), int(f.object), f.time) for f in _sound(file)]
    table = np.array(found, np.int64).reshape(-1, 4)
    for column, size in ((0, actors), (1, relations), (2, actors)):
        if len(table) and table[:, column].max() >= size:
            raise BrokenRecord(str(file), f"id {table[:, column].max()} is in none of the folder's *2id.txt")
    return table


def _sound(file: Path) -> Iterator[Fact]:
    for fact in facts_in(file):
        ids = fact.subject, fact.relation, fact.object
        if not all(cell.isascii() and cell.isdecimal() for cell in ids):
            raise BrokenRecord(
                str(file), f"line {fact.line}: {ids}; valid: three whole numbers, the ids of the names"
            )
        yield fact


def _listed(file: Path) -> tuple[str, ...]:
    """Names by number, nothing where a number has none."""
    by_id = {int(key): name for key, name in names_by_id(file).items()}
    return tuple(by_id.get(i, "") for i in range(max(by_id, default=-1) + 1))
