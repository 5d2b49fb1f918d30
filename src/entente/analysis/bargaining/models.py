"""The models by name: what each makes of many versions of an issue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from entente.analysis.bargaining.challenge import ROUNDS, settle
from entente.analysis.bargaining.nash import FAILURE, nash
from entente.analysis.bargaining.readings import PRINTED, Reading
from entente.analysis.bargaining.voting import Inputs, mean, median
from entente.analysis.statistics import Floats

#: Numbers that one step of the challenge model may hold: versions times actors to the third.
_ROOM = 2_000_000


class Model(StrEnum):
    """What turns positions, saliences and capabilities into an outcome."""

    CHALLENGE = "challenge"
    MEDIAN = "median"
    COMPROMISE = "compromise"
    NASH = "nash"


@dataclass(frozen=True, slots=True)
class Rules:
    """How the models are run.

    Attributes:
        reading: of the challenge model.
        rounds: of the challenge model, at most.
        failure: of Nash's; see :func:`entente.analysis.bargaining.nash.nash`.
    """

    reading: Reading = PRINTED
    rounds: int = ROUNDS
    failure: float = FAILURE


AS_PRINTED = Rules()


@dataclass(frozen=True, slots=True)
class Ends:
    """Of each version: the ``outcome``, where each actor then stands, and whether it has settled."""

    outcome: Floats
    stands: Floats
    settled: NDArray[np.bool_]


def ends(inputs: Inputs, model: Model, rules: Rules = AS_PRINTED) -> Ends:
    """The outcome of each version of an issue.

    Of the challenge model it is the weighted median of where all stand in the end (Bueno de Mesquita 1994;
    Black 1948). The others move nobody. A version in which nobody has a say has none, NaN.
    """
    mute = ~(inputs.weight.sum(axis=1) > 0)
    if mute.any():
        said = (np.where(mute[:, None], 1.0, one) for one in (inputs.salience, inputs.capability))
        found = ends(Inputs(inputs.position, *said), model, rules)
        return replace(found, outcome=np.where(mute, np.nan, found.outcome))
    if model is not Model.CHALLENGE:
        return Ends(_at_once(inputs, model, rules), inputs.position, np.ones(len(inputs.position), bool))
    actors = inputs.position.shape[1]
    step = max(1, _ROOM // actors**3)
    parts = [
        settle(part, rules.reading, rules.rounds)
        for part in (
            Inputs(*(array[k : k + step] for array in (inputs.position, inputs.salience, inputs.capability)))
            for k in range(0, len(inputs.position), step)
        )
    ]
    stands = np.concatenate([stands for stands, _ in parts])
    return Ends(median(stands, inputs.weight), stands, np.concatenate([settled for _, settled in parts]))


def _at_once(inputs: Inputs, model: Model, rules: Rules) -> Floats:
    match model:
        case Model.MEDIAN:
            return median(inputs.position, inputs.weight)
        case Model.COMPROMISE:
            return mean(inputs.position, inputs.weight)
        case _:
            return nash(inputs.position, inputs.weight, rules.failure)
