"""Small daily frames, written by hand."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from entente.analysis.dyads.daily import COLUMNS
from entente.ontology.plover import intensity, quad
from entente.records import EventType


class Told(NamedTuple):
    """One story: the day, who to whom ("A>B"), the type, and by how many reports and articles."""

    day: str | None
    who: str
    kind: str
    reports: int = 1
    articles: int = 1
    story: str | None = None
    directed: bool = True


def dailies(*told: Told) -> pd.DataFrame:
    """A daily frame of some stories; each has its number for an id."""
    rows = []
    for number, t in enumerate(told):
        a, b = t.who.split(">")
        kind = EventType(t.kind)
        figures = (quad(kind), intensity(kind))
        ids = (t.story or f"s:{number}", t.reports, t.articles, 1, "coded", f"e{number}")
        rows.append((pd.Timestamp(t.day) if t.day else pd.NaT, a, b, t.directed, t.kind, *figures, *ids))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"day": "datetime64[us]"})
