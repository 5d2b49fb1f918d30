"""Merging: which events of several reports are joined to one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from entente.analysis.deeds import DONE
from entente.analysis.stories.alike import NEVER, families, odds
from entente.analysis.stories.tellings import Flags, Floats, Ints, Tellings
from entente.ontology.plover import MUTUAL

#: Days without an event after which what follows is another story.
BREAK = 7
#: Events that are compared at once; of more of the same two, those of some days at a time.
MOST = 120

#: Who acts, and on whom.
Dyad: TypeAlias = tuple[str, str | None]


def dyads_of(pairs: pd.DataFrame, events: pd.DataFrame) -> list[list[Dyad]]:
    """The directed pairs of each event, those of mutual types in one order."""
    found: dict[str, dict[Dyad, None]] = {i: {} for i in events["id"].to_numpy(object)}
    for event, a, b, kind in cells(pairs, "id", "a", "b", "event_type"):
        other = b if isinstance(b, str) else None
        if other is not None and kind in MUTUAL:
            a, other = sorted((a, other))
        found[event].setdefault((a, other))
    return [list(some) for some in found.values()]


def cells(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of some columns."""
    # Strings one by one out of an Arrow array are slow.
    return zip(*(frame[c].to_numpy(object).tolist() for c in columns), strict=True)


def joined(t: Tellings, dyads: Sequence[Sequence[Dyad]], groups: Groups) -> Ints:
    """The number of each event's happening; some events may be joined already in ``groups``."""
    dated = lent(t, dyads)
    for blocks in _batches(blocks_of(dated, dyads)):
        for block, square in zip(blocks, _squares(dated, blocks), strict=True):
            _merge(block, square, groups)
    return groups.of()


@dataclass(slots=True)
class Groups:
    """Which events are one so far (union and find)."""

    parent: list[int]

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, i: int) -> int:
        """The number of an event's group."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Makes the groups of two events one."""
        a, b = sorted((self.root(i), self.root(j)))
        self.parent[b] = a

    def of(self) -> Ints:
        """The number of each event's group."""
        return np.array([self.root(i) for i in range(len(self.parent))])


def join_repeated(events: pd.DataFrame, dyads: Sequence[Sequence[Dyad]], groups: Groups) -> None:
    """One sentence tells an act once, however many words tell it, in a text and in its copies."""
    first: dict[tuple[str, str, str, bool, Dyad], int] = {}
    acting: dict[tuple[str, str, str, bool, str], int] = {}
    told = cells(events, "original", "event_type", "words", "modality")
    keys = [(o, kind, " ".join(words.lower().split()), m in DONE) for o, kind, words, m in told]
    for i, key in enumerate(keys):
        for dyad in dyads[i]:
            groups.join(first.setdefault((*key, dyad), i), i)
            if dyad[1] is not None:
                acting.setdefault((*key, dyad[0]), i)
    for i, key in enumerate(keys):
        for a, b in dyads[i]:
            if b is None and (*key, a) in acting:
                groups.join(acting[*key, a], i)


def lent(t: Tellings, dyads: Sequence[Sequence[Dyad]]) -> Tellings:
    """A headline has the day of its story: of the first dated event below it, of the same two and family."""
    family = families()[t.kind].tolist()
    lenders: dict[tuple[int, int, frozenset[str | None]], int] = {}
    for i in np.argsort(t.sentence, kind="stable").tolist():
        if t.dated[i] and not t.loose[i] and not t.title[i]:
            for dyad in dyads[i]:
                lenders.setdefault((int(t.document[i]), family[i], frozenset(dyad)), i)
    first, last, dated, loose = t.first.copy(), t.last.copy(), t.dated.copy(), t.loose.copy()
    for i in np.flatnonzero(t.title & (~t.dated | t.loose)).tolist():
        keys = ((int(t.document[i]), family[i], frozenset(dyad)) for dyad in dyads[i])
        lender = next((lenders[k] for k in keys if k in lenders), None)
        if lender is not None and 0 <= t.published[i] - t.last[lender] <= BREAK:
            first[i], last[i], dated[i], loose[i] = t.first[lender], t.last[lender], True, False
    return replace(t, first=first, last=last, dated=dated, loose=loose)


class Block(NamedTuple):
    """Events to be compared with each other, which of them name no recipient, and numbers of recipients."""

    rows: Ints
    unnamed: Flags
    others: Ints


def _batches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks that are compared in one go: many are small."""
    held: list[Block] = []
    for block in blocks:
        held.append(block)
        if sum(len(b.rows) for b in held) >= MOST:
            yield held
            held = []
    if held:
        yield held


def _squares(t: Tellings, blocks: Sequence[Block]) -> Iterator[Floats]:
    """The log-odds of all pairs of each block."""
    corners = [np.triu_indices(len(b.rows), 1) for b in blocks]
    at = np.cumsum([0, *(len(b.rows) for b in blocks)])
    left, right = (
        np.concatenate([c[side] + start for c, start in zip(corners, at[:-1], strict=True)])
        for side in (0, 1)
    )
    rows, unnamed = (np.concatenate([b[side] for b in blocks]) for side in (0, 1))
    sums = odds(t, rows, unnamed, left, right)
    ends = np.cumsum([0, *(len(c[0]) for c in corners)])
    for block, (i, j), start, end in zip(blocks, corners, ends[:-1], ends[1:], strict=True):
        square = np.zeros((len(block.rows), len(block.rows)))
        square[i, j] = square[j, i] = sums[start:end]
        differ = block.others[:, None] != block.others
        square[differ & ~block.unnamed[:, None] & ~block.unnamed] = NEVER
        yield square


def blocks_of(t: Tellings, dyads: Sequence[Sequence[Dyad]]) -> Iterator[Block]:
    """The blocks, near in time.

    First those of the same two; then those of an actor whose recipient is not told, with all of this actor.
    """
    family = families()[t.kind].tolist()
    two: dict[tuple[int, Dyad], list[int]] = defaultdict(list)
    one: dict[tuple[int, str], list[tuple[int, str | None]]] = defaultdict(list)
    for i, some in enumerate(dyads):
        for a, b in some:
            two[family[i], (a, b)].append(i)
            one[family[i], a].append((i, b))
    for (_, (_, b)), found in two.items():
        if b is not None and len(found) > 1:
            rows = np.array(found)
            for part in _by_time(t, rows):
                yield Block(rows[part], np.zeros(len(part), bool), np.zeros(len(part), np.int64))
    for told in one.values():
        if len(told) > 1 and any(b is None for _, b in told):
            rows = np.array([i for i, _ in told])
            codes, _ = pd.factorize(np.array([b for _, b in told], object))
            for part in _by_time(t, rows):
                yield Block(rows[part], codes[part] < 0, codes[part].astype(np.int64))


def _by_time(t: Tellings, rows: Ints) -> Iterator[Ints]:
    """Places of rows, in parts between which nothing happens for a week, or that are large enough."""
    order = np.argsort(t.first[rows], kind="stable")
    days = t.first[rows][order]
    breaks = np.flatnonzero(np.diff(days) > BREAK) + 1
    for start, end in pairwise([0, *breaks.tolist(), len(order)]):
        while end - start > MOST:
            # Cut where a day ends, if one does.
            cut = int(np.searchsorted(days[start:end], days[start + MOST], side="left")) + start
            cut = cut if cut > start else start + MOST
            yield order[start:cut]
            start = cut
        if end - start > 1:
            yield order[start:end]


def _merge(block: Block, square: Floats, groups: Groups) -> None:
    """Joins the groups of some events while two of them are more likely one than not."""
    rows = block.rows
    roots = np.array([groups.root(i) for i in rows.tolist()])
    if (roots == roots[0]).all() or square.max() <= 0:
        return
    order = np.argsort(roots, kind="stable")
    starts = np.flatnonzero(np.diff(roots[order], prepend=-1))
    square = square[np.ix_(order, order)]
    sums = np.add.reduceat(np.add.reduceat(square, starts, axis=0), starts, axis=1)
    sizes = np.diff(starts, append=len(rows)).astype(float)
    lead = rows[order][starts]
    for a, b in _agglomerated(sums, sizes):
        groups.join(int(lead[a]), int(lead[b]))


def _agglomerated(sums: Floats, sizes: Floats) -> Iterator[tuple[int, int]]:
    """Average linkage: pairs of groups in the order in which they are joined, the second into the first."""
    mean = sums / np.outer(sizes, sizes)
    np.fill_diagonal(mean, -np.inf)
    while True:
        a, b = divmod(int(np.argmax(mean)), len(mean))
        if mean[a, b] <= 0:
            return
        yield a, b
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        sizes[a] += sizes[b]
        sizes[b] = 0
        alive = sizes > 0
        mean[a] = np.where(alive, sums[a] / np.maximum(1, sizes * sizes[a]), -np.inf)
        mean[a, a] = -np.inf
        mean[:, a] = mean[a]
        mean[b], mean[:, b] = -np.inf, -np.inf
