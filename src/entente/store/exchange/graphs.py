"""Folders of temporal knowledge graphs, numbers for names and days, as the lines that ``tkg`` is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import gcd
from pathlib import Path
from typing import NamedTuple

from entente.errors import BrokenRecord, MissingInput, UnreadableInput

#: Splits in the order of time; the last is often held back.
SPLITS = ("train.txt", "valid.txt", "test.txt")
_NEEDED = ("train.txt", "valid.txt", "entity2id.txt", "relation2id.txt")
_HOURS = 24
_FIELDS = 4


class Fact(NamedTuple):
    """A line of a split: three ids and a timestamp, with its place for messages."""

    file: Path
    line: int
    subject: str
    relation: str
    object: str
    time: int


def graph_lines(folder: str, epoch: date) -> Iterator[str]:
    """The facts of a folder as ``subject``, ``relation``, ``object``, ``YYYY-MM-DD`` with a tab between.

    The timestamps are hours where all of them are multiples of 24, else days. Each split is read twice, so
    that memory does not grow with it.

    Args:
        folder: with ``train.txt``, ``valid.txt``, ``entity2id.txt``, ``relation2id.txt`` and, where there is
            one, ``test.txt``; columns with tabs or blanks between.
        epoch: the day of timestamp 0.

    Raises:
        MissingInput: the folder or one of its files is not there.
        UnreadableInput: a file cannot be read, or is no UTF-8.
        BrokenRecord: a line is not three ids that the folder knows and a time in the calendar.
    """
    place = checked(folder)
    entities, relations = names_by_id(place / "entity2id.txt"), names_by_id(place / "relation2id.txt")
    splits = [place / name for name in SPLITS if (place / name).is_file()]
    unit = unit_of(fact.time for split in splits for fact in facts_in(split))
    for split in splits:
        for fact in facts_in(split):
            subject, object_ = _name(fact, fact.subject, entities), _name(fact, fact.object, entities)
            yield "\t".join(
                (subject, _name(fact, fact.relation, relations), object_, _day(fact, epoch, unit))
            )


def unit_of(times: Iterable[int]) -> int:
    """How many timestamps make a day: 24 where all of them are hours of whole days, else 1."""
    return _HOURS if gcd(*times) % _HOURS == 0 else 1


def checked(folder: str) -> Path:
    """A folder that has all that a graph needs; raises MissingInput."""
    place = Path(folder)
    for name in _NEEDED:
        if not (place / name).is_file():
            raise MissingInput(
                str(place / name), f"there is no such file; a graph's folder has {', '.join(_NEEDED)}"
            )
    return place


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if text := line.strip("\r\n"):
                    yield number, text
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(
            str(file), f"cannot be read as UTF-8 ({error}); fetch the file again"
        ) from error


def names_by_id(file: Path) -> dict[str, str]:
    """Names by id; a name may have blanks, the id is what comes last. Raises BrokenRecord."""
    found: dict[str, str] = {}
    for number, line in _lines(file):
        name, _, key = line.rpartition("\t") if "\t" in line else line.rpartition(" ")
        key = key.strip()
        if number == 1 and not name and key.isdecimal():
            # Some benchmarks begin with how many there are.
            continue
        if not name or not key.isdecimal():
            raise BrokenRecord(
                str(file), f"line {number}: {line[:80]!r}; valid: a name, a tab and its number"
            )
        found[key] = name.strip()
    return found


def facts_in(file: Path) -> Iterator[Fact]:
    """The facts of one split, as they stand in it. Raises BrokenRecord."""
    for number, line in _lines(file):
        cells = line.split()
        if len(cells) < _FIELDS:
            raise BrokenRecord(
                str(file), f"line {number}: {line[:80]!r}; valid: subject, relation, object, time"
            )
        if not (cells[3].isascii() and cells[3].isdecimal()):
            raise BrokenRecord(
                str(file),
                f"line {number}: time {cells[3][:40]!r}; valid: a whole number of hours or days from 0",
            )
        yield Fact(file, number, cells[0], cells[1], cells[2], int(cells[3]))


def _name(fact: Fact, key: str, names: dict[str, str]) -> str:
    try:
        return names[key]
    except KeyError:
        raise BrokenRecord(
            str(fact.file),
            f"line {fact.line}: id {key[:40]!r} is in none of the folder's *2id.txt; add it there",
        ) from None


def _day(fact: Fact, epoch: date, unit: int) -> str:
    try:
        return (epoch + timedelta(days=fact.time // unit)).isoformat()
    except OverflowError:
        raise BrokenRecord(
            str(fact.file),
            f"line {fact.line}: time {fact.time} from {epoch} is beyond the calendar; check --epoch",
        ) from None
