"""Tellings: the events of several reports as arrays, ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from entente.analysis.deeds import DONE
from entente.ontology.naming import actor_name

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

#: A date of more days than this is loose; an undated act lies so many days before its text at the most.
LOOSE = 3
#: Letters of a word that count: Armenia and Armenian are one word.
STEM, NAME_STEM = 6, 4
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SMALL = {"three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}
_SMALL |= {"ten": "10", "eleven": "11", "twelve": "12"}
_DATELINE = r"^([A-Z][A-Z .’'-]+(?:, [A-Z]\w+\.? \d+|, [A-Z]\w+)?(?: \([^)]*\))? [-–—] )"
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, one a row, end to end: row i is ``values[starts[i]:starts[i + 1]]``."""

    values: Ints
    starts: Ints

    def of(self, rows: Ints) -> tuple[Ints, Ints]:
        """The values of some rows, and for each the place in ``rows``."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        places = np.repeat(np.arange(len(rows)), lengths)
        offsets = np.arange(len(places)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self.values[self.starts[rows][places] + offsets], places


@dataclass(frozen=True, slots=True)
class Tellings:
    """Events, one an entry of each array; days count from 1970, NaN where they are not known.

    Attributes:
        ids: ids of the events.
        report: number of the distinct text; ``document`` of the document.
        sentence: offset; ``title`` whether it is no body text.
        kind: number of the event type.
        first, last: the days of the event, else that of its publication; ``published`` that in any case.
        dated: whether the event has a day of its own; ``loose`` one of more than a few days.
        history: told as history, without a day.
        done: told as done.
        place: number of the place's name, -1 where there is none; latitude and longitude.
        words, figures: of the sentence; ``rarity`` by number of the word.
    """

    ids: Sequence[str]
    report: Ints
    document: Ints
    sentence: Ints
    title: Flags
    kind: Ints
    first: Floats
    last: Floats
    published: Floats
    dated: Flags
    loose: Flags
    history: Flags
    done: Flags
    score: Floats
    place: Ints
    latitude: Floats
    longitude: Floats
    words: Lists
    figures: Lists
    rarity: Floats

    def __len__(self) -> int:
        return len(self.ids)


def tellings(events: pd.DataFrame, parties: Sequence[Iterable[str]], kinds: Sequence[str]) -> Tellings:
    """Events as arrays.

    Args:
        events: one row an event, as :func:`entente.analysis.stories.stories.stories` takes them.
        parties: codes of all the parties of each event; their names are no sign of a happening.
        kinds: event types, in the order of their numbers.
    """
    first, last, published = (_days(events[name]) for name in ("day", "last", "published"))
    dated = ~np.isnan(first)
    last = np.where(np.isnan(last), first, last)
    report, _ = pd.factorize(events["original"])
    words, figures, vocabulary = _read(events["words"].to_list(), parties)
    place = _place(events)
    order = {kind: n for n, kind in enumerate(kinds)}
    return Tellings(
        ids=[str(i) for i in events["id"]],
        report=report.astype(np.int64),
        document=pd.factorize(events["document"])[0].astype(np.int64),
        sentence=events["sentence"].to_numpy(np.int64),
        title=(events["zone"] != "body").to_numpy(bool),
        kind=events["event_type"].map(order).to_numpy().astype(np.int64),
        first=np.where(dated, first, published),
        last=np.where(dated, last, published),
        published=published,
        dated=dated,
        loose=dated & (last - first > LOOSE),
        history=(events["modality"] == "historical").to_numpy(bool) & ~dated,
        done=events["modality"].isin(DONE).to_numpy(bool),
        score=events["score"].fillna(0.0).to_numpy(float),
        place=pd.factorize(place)[0].astype(np.int64),
        latitude=events["latitude"].to_numpy(float, na_value=np.nan),
        longitude=events["longitude"].to_numpy(float, na_value=np.nan),
        words=words,
        figures=figures,
        rarity=_rarity(words, report, vocabulary),
    )


def _days(column: pd.Series[Any]) -> Floats:
    stamps = pd.to_datetime(column).to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(stamps), np.nan, stamps.astype(np.int64).astype(float))


def _place(events: pd.DataFrame) -> pd.Series[Any]:
    """Names of places; that of a dateline, where the text was filed, is no place of an act."""
    head = events["words"].str.extract(_DATELINE, expand=False).fillna("").str.casefold()
    names = events["place"].fillna("")
    filed = [bool(n) and n.casefold() in h for n, h in zip(names, head, strict=True)]
    return events["place"].where(events["place"].notna() & ~np.array(filed, bool), None)


class _Numbers(dict[str, int]):
    """Numbers of words by what they begin with, made as words are met."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {}
        self.figures: set[int] = set()
        self.alike: dict[str, set[int]] = {}

    def __missing__(self, word: str) -> int:
        stem = _SMALL.get(word, word[:STEM])
        number = self[word] = self.stems.setdefault(stem, len(self.stems))
        self.alike.setdefault(stem[:NAME_STEM], set()).add(number)
        if stem[0].isdigit() and stem not in ("1", "2") and not _YEAR.match(stem):
            self.figures.add(number)
        return number


def _read(texts: Iterable[str], parties: Iterable[Iterable[str]]) -> tuple[Lists, Lists, int]:
    """Words and figures of the sentences, each once, without the names of their parties."""
    numbers = _Numbers()
    names: dict[str, frozenset[str]] = {}
    words: list[set[int]] = []
    figures: list[set[int]] = []
    for text, codes in zip(texts, parties, strict=True):
        found = set(map(numbers.__getitem__, _WORD.findall(text.lower())))
        figures.append(found & numbers.figures)
        for code in codes:
            if code not in names:
                names[code] = frozenset(w[:NAME_STEM] for w in _WORD.findall(actor_name(code).lower()))
            for name in names[code]:
                found -= numbers.alike.get(name, set())
        words.append(found)
    return _lists(words), _lists(figures), len(numbers.stems)


def _lists(found: Sequence[Collection[int]]) -> Lists:
    starts = np.zeros(len(found) + 1, np.int64)
    np.cumsum([len(f) for f in found], out=starts[1:])
    return Lists(np.fromiter(chain.from_iterable(found), np.int64, int(starts[-1])), starts)


def _rarity(words: Lists, report: Ints, size: int) -> Floats:
    """Inverse document frequency, copies counted as one report."""
    rows = np.repeat(report, np.diff(words.starts))
    pairs = np.unique(rows.astype(np.int64) * max(1, size) + words.values)
    counts = np.bincount(pairs % max(1, size), minlength=size)
    reports = len(np.unique(report))
    return np.log((reports + 1) / np.maximum(1, counts))
