"""How far the forecasts of the past held: scores beside those of the references, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.outlook.compared import Gain, Paired
from entente.analysis.outlook.ledger import Ledger
from entente.analysis.outlook.references import FORECASTERS

BETTER, NO_BETTER = "better than the base rate", "no better than the base rate"
WORSE, TOO_LITTLE = "worse than the base rate", "too little to tell"
#: A difference is told that chance brings in so many of 100 cases, at most.
ALPHA = 0.05


class Held(NamedTuple):
    """The forecasts of one forecaster of one thing.

    Attributes:
        target: "quad 1" to "quad 4" (at least one such story), "stories" (their number) or "intensity" (their
            mean, where there are any).
        quad: the class, 0 where it is none.
        method: "outlook" (ours), "climatology" (the dyad's long-run base rate), "persistence" or
            "recurrency".
        origins: periods from which was forecast.
        forecasts: dyads times periods.
        happened: share of these with such a story; missing for the two others.
        brier, log_score: mean scores of the probabilities.
        crps: of stories and intensity.
        skill: share of this method's score that ours saves: of the log score, or the CRPS. Missing for ours.
        low, high, p: 95 % interval of it, and of the test that it is 0.
        brier_skill, brier_low, brier_high: the same of the Brier score.
        verdict: in words: of ours against this method; see :func:`told`.
    """

    target: str
    quad: int
    method: str
    origins: int
    forecasts: int
    happened: float
    brier: float
    log_score: float
    crps: float
    skill: float
    low: float
    high: float
    p: float
    brier_skill: float
    brier_low: float
    brier_high: float
    verdict: str


def track(ledger: Ledger) -> pd.DataFrame:
    """One row a target and method, with the columns of :class:`Held`."""
    return pd.DataFrame(list(_held(ledger)), columns=list(Held._fields))


def _held(ledger: Ledger) -> Iterator[Held]:
    for quad, (briers, logs) in enumerate(zip(ledger.briers, ledger.logs, strict=True), start=1):
        share = float(ledger.happened[quad - 1].sum() / max(logs.forecasts, 1))
        for who, method in enumerate(FORECASTERS):
            yield _row(f"quad {quad}", quad, method, (logs, briers), who, share)
    for target, book in (("stories", ledger.stories), ("intensity", ledger.intensity)):
        for who, method in enumerate(FORECASTERS):
            yield _row(target, 0, method, (book, None), who, np.nan)


def _row(
    target: str, quad: int, method: str, books: tuple[Paired, Paired | None], who: int, share: float
) -> Held:
    main, brier = books
    gain = main.gain(who)
    other = brier.gain(who) if brier is not None else Gain(np.nan, np.nan, np.nan, np.nan)
    score = float(main.scores[who])
    return Held(
        target,
        quad,
        method,
        main.origins,
        main.forecasts,
        share,
        float(brier.scores[who]) if brier is not None else np.nan,
        score if brier is not None else np.nan,
        np.nan if brier is not None else score,
        gain.skill,
        gain.low,
        gain.high,
        gain.p,
        other.skill,
        other.low,
        other.high,
        "" if who == 0 else told(gain.skill, gain.p, other.skill).replace("the base rate", _name(method)),
    )


def _name(method: str) -> str:
    return "the base rate" if method == "climatology" else method


def told(skill: float, p: float, brier: float = np.nan) -> str:
    """A skill in words.

    The log score sees how well the rare is told from the very rare, which the Brier score hardly does. So
    what is surely better in the one and not better at all in the other is no better.

    Args:
        skill, p: of the log score (or CRPS).
        brier: the skill of the Brier score, where there is one.

    >>> told(0.2, 0.01), told(0.2, 0.3), told(float("nan"), float("nan"))
    ('better than the base rate', 'no better than the base rate', 'too little to tell')
    """
    if not (np.isfinite(skill) and np.isfinite(p)):
        return TOO_LITTLE
    if p > ALPHA or (skill > 0 and brier <= 0):
        return NO_BETTER
    return BETTER if skill > 0 else WORSE


def verdicts(held: pd.DataFrame) -> dict[str, str]:
    """Of each target what is said of ours against the base rate."""
    base = held[held.method == "climatology"]
    return dict(zip(base.target.tolist(), base.verdict.tolist(), strict=True))
