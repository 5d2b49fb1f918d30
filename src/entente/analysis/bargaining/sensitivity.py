"""How sure an outcome is: draws over what is not known of the inputs, and one input at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from entente.analysis.bargaining.issue import FULL, Estimate, Issue
from entente.analysis.bargaining.models import AS_PRINTED, Model, Rules, ends
from entente.analysis.bargaining.voting import Inputs
from entente.analysis.statistics import Floats, Z

#: The standard error of an input without an interval: as a part of the scale (of its value, for capability).
ERROR = 0.1
INPUTS = ("position", "salience", "capability")
TORNADO_COLUMNS = ("actor", "input", "value", "low", "high", "outcome_low", "outcome_high", "swing")


@dataclass(frozen=True, slots=True)
class Spread:
    """Outcomes of many draws.

    Attributes:
        outcomes: one a draw, in order of drawing.
        low, high: 95 % of them lie between.
        settled: share of draws in which the challenge model came to rest; 1 for the others.
    """

    outcomes: Floats
    low: float
    high: float
    settled: float


def spread(
    issue: Issue,
    model: Model = Model.CHALLENGE,
    rules: Rules = AS_PRINTED,
    *,
    draws: int = 1000,
    error: float = ERROR,
    seed: int = 0,
) -> Spread:
    """Where the outcome falls if every input is off by as much as it may be (Monte Carlo).

    Each input is drawn apart from a normal distribution around its value, with a width to either side that
    puts its 95 % interval there; without an interval its standard error is ``error`` of the scale (of the
    value itself, for capability). What falls outside the scale is put at its end.

    Args:
        issue: the issue.
        model, rules: what is run.
        draws: how many.
        error: of inputs without an interval, 0 to 1.
        seed: the same seed gives the same draws.

    What the draws do not know: that errors may hang together, that an actor is missing, that the model is
    wrong.
    """
    found = ends(drawn(issue, draws, error, seed), model, rules)
    low, high = np.quantile(found.outcome, [0.025, 0.975])
    return Spread(found.outcome, float(low), float(high), float(found.settled.mean()))


def drawn(issue: Issue, draws: int, error: float = ERROR, seed: int = 0) -> Inputs:
    """Versions of an issue, each with inputs of its own; see :func:`spread`."""
    draw = np.random.default_rng(seed)
    made = []
    for name in INPUTS:
        low, value, high = _reach(issue, name, error)
        normal = draw.standard_normal((draws, len(value)))
        width = np.where(normal < 0, value - low, high - value) / Z
        bottom, top = _ends(issue, name)
        made.append(np.clip(value + normal * width, bottom, top))
    position, salience, capability = made
    # A draw in which nobody has a say is none: it keeps the values as they were given.
    silent = ~((salience * capability).sum(axis=1) > 0)
    given = issue.inputs
    salience = np.where(silent[:, None], given.salience * FULL, salience)
    capability = np.where(silent[:, None], given.capability, capability)
    return Inputs(position, salience / FULL, capability)


def tornado(
    issue: Issue, model: Model = Model.CHALLENGE, rules: Rules = AS_PRINTED, *, error: float = ERROR
) -> pd.DataFrame:
    """The outcome with one input at either end of its interval and all others as they are.

    Returns:
        One row an actor and input, the widest swing first: ``actor``, ``input`` (``position``, ``salience``
        or ``capability``), ``value``, ``low``, ``high`` (of the input), ``outcome_low``, ``outcome_high``
        (the outcome at each), ``swing`` (between the furthest of these and the outcome as it is).
    """
    given, n = issue.inputs, len(issue.stakes)
    base = float(ends(given, model, rules).outcome[0])
    rows, versions = [], []
    for name in INPUTS:
        low, value, high = _reach(issue, name, error)
        for k, actor in enumerate(issue.actors):
            rows.append((actor, name, value[k], low[k], high[k]))
            for end in (low[k], high[k]):
                versions.append(changed(given, name, k, end))
    outcome = ends(stacked(versions), model, rules).outcome.reshape(3 * n, 2)
    whole = np.column_stack([outcome, np.full(3 * n, base)])
    frame = pd.DataFrame(rows, columns=list(TORNADO_COLUMNS[:5])).assign(
        outcome_low=outcome[:, 0], outcome_high=outcome[:, 1], swing=np.ptp(whole, axis=1)
    )
    return frame.sort_values(["swing", "actor", "input"], ascending=[False, True, True], ignore_index=True)


def changed(given: Inputs, name: str, actor: int, value: float) -> Inputs:
    """One version with one input of one actor at another value; salience on its scale of 0 to 100."""
    arrays = {key: getattr(given, key).copy() for key in INPUTS}
    arrays[name][0, actor] = value / FULL if name == "salience" else value
    return Inputs(**arrays)


def stacked(versions: list[Inputs]) -> Inputs:
    """Versions put together."""
    return Inputs(*(np.concatenate([getattr(one, name) for one in versions]) for name in INPUTS))


def _reach(issue: Issue, name: str, error: float) -> tuple[Floats, Floats, Floats]:
    """Lower end, value and upper end of an input, one entry an actor."""
    bottom, top = _ends(issue, name)
    given: list[Estimate] = [getattr(stake, name) for stake in issue.stakes]
    value = np.array([one.value for one in given])
    half = Z * error * (value if name == "capability" else np.full(len(value), top - bottom))
    low = np.array([np.nan if one.low is None else one.low for one in given])
    high = np.array([np.nan if one.high is None else one.high for one in given])
    low = np.where(np.isnan(low), np.maximum(value - half, bottom), low)
    return low, value, np.where(np.isnan(high), np.minimum(value + half, top), high)


def _ends(issue: Issue, name: str) -> tuple[float, float]:
    match name:
        case "position":
            return issue.bottom, issue.top
        case "salience":
            return 0.0, FULL
        case _:
            return 0.0, np.inf
