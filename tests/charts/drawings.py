"""What the tests of the charts ask of any drawing."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
from lxml import etree  # type: ignore[import-untyped]

from entente.charts.theme import LIGHT, Drawing, svg

#: Wider than this a drawing would shrink its text on a phone.
PHONE = 372

NAMES = {
    "AAA": "Valdoria",
    "BBB": "Kestria",
    "CCC": "Union of <Northern> & Southern Republics",
    "DDD": "Collective Security Treaty Organisation of the Eastern Seaboard and the Isles",
}


#: What was drawn last: several questions are asked of one chart.
_LAST: list[tuple[Drawing, str]] = []


def text_of(chart: Drawing) -> str:
    """A chart as SVG, drawn once."""
    if not _LAST or _LAST[0][0] is not chart:
        _LAST[:] = [(chart, svg(chart))]
    return _LAST[0][1]


def root_of(chart: Drawing) -> Any:
    return etree.fromstring(text_of(chart))


def words(chart: Drawing) -> list[str]:
    return [text for text in root_of(chart).itertext() if text.strip()]


def marks(chart: Drawing, kind: str) -> list[Any]:
    found: list[Any] = root_of(chart).xpath(
        f"//*[contains(@class, 'mark-{kind}') and contains(@class, 'role-mark')]/*"
    )
    return found


def rows(chart: Drawing, column: str, skipped: int = 0) -> pd.DataFrame:
    """The first data set of the specification that has a column, or one after it."""
    sets = chart.to_dict()["datasets"].values()
    return pd.DataFrame([found for found in sets if found and column in found[0]][skipped])


def check(chart: Drawing) -> None:
    """It fits a phone and keeps to the theme's colours."""
    assert chart.to_dict()["$schema"]
    text = text_of(chart)
    root = etree.fromstring(text)
    assert 0 < float(root.get("width")) <= PHONE
    assert set(re.findall(r'(?:fill|stroke)="(#[^"]*)"', text)) <= {*LIGHT, "#000", "#ddd", "#888"}
    assert not re.search(r"NaN|Infinity|undefined|<script|<image", text)
