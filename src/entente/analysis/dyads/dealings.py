"""How two deal with each other: coverage of their record, silence, reciprocity, who leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from entente.analysis.dyads.background import between
from entente.analysis.dyads.coverage import covered, silences
from entente.analysis.dyads.leads import Leads, leads
from entente.analysis.dyads.oneway import one_sided
from entente.analysis.dyads.reciprocity import reciprocity
from entente.analysis.dyads.series import directions
from entente.units import By, Count

#: A silence so unlikely anywhere in the record is told.
UNLIKELY = 0.05


@dataclass(frozen=True, slots=True)
class Dealings:
    """How two deal with each other.

    Attributes:
        reciprocity: one row; see :func:`entente.analysis.dyads.reciprocity.reciprocity`.
        leads: the correlations by lag, and who leads.
        silences: the gaps of the record between the two that are surprising, or in which nothing was read;
            see :func:`entente.analysis.dyads.coverage.silences`.
    """

    reciprocity: pd.DataFrame
    leads: Leads
    silences: pd.DataFrame


def dealings(
    days: pd.DataFrame,
    exposure: pd.DataFrame,
    a: str,
    b: str,
    by: By = By.WEEK,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Dealings | None:
    """How two deal with each other; None where there is no story of the two.

    Args:
        days: the daily frame; rows of others are left out. What the two do together is left out of
            reciprocity and of who leads, as it stands in both directions.
        exposure: what was read: ``period`` and ``articles``.
        a, b: their codes.
        by: the periods.
        since, until: the span that is looked at.
    """
    both = between(days, a, b)
    if both.empty:
        return None
    one = covered(directions(one_sided(both), a, b, by, since=since, until=until), exposure, by)
    every = covered(directions(both, a, b, by, Count.STORY, since=since, until=until), exposure, by)
    gaps = silences(every[every.direction == "both"])
    told = (gaps.why == "unread") | (gaps.anywhere <= UNLIKELY)
    return Dealings(reciprocity(one, a, b), leads(one, a, b, by), gaps[told].reset_index(drop=True))
