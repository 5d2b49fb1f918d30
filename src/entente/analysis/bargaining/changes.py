"""What would change an outcome: an actor that stays away, or one whose input is another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from entente.analysis.bargaining.issue import FULL, Issue
from entente.analysis.bargaining.models import AS_PRINTED, Model, Rules, ends
from entente.analysis.bargaining.sensitivity import INPUTS, changed, stacked
from entente.analysis.statistics import Floats

#: A change of the outcome that counts, as a part of the scale.
STEP = 0.05
#: Values of an input that are tried over its range, and how many times its capability an actor may have.
_TRIED, _TIMES = 40, 4.0
PIVOT_COLUMNS = ("actor", "share", "outcome", "without", "shift", "pivotal")
LEVER_COLUMNS = ("actor", "input", "value", "needed", "change", "outcome", "shift")


def pivots(
    issue: Issue, model: Model = Model.CHALLENGE, rules: Rules = AS_PRINTED, *, step: float = STEP
) -> pd.DataFrame:
    """The outcome without each actor.

    Args:
        issue: of three actors or more.
        model, rules: what is run.
        step: the shift from which an actor is pivotal, as a part of the scale.

    Returns:
        One row an actor, the greatest shift first: ``actor``, ``share`` (of all weight), ``outcome``,
        ``without`` (the outcome if it took no part; missing where nobody with a say is left), ``shift``,
        ``pivotal``.
    """
    base = float(ends(issue.inputs, model, rules).outcome[0])
    weight = issue.inputs.weight[0]
    made = []
    for k, stake in enumerate(issue.stakes):
        others = tuple(one for one in issue.stakes if one is not stake)
        left = weight.sum() - weight[k]
        without = np.nan
        if len(others) > 1 and left > 0:
            without = float(ends(replace(issue, stakes=others).inputs, model, rules).outcome[0])
        shift = without - base
        pivotal = bool(abs(shift) >= step * (issue.top - issue.bottom))
        made.append((stake.actor, float(weight[k] / weight.sum()), base, without, shift, pivotal))
    frame = pd.DataFrame(made, columns=list(PIVOT_COLUMNS))
    order = frame.assign(size=frame["shift"].abs()).sort_values(["size", "actor"], ascending=[False, True])
    return order.drop(columns="size").reset_index(drop=True)


def levers(
    issue: Issue, model: Model = Model.CHALLENGE, rules: Rules = AS_PRINTED, *, step: float = STEP
) -> pd.DataFrame:
    """The least change of each input of each actor that shifts the outcome by a step, up and down.

    All else stays as it is. Positions and saliences are tried at 40 values over their scales, capabilities at
    40 from none to four times what the actor has; the nearest that does it is told, so it is right to a
    fortieth of the range.

    Returns:
        One row an actor, input and direction in which there is such a change, the smallest (as a part of its
        range) first: ``actor``, ``input``, ``value``, ``needed``, ``change``, ``outcome`` (then), ``shift``.
    """
    given = issue.inputs
    base = float(ends(given, model, rules).outcome[0])
    tried, versions = [], []
    for k, actor in enumerate(issue.actors):
        for name in INPUTS:
            value, grid = _grid(issue, name, k)
            tried.append((actor, name, value, grid))
            versions += [changed(given, name, k, float(one)) for one in grid]
    outcome = ends(stacked(versions), model, rules).outcome.reshape(len(tried), -1)
    wide = step * (issue.top - issue.bottom)
    made = []
    for (actor, name, value, grid), there in zip(tried, outcome, strict=True):
        for sign in (1, -1):
            enough = np.flatnonzero(sign * (there - base) >= wide)
            if enough.size:
                best = enough[np.argmin(np.abs(grid[enough] - value))]
                part = abs(grid[best] - value) / np.ptp(grid)
                end = there[best]
                made.append((actor, name, value, grid[best], grid[best] - value, end, end - base, part))
    frame = pd.DataFrame(made, columns=[*LEVER_COLUMNS, "part"])
    ranked = frame.sort_values(["part", "actor", "input", "shift"], ignore_index=True)
    return ranked.drop(columns="part")


def _grid(issue: Issue, name: str, actor: int) -> tuple[float, Floats]:
    stake = issue.stakes[actor]
    match name:
        case "position":
            return stake.position.value, np.linspace(issue.bottom, issue.top, _TRIED + 1)
        case "salience":
            return stake.salience.value, np.linspace(0, FULL, _TRIED + 1)
        case _:
            value = stake.capability.value
            return value, np.linspace(0, _TIMES * value if value > 0 else 1.0, _TRIED + 1)
