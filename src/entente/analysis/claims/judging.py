"""Whether the acts of a claim were told in a window of days, and how often they are in any such window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entente.analysis.claims.dealings import Dealings, Ints, Mask, Match, counted
from entente.analysis.claims.expected import Act

#: The record before a claim must be so many windows long for a base rate.
WINDOWS = 3
#: So many ids are named as evidence at most.
NAMED = 5
Signs = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Window:
    """Days from ``begin``, ``length`` of them, as numbers; texts published after ``after`` count."""

    begin: int
    length: int
    after: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a window holds of an act: ids of rows that are it, days of the first, and stories of the pairs."""

    hits: tuple[str, ...]
    first: int | None
    stories: int
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what is claimed held in windows as long as the claim's.

    Attributes:
        base: of all windows.
        chance: of those that would have been judged. Where little is told of two, an act that is told is
            told, but silence says nothing: then it is larger.
    """

    base: float | None = None
    chance: float | None = None


def found(act: Act, record: Mapping[tuple[str, str], Dealings], window: Window, match: Match) -> Found:
    """What the record tells of an act, and of its parties, in a window."""
    hits: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    stories: set[int] = set()
    for pair in _unordered(act):
        rows = record.get(pair)
        if rows is None:
            continue
        inside = (rows.day >= window.begin) & (rows.day < window.begin + window.length)
        inside &= rows.told > window.after
        fit = _fit(act, pair, rows, match) & inside
        hits += zip(rows.day[fit].tolist(), rows.evidence[fit].tolist(), strict=True)
        others += zip(rows.day[inside].tolist(), rows.evidence[inside].tolist(), strict=True)
        stories |= set(rows.story[inside].tolist())
    hits.sort()
    return Found(_ids(hits), hits[0][0] if hits else None, len(stories), _ids(sorted(others)))


def sign(acts: Sequence[tuple[Act, Found]], least: int) -> int:
    """1 where acts are borne out, -1 where they are not, 0 where neither can be said.

    An act that was told is told. That it was not is said only where ``least`` stories of its parties were
    told. Acts that point both ways say nothing.
    """
    signs = {
        int(_signs(act.negated, np.bool_(bool(f.hits)), np.bool_(f.stories >= least))) for act, f in acts
    }
    return signs.pop() if len(signs) == 1 else 0


def rates(
    acts: Sequence[Act],
    record: Mapping[tuple[str, str], Dealings],
    *,
    begun: int,
    before: int,
    length: int,
    least: int,
    match: Match,
) -> Rates:
    """How often the same held in windows of ``length`` days before the claim.

    Windows begin on each day from ``begun`` on and end before the day ``before``. Both rates are missing
    where that record is shorter than ``WINDOWS`` windows.
    """
    if before - begun < WINDOWS * length:
        return Rates()
    starts: Ints = np.arange(begun, before - length + 1, dtype=np.int64)
    signs, held = [], np.ones(starts.size, bool)
    for act in acts:
        hits, stories = _told(act, record, starts, length, match)
        signs.append(_signs(act.negated, hits > 0, stories >= least))
        held &= (hits > 0) != act.negated
    agreed = np.where((np.array(signs) == signs[0]).all(axis=0), signs[0], 0)
    judged = int(np.count_nonzero(agreed))
    return Rates(float(held.mean()), np.count_nonzero(agreed == 1) / judged if judged else None)


def _told(
    act: Act, record: Mapping[tuple[str, str], Dealings], starts: Ints, length: int, match: Match
) -> tuple[Ints, Ints]:
    """In each window the rows that are the act, and the stories of its parties."""
    hits, stories = np.zeros_like(starts), np.zeros_like(starts)
    for pair in _unordered(act):
        rows = record.get(pair)
        if rows is not None:
            hits += counted(rows.day[_fit(act, pair, rows, match)], starts, length)
            stories += counted(rows.day[rows.begins], starts, length)
    return hits, stories


def _signs(negated: bool, hit: Mask | np.bool_, exposed: Mask | np.bool_) -> Signs:
    told, silent = (-1, 1) if negated else (1, -1)
    signs: Signs = np.where(hit, told, np.where(exposed, silent, 0)).astype(np.int8)
    return signs


def _fit(act: Act, pair: tuple[str, str], rows: Dealings, match: Match) -> NDArray[np.bool_]:
    """Which rows of a pair, its names in order, are the act, in whichever direction it was claimed."""
    fit = np.zeros(rows.day.size, bool)
    for actor, other in act.pairs:
        if (min(actor, other), max(actor, other)) == pair:
            fit |= rows.fit(act, actor, match)
    return fit


def _unordered(act: Act) -> list[tuple[str, str]]:
    return sorted({(min(pair), max(pair)) for pair in act.pairs})


def _ids(told: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in told))[:NAMED]
