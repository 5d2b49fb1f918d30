"""How a rift and a rapprochement look, wherever they are drawn: by colour, by shape, and filled or not."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from entente.charts.theme import CONFLICT, COOPERATION, INK, PAPER, TEXT

DIRECTIONS = ["rift", "rapprochement"]
#: Solid for a rapprochement, dashed for a rift.
DASHES: dict[str, list[float]] = {"rift": [4, 3], "rapprochement": [1, 0]}

_COLOURS = [CONFLICT, COOPERATION]
_SHAPES = ["triangle-down", "triangle-up"]
_FILLS = [PAPER, COOPERATION]


def colour() -> alt.Color:
    """The colour of lines and bands."""
    return alt.Color("direction:N", scale=alt.Scale(domain=DIRECTIONS, range=_COLOURS), legend=None)


def fill() -> alt.Fill:
    """The inside of a mark: empty for a rift."""
    return alt.Fill("direction:N", scale=alt.Scale(domain=DIRECTIONS, range=_FILLS), legend=None)


def stroke() -> alt.Stroke:
    """The outline of a mark."""
    return alt.Stroke("direction:N", scale=alt.Scale(domain=DIRECTIONS, range=_COLOURS), legend=None)


def shape() -> alt.Shape:
    """The shape of a mark: it points the way that the relation goes."""
    return alt.Shape("direction:N", scale=alt.Scale(domain=DIRECTIONS, range=_SHAPES), legend=None)


def key(tall: float) -> Iterator[alt.Chart]:
    """What the marks mean, at a height in pixels: Vega's legends cannot fill the one and not the other."""
    for direction, at in zip(DIRECTIONS, (6, 60), strict=True):
        base = alt.Chart(pd.DataFrame({"direction": [direction]}))
        mark = base.mark_point(size=70, opacity=1, strokeWidth=1.5)
        yield mark.encode(x=alt.value(at), y=alt.value(tall), fill=fill(), stroke=stroke(), shape=shape())
        words = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        yield words.encode(x=alt.value(at + 10), y=alt.value(tall), text="direction:N")
