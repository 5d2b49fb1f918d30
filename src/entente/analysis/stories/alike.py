"""Alike: the log-odds that two events of several reports are one happening."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from entente.analysis.stories.tellings import Flags, Floats, Ints, Lists, Tellings
from entente.ontology.plover import quad
from entente.ontology.tables import toml
from entente.records import EventType

#: Event types in the order of their numbers.
KINDS: tuple[str, ...] = tuple(EventType)
#: Odds of what cannot be one happening.
NEVER = -12.0
#: Likeness of words above which it says no more; that of a sentence in two copies.
ENOUGH, COPIED = 0.5, 0.6
#: Days after a loose date in which a text may still tell of it as news.
SOON = 3
#: Degrees within which two places are one, and beyond which they are far apart.
HERE, AFAR = 0.15, 0.8


class Weight(NamedTuple):
    """A sign, and what it weighs."""

    name: str
    value: float


@cache
def weights() -> tuple[Weight, ...]:
    """The weights of the signs (:func:`signs`)."""
    return tuple(Weight(name, float(value)) for name, value in toml("stories.toml")["weights"].items())


@cache
def close() -> Flags:
    """Whether two types, by their numbers, may be one happening."""
    table = np.eye(len(KINDS), dtype=bool)
    for pairs in toml("stories.toml")["close"].values():
        for a, b in (pair.split() for pair in pairs):
            table[KINDS.index(a), KINDS.index(b)] = table[KINDS.index(b), KINDS.index(a)] = True
    return table


@cache
def deeds() -> Flags:
    """Whether a type, by its number, is done at a place, not said."""
    return np.array([quad(EventType(kind)) in (2, 4) for kind in KINDS])


@cache
def families() -> Ints:
    """By number of a type the number of its family: types that a chain of close ones joins."""
    reach = close().astype(np.int64)
    for _ in KINDS:
        reach = np.minimum(1, reach @ reach)
    found: Ints = np.argmax(reach, axis=1)
    return found


def odds(t: Tellings, rows: Ints, unnamed: Flags, left: Ints, right: Ints) -> Floats:
    """Log-odds that events are one.

    Args:
        t: all events.
        rows: some of them.
        unnamed: of these, those without a recipient.
        left, right: pairs, as places in ``rows``.
    """
    found = signs(t, rows, left, right)
    found["no_recipient"] = unnamed[left] | unnamed[right]
    sums = np.zeros(len(left))
    for weight in weights():
        sums += weight.value * found[weight.name]
    kinds, done = t.kind[rows], t.done[rows]
    barred = ~close()[kinds[left], kinds[right]] | (done[left] != done[right])
    return np.where(barred, NEVER, sums)


def signs(t: Tellings, rows: Ints, left: Ints, right: Ints) -> dict[str, Flags | Floats]:
    """What speaks for and against pairs of ``rows`` being one, by the names of the weights.

    ``left`` and ``right`` are places in ``rows``.
    """
    i, j = rows[left], rows[right]
    likeness = _likeness(t, rows)[left, right]
    same = t.report[i] == t.report[j]
    moved = t.document[i] != t.document[j]
    figures = _table(t.figures, rows)
    common: npt.NDArray[np.float32] = figures @ figures.T
    shared = common[left, right] > 0
    any_figure: Flags = np.asarray(figures.any(axis=1))
    counted = any_figure[left] & any_figure[right]
    here, apart = _places(t, i, j)
    return {
        "bias": np.ones(len(i)),
        "same_report": same,
        "title": same & (t.title[i] | t.title[j]),
        "words": np.minimum(likeness, ENOUGH) / ENOUGH,
        "close_type": t.kind[i] != t.kind[j],
        "figure_same": shared,
        "figures_differ": counted & ~shared,
        "place_same": here,
        "place_apart": apart,
        "history": t.history[i] != t.history[j],
        "copied": same & moved & (likeness > COPIED),
    } | _dates(t, i, j)


def _dates(t: Tellings, i: Ints, j: Ints) -> dict[str, Flags | Floats]:
    gap = np.maximum(0, np.maximum(t.first[i], t.first[j]) - np.minimum(t.last[i], t.last[j]))
    both, neither = t.dated[i] & t.dated[j], ~t.dated[i] & ~t.dated[j]
    loose = t.loose[i] | t.loose[j]
    firm, half = both & ~loose, ~both & ~neither & ~loose
    # A text tells of what was before it.
    early = np.where(t.dated[i], t.last[j] - t.first[i], t.last[i] - t.first[j]) < 0
    meets = (both & (gap == 0)) | (~both & ~early & (gap <= SOON))
    return {
        "dated_0": firm & (gap == 0),
        "dated_1": firm & (gap == 1),
        "dated_4": firm & (gap > 1) & (gap <= 4),
        "dated_more": firm & (gap > 4),
        "half_2": half & ~early & (gap <= 2),
        "half_4": half & ~early & (gap > 2) & (gap <= 4),
        "half_more": half & (early | ~(gap <= 4)),
        "undated_2": neither & (gap <= 2),
        "undated_4": neither & (gap > 2) & (gap <= 4),
        "undated_more": neither & ~(gap <= 4),
        "loose_meets": loose & meets,
        "loose_apart": loose & ~meets,
    }


def _likeness(t: Tellings, rows: Ints) -> Floats:
    """Cosines of the sentences' words, weighted by rarity, as a square."""
    table = _table(t.words, rows, t.rarity)
    table /= np.maximum(1e-6, np.linalg.norm(table, axis=1, keepdims=True))
    square: Floats = (table @ table.T).astype(float)
    return square


def _table(lists: Lists, rows: Ints, worth: Floats | None = None) -> npt.NDArray[np.float32]:
    """Which values the lists of some rows hold, as a table of what they are worth."""
    values, places = lists.of(rows)
    known, columns = np.unique(values, return_inverse=True)
    table = np.zeros((len(rows), len(known)), np.float32)
    table[places, columns] = 1 if worth is None else worth[values]
    return table


def _places(t: Tellings, i: Ints, j: Ints) -> tuple[Flags, Flags]:
    """Whether two events have one place, and whether their places are far apart."""
    known = (t.place[i] >= 0) & (t.place[j] >= 0)
    north, east = np.abs(t.latitude[i] - t.latitude[j]), np.abs(t.longitude[i] - t.longitude[j])
    far = np.maximum(north, np.minimum(east, 360 - east))
    # What is said is said anywhere, and a capital stands for its state.
    known &= deeds()[t.kind[i]] & deeds()[t.kind[j]]
    return known & ((t.place[i] == t.place[j]) | (far <= HERE)), known & (far > AFAR)
