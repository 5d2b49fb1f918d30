"""The tallies of all dyads of a record, one after the other: memory holds the record once, and one dyad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.series import QUADS
from entente.analysis.dyads.tally import Floats, Tally

_KEPT = ["stories", "intensity", "net", "deviation", *QUADS]


@dataclass(frozen=True, slots=True)
class Dyads:
    """The dyads of a record that have enough stories, in order of the alphabet.

    Attributes:
        a, b: the two of each dyad.
        stories: of each dyad, in all periods.
    """

    a: list[str]
    b: list[str]
    stories: Floats
    _at: NDArray[np.intp]
    _rows: pd.DataFrame
    _ends: NDArray[np.int64]

    @classmethod
    def of(cls, ties: pd.DataFrame, index: pd.DatetimeIndex, least: int) -> Dyads:
        """The dyads with ``least`` stories.

        Args:
            ties: undirected ties by period.
            index: all periods of the record; what was told in others is left out.
            least: stories of a dyad at least, in all periods of the ties.
        """
        group = ties.groupby(["a", "b"], sort=True).ngroup().to_numpy(np.int64)
        together = np.bincount(group, ties.stories.to_numpy(float))
        at = index.get_indexer(pd.DatetimeIndex(ties.period).as_unit("us"))
        kept = np.flatnonzero((at >= 0) & (together[group] >= least))
        kept = kept[np.argsort(group[kept], kind="stable")]
        dyad, first = np.unique(group[kept], return_index=True)
        names = ties.iloc[kept[first]]
        rows = ties[_KEPT].iloc[kept].reset_index(drop=True)
        return cls(
            names.a.astype(str).to_list(),
            names.b.astype(str).to_list(),
            np.asarray(together[dyad], float),
            at[kept],
            rows,
            np.append(first, len(kept)).astype(np.int64),
        )

    def __len__(self) -> int:
        return len(self.a)

    def tallies(self, seen: Floats) -> Iterator[Tally]:
        """The tally of each dyad, in order.

        Args:
            seen: how much was reported of all in each period of the index.
        """
        values = {name: self._rows[name].to_numpy(float) for name in _KEPT}
        said_for, done_for, said_against, done_against = (values[name] for name in QUADS)
        squares = values["stories"] * (values["deviation"] ** 2 + values["intensity"] ** 2)
        for first, end in zip(self._ends, self._ends[1:], strict=False):
            part = slice(int(first), int(end))

            def summed(figures: Floats, part: slice = part) -> Floats:
                return np.bincount(self._at[part], figures[part], len(seen)).astype(np.float64)

            yield Tally(
                summed(said_for + done_for),
                summed(said_against + done_against),
                summed(values["net"]),
                summed(squares),
                seen,
            )
