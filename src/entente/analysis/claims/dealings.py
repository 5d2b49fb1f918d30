"""What two did with each other, as arrays in which many windows of days are looked up at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.claims.expected import Act

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_EPOCH = pd.Timestamp(1970, 1, 1)


class Match(StrEnum):
    """What of an act of the record, done by the same to the same, must be as it was claimed."""

    TYPE = "type"
    QUAD = "quad"


def number(day: object) -> int:
    """A day as its number from 1970 on."""
    return int((pd.Timestamp(str(day)) - _EPOCH).days)


@dataclass(frozen=True, slots=True)
class Dealings:
    """The rows of one pair, in order of time; ``day`` and ``told`` are numbers of days.

    ``begins`` says which row is the first of its story: what both do has one in each direction.
    """

    day: Ints
    told: Ints
    a: NDArray[np.object_]
    directed: Mask
    event_type: NDArray[np.object_]
    quad: Ints
    story: Ints
    begins: Mask
    evidence: NDArray[np.object_]

    def part(self, start: int, end: int) -> Dealings:
        """The rows from one to before another."""
        return Dealings(*(getattr(self, field.name)[start:end] for field in fields(self)))

    def fit(self, act: Act, actor: str, match: Match) -> Mask:
        """Which rows are the act, done by this actor."""
        same = self.event_type == act.event_type if match is Match.TYPE else self.quad == act.quad
        found: Mask = np.asarray(same, bool)
        if not act.mutual:
            found = found & ((self.a == actor) | ~self.directed)
        return found


def dealings(record: pd.DataFrame) -> Mapping[tuple[str, str], Dealings]:
    """The record by pair, its two names in order.

    Args:
        record: one row an act and pair told as done: ``day``, ``a``, ``b``, ``directed``, ``event_type``,
            ``quad``, ``story``, ``evidence``, ``told`` (the day of the text that tells it).
    """
    if record.empty:
        return {}
    a, b = record.a.to_numpy(object), record.b.to_numpy(object)
    first = np.asarray(a <= b, bool)
    table = record.assign(
        one=np.where(first, a, b),
        other=np.where(first, b, a),
        number=_numbers(record.day),
        heard=_numbers(record.told),
        which=pd.factorize(record.story)[0],
    ).sort_values(["one", "other", "number", "story", "a"], kind="stable", ignore_index=True)
    whole = Dealings(
        day=table.number.to_numpy(np.int64),
        told=table.heard.to_numpy(np.int64),
        a=table.a.to_numpy(object),
        directed=table.directed.to_numpy(bool),
        event_type=table.event_type.fillna("").to_numpy(object),
        quad=table.quad.fillna(0).to_numpy(np.int64),
        story=table.which.to_numpy(np.int64),
        begins=~table.duplicated(["one", "other", "which"]).to_numpy(bool),
        evidence=table.evidence.to_numpy(object),
    )
    starts = np.flatnonzero(~table.duplicated(["one", "other"]).to_numpy(bool))
    names = zip(table.one.iloc[starts], table.other.iloc[starts], strict=True)
    ends = [*starts[1:], len(table)]
    return {
        (str(one), str(other)): whole.part(int(start), int(end))
        for (one, other), start, end in zip(names, starts, ends, strict=True)
    }


def _numbers(days: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    return (pd.to_datetime(days) - _EPOCH).dt.days


def counted(days: Ints, starts: Ints, length: int) -> Ints:
    """How many of some days, in order, fall into windows of ``length`` days that begin on ``starts``.

    >>> counted(np.array([1, 3, 3, 9]), np.array([1, 3, 4]), 3).tolist()
    [3, 2, 0]
    """
    found: Ints = np.searchsorted(days, starts + length) - np.searchsorted(days, starts)
    return found
