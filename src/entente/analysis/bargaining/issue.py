"""An issue on one line: where each actor stands, how much it cares, and what it can bring."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from entente.analysis.bargaining.voting import Inputs
from entente.errors import UsageError

#: The greatest salience: nothing matters more to the actor.
FULL = 100.0
#: A position whose interval is wider than this part of the scale, or that rests on fewer stories, is thin.
WIDE, FEW = 0.5, 10
STAKE_COLUMNS = (
    *("actor", "position", "position_low", "position_high", "salience", "salience_low", "salience_high"),
    *("capability", "capability_low", "capability_high", "weight", "share", "position_source"),
    *("salience_source", "capability_source", "stories", "thin", "evidence"),
)


class Source(StrEnum):
    """Where an input comes from."""

    RECORD = "record"
    POLE = "pole"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One input of one actor.

    Attributes:
        value: what the model takes.
        low, high: its 95 % interval; None where none is known.
        source: the record, the analyst, or the rule that a pole stands at its own end.
        stories: how many stories it rests on; None where it does not rest on any.
        of: of how many, where it is a share.
        evidence: ids of those stories, the largest first; not all of them.
    """

    value: float
    low: float | None = None
    high: float | None = None
    source: Source = Source.ANALYST
    stories: int | None = None
    of: int | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stake:
    """What an actor wants (``position``, on the issue's scale), how much it cares (``salience``, 0 to 100)
    and what it can bring (``capability``, 0 or more, in any one unit)."""

    actor: str
    position: Estimate
    salience: Estimate
    capability: Estimate

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the stories behind all three, without repetition."""
        every = (*self.position.evidence, *self.salience.evidence, *self.capability.evidence)
        return tuple(dict.fromkeys(every))


@dataclass(frozen=True, slots=True)
class Issue:
    """A question that has answers on a line.

    Attributes:
        name: what is asked.
        low, high: what the ends of the line mean.
        stakes: one for each actor, two at least.
        bottom, top: the numbers of the ends.

    Raises UsageError where no model could take it: the message names the actor, the value and what is valid.
    """

    name: str
    low: str
    high: str
    stakes: tuple[Stake, ...]
    bottom: float = 0.0
    top: float = 100.0

    def __post_init__(self) -> None:
        if not self.bottom < self.top:
            raise UsageError(f"the scale runs from {self.bottom:g} to {self.top:g}; give the lower end first")
        twice = [name for name, number in Counter(self.actors).items() if number > 1]
        if twice:
            raise UsageError(f"{twice[0]} stands twice on the issue; give each actor once")
        if len(self.stakes) < 2:
            raise UsageError(
                f"an issue needs two actors or more, and {len(self.stakes)} is given; add another"
            )
        for stake in self.stakes:
            _check(stake.actor, "position", stake.position, self.bottom, self.top)
            _check(stake.actor, "salience", stake.salience, 0, FULL)
            _check(stake.actor, "capability", stake.capability, 0, np.inf)
        if not self.inputs.weight.sum() > 0:
            raise UsageError(
                "no actor has both salience and capability, so none has a say; raise them above 0"
            )

    @property
    def actors(self) -> tuple[str, ...]:
        """Who takes part, in order."""
        return tuple(stake.actor for stake in self.stakes)

    @property
    def inputs(self) -> Inputs:
        """What the models take; salience as a share of 1."""
        return Inputs(
            np.array([[stake.position.value for stake in self.stakes]], float),
            np.array([[stake.salience.value for stake in self.stakes]], float) / FULL,
            np.array([[stake.capability.value for stake in self.stakes]], float),
        )

    def is_thin(self, stake: Stake) -> bool:
        """Whether a position from the record rests on too little: few stories, or a wide interval."""
        position = stake.position
        if position.source is not Source.RECORD:
            return False
        few = position.stories is not None and position.stories < FEW
        if position.low is None or position.high is None:
            return few
        return few or position.high - position.low > WIDE * (self.top - self.bottom)

    @property
    def frame(self) -> pd.DataFrame:
        """One row an actor, the heaviest first.

        Columns: ``actor``; ``position``, ``salience`` and ``capability``, each with ``_low``, ``_high`` and
        ``_source``; ``weight`` (salience, as a share of 1, times capability), ``share`` (of all weight),
        ``stories`` (behind the position), ``thin``, ``evidence`` (ids behind the position).
        """
        weight = self.inputs.weight[0]
        made = [
            (
                *(stake.actor, *_three(stake.position), *_three(stake.salience), *_three(stake.capability)),
                *(own, own / weight.sum(), stake.position.source.value, stake.salience.source.value),
                *(stake.capability.source.value, stake.position.stories, self.is_thin(stake)),
                list(stake.position.evidence),
            )
            for stake, own in zip(self.stakes, weight, strict=True)
        ]
        frame = pd.DataFrame(made, columns=list(STAKE_COLUMNS)).astype({"stories": "Int64"})
        limits = [name for name in STAKE_COLUMNS if name.endswith(("_low", "_high"))]
        frame[limits] = frame[limits].astype(float)
        return frame.sort_values(["weight", "actor"], ascending=[False, True], ignore_index=True)


def _three(estimate: Estimate) -> tuple[float, float | None, float | None]:
    return estimate.value, estimate.low, estimate.high


def _check(actor: str, what: str, given: Estimate, bottom: float, top: float) -> None:
    valid = f"{bottom:g} or more" if np.isinf(top) else f"{bottom:g} to {top:g}"
    for number in (given.value, given.low, given.high):
        if number is not None and not (bottom <= number <= top and np.isfinite(number)):
            raise UsageError(f"{what} of {actor} is {number:g}; valid: {valid}")
    low = given.value if given.low is None else given.low
    high = given.value if given.high is None else given.high
    if not low <= given.value <= high:
        raise UsageError(
            f"{what} of {actor} is {given.value:g}, outside its own interval {low:g} to {high:g}; "
            "widen the interval"
        )
