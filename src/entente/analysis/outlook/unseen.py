"""Dyads that were never seen: how often such come up."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from entente.analysis.outlook.features import YEAR
from entente.analysis.outlook.panel import Panel
from entente.analysis.statistics import poisson
from entente.units import By


def unseen(
    panel: Panel, known: set[tuple[str, str]], dyads: Iterable[tuple[str, str]], by: By
) -> pd.DataFrame:
    """The chance that two of whom no story is known have their first in the next period.

    All pairs of actors that had no story a year ago are alike here: how many of them came up since, by quad
    class and period, is divided by their number.

    Args:
        panel: the record.
        known: the dyads that it has.
        dyads: those asked for; what is known is left out.
        by: periods of the record.

    Returns:
        ``a``, ``b``, ``quad``, ``probability``, ``low``, ``high`` (95 % interval of the mean over such dyads,
        which says nothing of how these two differ from the rest), ``seen`` and ``tested`` (0), ``periods``.
    """
    turned = {(b, a) for a, b in known} if panel.reverse is None else set()
    new = [pair for pair in dyads if pair not in known and pair not in turned]
    if not new or not panel.whole:
        return pd.DataFrame()
    begin = max(panel.whole - round(YEAR[by]), 1 if panel.whole > 1 else 0)
    periods = range(begin, panel.whole)
    came = np.zeros(4)
    for period in periods:
        brought = panel.slices[period]
        came += (brought.counts[panel.first[brought.dyad] == period] > 0).sum(axis=0)
    pairs = panel.actors * (panel.actors - 1) // (1 if panel.reverse is not None else 2)
    trials = max(pairs - panel.known(begin - 1), 1) * max(len(periods), 1)
    low, high = poisson(came)
    one = pd.DataFrame(
        {
            "quad": np.arange(1, 5),
            "probability": came / trials,
            "low": low / trials,
            "high": np.minimum(high / trials, 1),
            "seen": 0,
            "periods": panel.whole,
            "tested": 0,
            "happened": 0,
        }
    )
    missing = dict.fromkeys(("base_rate", "persistence", "recurrency", "skill", "q"), np.nan)
    return pd.concat([one.assign(a=a, b=b, **missing) for a, b in new], ignore_index=True)
