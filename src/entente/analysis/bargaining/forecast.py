"""What comes of an issue by each model, and how it came about: outcomes, rounds, contests."""

from __future__ import annotations

import numpy as np
import pandas as pd

from entente.analysis.bargaining.challenge import Contest, Round, course, outlook
from entente.analysis.bargaining.coalition import Side, coalition, rival
from entente.analysis.bargaining.issue import Issue
from entente.analysis.bargaining.models import AS_PRINTED, Model, Rules, ends
from entente.analysis.bargaining.sensitivity import ERROR, spread
from entente.analysis.bargaining.voting import mean, median

FORECAST_COLUMNS = (
    *("model", "outcome", "low", "high", "rival", "support", "willing", "behind", "brought", "aside"),
    *("against", "rounds", "settled", "settled_draws"),
)
COURSE_COLUMNS = ("round", "actor", "position", "moved", "kind", "by", "risk", "median", "mean")
CONTEST_COLUMNS = ("actor", "on", "chance", "gain", "fears", "kind", "moves_to")


def forecasts(
    issue: Issue, rules: Rules = AS_PRINTED, *, draws: int = 1000, error: float = ERROR, seed: int = 0
) -> pd.DataFrame:
    """The outcome by each model, with its interval and who is behind it.

    Args:
        issue: the issue.
        rules: how the models are run.
        draws: for the interval; with 0 there is none.
        error: of inputs without an interval of their own; see :func:`sensitivity.spread`.
        seed: the same seed gives the same interval.

    Returns:
        One row a model: ``model``, ``outcome``, ``low``, ``high`` (95 % of draws), ``rival`` (the position
        that draws most weight from it), ``support`` (share of the weight that stands nearer to the outcome
        than to the rival in the end), ``willing`` (share of the weight that wanted it so from the start),
        ``behind``, ``brought``, ``aside``, ``against`` (lists of actors; see :func:`coalition.coalition`),
        ``rounds``, ``settled`` (whether the challenge model came to rest), ``settled_draws`` (share of draws
        that did).
    """
    made = []
    for model in Model:
        found = ends(issue.inputs, model, rules)
        outcome = float(found.outcome[0])
        members = coalition(issue, model, rules)
        side = {one: members[members.side == one.value] for one in Side}
        drawn = spread(issue, model, rules, draws=draws, error=error, seed=seed) if draws else None
        many = (
            len(course(issue.inputs, rules.reading, rules.rounds).rounds) if model is Model.CHALLENGE else 0
        )
        made.append(
            (
                *(model.value, outcome, drawn.low if drawn else np.nan, drawn.high if drawn else np.nan),
                rival(issue.inputs.position[0], issue.inputs.weight[0], outcome),
                float(side[Side.BEHIND].share.sum() + side[Side.BROUGHT].share.sum()),
                float(side[Side.BEHIND].share.sum()),
                *(side[one].actor.tolist() for one in Side),
                *(many, bool(found.settled[0]), drawn.settled if drawn else np.nan),
            )
        )
    frame = pd.DataFrame(made, columns=list(FORECAST_COLUMNS))
    return frame.astype({"rival": float})


def _rounds(issue: Issue, rules: Rules) -> int:
    return len(course(issue.inputs, rules.reading, rules.rounds).rounds)


def moves(issue: Issue, rules: Rules = AS_PRINTED) -> pd.DataFrame:
    """Where each actor stands in each round of the challenge model, and who moved it there.

    Returns:
        One row a round (0 is the start) and actor, in the issue's order: ``round``, ``actor``, ``position``,
        ``moved`` (by how much), ``kind`` (``conflict``, ``compromise`` or ``surrender``; missing where it
        stayed), ``by`` (for whom), ``risk`` (its exponent in that round: below 1 it seeks risk), ``median``
        and ``mean`` (of all, weighted, after the round).
    """
    found = course(issue.inputs, rules.reading, rules.rounds)
    weight, made = issue.inputs.weight, []
    now = found.start
    for number in range(len(found.rounds) + 1):
        one = found.rounds[number - 1] if number else None
        before, now = now, one.position if one else now
        middle, centre = float(median(now, weight)[0]), float(mean(now, weight)[0])
        for k, actor in enumerate(issue.actors):
            kind, by, risk = _moved(one, k, issue.actors)
            x = float(now[0, k])
            made.append((number, actor, x, x - float(before[0, k]), kind, by, risk, middle, centre))
    return pd.DataFrame(made, columns=list(COURSE_COLUMNS))


def _moved(one: Round | None, k: int, actors: tuple[str, ...]) -> tuple[str | None, str | None, float]:
    if one is None:
        return None, None, np.nan
    risk, by = float(one.exponent[0, k]), int(one.mover[0, k])
    if by < 0:
        return None, None, risk
    return Contest(int(one.kind[0, by, k])).name.lower(), actors[by], risk


def contests(issue: Issue, rules: Rules = AS_PRINTED) -> pd.DataFrame:
    """Who may expect what of challenging whom, as things stand at the start.

    Returns:
        One row an ordered pair that stands apart, those with most to gain first: ``actor`` (the challenger),
        ``on`` (the challenged), ``chance`` (of winning if the other resists), ``gain`` (what the challenger
        expects over leaving the other alone, -4 to +4), ``fears`` (what the challenged expects of challenging
        back), ``kind`` (what comes of it for the challenged: ``conflict``, ``compromise``, ``surrender`` or
        ``none``), ``moves_to`` (where it would stand; missing for ``none``).
    """
    one = outlook(issue.inputs, rules.reading)
    x, made = issue.inputs.position[0], []
    for i, actor in enumerate(issue.actors):
        for j, on in enumerate(issue.actors):
            if x[i] == x[j]:
                continue
            kind = Contest(int(one.kind[0, i, j]))
            gain, back = float(one.gain[0, i, j]), float(one.gain[0, j, i])
            to = float(one.target[0, i, j]) if kind else np.nan
            made.append((actor, on, float(one.chance[0, i, j]), gain, back, kind.name.lower(), to))
    frame = pd.DataFrame(made, columns=list(CONTEST_COLUMNS))
    return frame.sort_values(["gain", "actor", "on"], ascending=[False, True, True], ignore_index=True)
