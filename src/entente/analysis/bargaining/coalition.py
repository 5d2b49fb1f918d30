"""Who is behind an outcome, who was brought over, and who stands against it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.bargaining.challenge import STILL
from entente.analysis.bargaining.issue import Issue
from entente.analysis.bargaining.models import AS_PRINTED, Model, Rules, ends
from entente.analysis.statistics import Floats


class Side(StrEnum):
    """How an actor stands to the outcome, against its strongest rival."""

    BEHIND = "behind"
    BROUGHT = "brought"
    ASIDE = "aside"
    AGAINST = "against"


class Member(NamedTuple):
    """One actor; see :func:`coalition`."""

    actor: str
    side: str
    wanted: float
    stands: float
    short: float
    weight: float
    share: float


ORDER = {side.value: number for number, side in enumerate(Side)}


def coalition(issue: Issue, model: Model = Model.CHALLENGE, rules: Rules = AS_PRINTED) -> pd.DataFrame:
    """Who is behind a model's outcome.

    The outcome is held against its strongest rival: the position of an actor which would draw most weight
    from it in a vote of two, each voting with all its weight for what is nearer (Black 1948).

    Returns:
        One row an actor, those behind it first and the heaviest of them: ``actor``; ``side``: ``behind``,
        what it wanted from the start is nearer to the outcome; ``brought``, it wanted the rival, but in the
        end stands nearer to the outcome; ``against``; ``aside``, as near to both; ``wanted``, ``stands`` (its
        positions before and after), ``short`` (by how much the outcome misses what it wanted; with the sign
        of outcome less wanted), ``weight``, ``share`` (of all weight).
    """
    found = ends(issue.inputs, model, rules)
    wanted, weight = issue.inputs.position[0], issue.inputs.weight[0]
    outcome, stands = float(found.outcome[0]), found.stands[0]
    against = rival(wanted, weight, outcome)
    made = [
        Member(
            actor,
            _side(outcome, against, float(was), float(now)).value,
            float(was),
            float(now),
            outcome - float(was),
            float(own),
            float(own / weight.sum()),
        )
        for actor, was, now, own in zip(issue.actors, wanted, stands, weight, strict=True)
    ]
    frame = pd.DataFrame(made, columns=list(Member._fields))
    ranked = frame.assign(order=frame.side.map(ORDER))
    ranked = ranked.sort_values(["order", "weight", "actor"], ascending=[True, False, True])
    return ranked.drop(columns="order").reset_index(drop=True)


def rival(wanted: Floats, weight: Floats, outcome: float) -> float | None:
    """The position that draws most weight from an outcome; None where all want the outcome itself."""
    spread = float(np.ptp(wanted))
    others = np.unique(wanted[np.abs(wanted - outcome) > STILL * spread])
    if not others.size:
        return None
    lead = [float(weight @ np.sign(np.abs(wanted - outcome) - np.abs(wanted - other))) for other in others]
    return float(others[int(np.argmax(lead))])


def _side(outcome: float, against: float | None, was: float, now: float) -> Side:
    if against is None:
        return Side.BEHIND
    wants, stands = (np.sign(abs(x - against) - abs(x - outcome)) for x in (was, now))
    if stands > 0:
        return Side.BEHIND if wants > 0 else Side.BROUGHT
    return Side.AGAINST if stands < 0 else Side.ASIDE
