"""The ties of a record as an analyst would count them in pandas, from a table of all events."""

from __future__ import annotations

import numpy as np
import pandas as pd

from entente.ontology.plover import MUTUAL

QUADS = ("words_for", "deeds_for", "words_against", "deeds_against")
#: What of a store's imported events ties are counted from.
EVENTS = (
    "SELECT day, a, b, directed, event_type, code, quad, intensity::DOUBLE AS intensity, articles "
    "FROM imported"
)
_RULES = {"week": "W-SUN", "month": "M"}


def read(path: str) -> pd.DataFrame:
    """Events from a table with commas."""
    # "NA" is no name of nobody.
    return pd.read_csv(path, parse_dates=["day"], keep_default_na=False, na_values={"intensity": [""]})


def plain_ties(events: pd.DataFrame, by: str) -> pd.DataFrame:
    """Undirected ties by week or month, with the columns and in the order of ``Store.ties``.

    Args:
        events: columns ``day``, ``a``, ``b``, ``directed``, ``event_type``, ``code``, ``quad``,
            ``intensity``, ``articles``; the same act between the same two on one day is one story.
    """
    facing = events[(events.a != events.b) & (events.b != "")]
    back = (facing.a > facing.b).to_numpy()
    one_way = (facing.directed & ~facing.event_type.isin([str(kind) for kind in MUTUAL])).to_numpy()
    sided = facing.assign(
        a=np.where(back, facing.b, facing.a), b=np.where(back, facing.a, facing.b), back=one_way & back
    )
    stories = sided.groupby(["day", "a", "b", "back", "code"], sort=False, as_index=False).agg(
        quad=("quad", "first"),
        intensity=("intensity", "mean"),
        reports=("quad", "size"),
        articles=("articles", "sum"),
    )
    stories["period"] = stories.day.dt.to_period(_RULES[by]).dt.start_time
    for number, name in enumerate(QUADS, 1):
        stories[name] = stories.quad == number
    grouped = stories.groupby(["period", "a", "b"], sort=False)
    found = grouped.agg(
        stories=("quad", "size"),
        **{name: (name, "sum") for name in ("reports", "articles", *QUADS)},
        intensity=("intensity", "mean"),
        net=("intensity", "sum"),
    )
    found["deviation"] = grouped.intensity.std(ddof=0)
    ranked = found.reset_index().sort_values(
        ["period", "stories", "a", "b"], ascending=[True, False, True, True], ignore_index=True
    )
    return ranked.fillna({"net": 0.0, "deviation": 0.0})
