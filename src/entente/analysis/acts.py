"""Acts: events that tell of the same doing, counted once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from entente.analysis.deeds import DONE
from entente.ontology.plover import MUTUAL

#: Two texts tell of one act where they date it within so many days of each other.
REACH = 3


def acts(pairs: pd.DataFrame) -> pd.DataFrame:
    """One row an act, from directed pairs of events.

    Events of the same type and the same two (in either order for mutual types) are one act where they
    come from different texts and are dated within :data:`REACH` days of each other, or stand in one
    sentence, or one stands in the title or a heading over the other. What is told as done is no act with
    what is not. To merge reports into stories is another matter; this keeps counts from growing with the
    headlines.

    Args:
        pairs: directed pairs with ``when`` (see ``deeds.dated``), in order of ``when``.

    Returns:
        The rows of the surest event of each act, those of the body first, with ``reports`` (number of
        documents that tell it), in the order of ``pairs``.
    """
    kinds: dict[Hashable, _Kind] = {}
    for key, told in _tellings(pairs):
        kinds.setdefault(key, _Kind()).add(told)
    found = [act for kind in kinds.values() for act in kind.acts]
    best = {act.best.place: len({t.document for t in act.told}) for act in found}
    places = sorted(best)
    return pairs.iloc[places].assign(reports=[best[p] for p in places])


@dataclass(frozen=True, slots=True)
class _Told:
    """One telling of an act; ``day`` counts from 1970, None where there is no date."""

    place: int
    document: str
    sentence: int
    body: bool
    score: float
    day: int | None


@dataclass(slots=True)
class _Act:
    """The tellings of one act."""

    told: list[_Told] = field(default_factory=list)

    @property
    def best(self) -> _Told:
        return max(self.told, key=lambda t: (t.body, t.score, -t.place))

    def near(self, day: int) -> bool:
        """Whether somebody dates it close to a day."""
        return any(t.day is not None and abs(t.day - day) <= REACH for t in self.told)


@dataclass(slots=True)
class _Kind:
    """Acts of one type between the same two; ``open`` are those that a later text may still tell of."""

    acts: list[_Act] = field(default_factory=list)
    open: list[_Act] = field(default_factory=list)
    by_document: dict[str, list[_Act]] = field(default_factory=dict)

    def add(self, new: _Told) -> None:
        act = self._same_text(new) if new.document in self.by_document else self._other_text(new)
        if act is None:
            act = _Act()
            self.acts.append(act)
            self.open.append(act)
        act.told.append(new)
        self.by_document.setdefault(new.document, []).append(act)

    def _same_text(self, new: _Told) -> _Act | None:
        for act in self.by_document[new.document]:
            here = [t for t in act.told if t.document == new.document]
            # A headline has one story: another act of the body is another act.
            alone = not new.body or not any(t.body for t in here)
            if alone or any(t.sentence == new.sentence for t in here):
                return act
        return None

    def _other_text(self, new: _Told) -> _Act | None:
        day = new.day
        if day is None:
            return None
        self.open = [a for a in self.open if a.told[-1].day is None or day - (a.told[-1].day or 0) <= REACH]
        return next((a for a in self.open if a.near(day)), None)


def _tellings(pairs: pd.DataFrame) -> Iterator[tuple[Hashable, _Told]]:
    stamps = pairs["when"].to_numpy().astype("datetime64[D]")
    since_1970 = zip(stamps.astype(np.int64), np.isnat(stamps), strict=True)
    days = [None if missing else int(day) for day, missing in since_1970]
    columns = ["a", "b", "event_type", "modality", "document", "sentence", "zone", "score"]
    rows = pairs[columns].itertuples(index=False, name=None)
    for place, (row, day) in enumerate(zip(rows, days, strict=True)):
        a, b, kind, modality, document, sentence, zone, score = row
        two = tuple(sorted((str(a), str(b)))) if kind in MUTUAL else (str(a), str(b))
        sure = 0.0 if pd.isna(score) else float(score)
        told = _Told(place, str(document), int(sentence), zone == "body", sure, day)
        yield (two, kind, modality in DONE), told
