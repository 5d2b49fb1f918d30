"""The track record of those who make claims: how many were borne out, against chance."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from entente.analysis.claims.verdict import Status
from entente.analysis.statistics import wilson

COLUMNS = (
    *("claimant", "outlet", "claims", "due", "borne_out", "not_borne_out", "open", "share", "low", "high"),
    *("compared", "compared_share", "chance", "skill"),
)
#: Claims judged, at the least, for a share.
LEAST = 5
#: Whose name is that of the writer of a text.
AUTHOR = "author"


class Skill(StrEnum):
    """A share of claims borne out beside what chance gives."""

    BETTER = "better than chance"
    NO_BETTER = "no better than chance"
    WORSE = "worse than chance"


def claimants(judged: pd.DataFrame, *, on: object = None, least: int = LEAST) -> pd.DataFrame:
    """The track record of each claimant, those with most claims judged first.

    Args:
        judged: what :func:`~entente.analysis.claims.verdicts.verdicts` gives.
        on: the day as of which claims are due; None for those that were judged or could have been.
        least: claims judged without which no share is told.

    Returns:
        One row a claimant: ``claimant`` (missing where nobody is named), ``outlet`` (of a writer, else
        missing: writers of different outlets are not one), ``claims``, ``due`` (by ``on``; without it, with
        a day), ``borne_out``, ``not_borne_out``, ``open``, ``share`` (borne out, of those judged; missing
        below ``least``), ``low``, ``high`` (95 %, Wilson 1927), ``compared`` (judged, with a chance),
        ``compared_share`` (borne out, of these), ``chance`` (mean of theirs), ``skill`` (whether the
        interval of that share lies above chance, below, or holds it; missing below ``least``). Claims of one
        claimant often hang together, so the intervals are rather too narrow than too wide.
    """
    if judged.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    due = judged.due.notna() if on is None else judged.due <= pd.Timestamp(str(on))
    borne, not_borne = (judged.status == s.value for s in (Status.BORNE_OUT, Status.NOT_BORNE_OUT))
    known = judged.chance.notna()
    table = pd.DataFrame(
        {
            "claimant": judged.claimant,
            "outlet": judged.outlet.where(judged.claimant == AUTHOR),
            "claims": 1,
            "due": due.astype(int),
            "borne_out": borne.astype(int),
            "not_borne_out": not_borne.astype(int),
            "open": (judged.status == Status.OPEN.value).astype(int),
            "compared": known.astype(int),
            "good": (borne & known).astype(int),
            "chance": judged.chance.fillna(0.0),
        }
    )
    found = table.groupby(["claimant", "outlet"], dropna=False, sort=True).sum().reset_index()
    number = found.borne_out + found.not_borne_out
    enough, comparable = number >= least, found.compared >= least
    low, high = wilson(found.borne_out.where(enough), number.where(enough))
    found["share"] = (found.borne_out / number).where(enough)
    found["low"], found["high"] = low, high
    found["compared_share"] = (found.good / found.compared).where(comparable)
    found["chance"] = (found.chance / found.compared).where(comparable)
    below, above = wilson(found.good.where(comparable), found.compared.where(comparable))
    found["skill"] = np.select(
        [~comparable, below > found.chance, above < found.chance],
        ["", Skill.BETTER.value, Skill.WORSE.value],
        Skill.NO_BETTER.value,
    )
    found["skill"] = found.skill.where(comparable, None)
    order = found.assign(number=number).sort_values(
        ["number", "claims", "claimant"], ascending=[False, False, True], kind="stable"
    )
    return order[list(COLUMNS)].reset_index(drop=True)
