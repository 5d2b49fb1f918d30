"""The ground of a map as layers: land, coasts, borders, and the corridors that cross it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from entente.charts.atlas.cutting import pieces
from entente.charts.atlas.land import Land, Seen
from entente.charts.atlas.view import Points, View
from entente.charts.theme import INK, MUTED, PAPER, RULE, SIDE_A, SIDE_B

#: A corridor of which less than this share of the map's width is seen is not drawn.
_SHORT = 0.025


@dataclass(frozen=True, slots=True)
class Route:
    """What of a corridor lies in the view, and how many texts name it."""

    name: str
    texts: int
    parts: tuple[Points, ...]


def routes(corridors: pd.DataFrame | None, view: View, wide: float) -> list[Route]:
    """The corridors that lie in a view of ``wide`` pixels, those that most texts name first.

    Whether one is drawn does not depend on the number of pixels.
    """
    if corridors is None or not len(corridors):
        return []
    found, tall = [], view.height(wide)
    for name, rows in corridors.groupby("name", sort=True):
        texts = int(rows["texts"].iloc[0])
        line = rows[["longitude", "latitude"]].to_numpy(float)
        parts = tuple(piece for at in view.laid(line, wide) for piece in pieces(at, wide, tall))
        if sum(map(long, parts)) >= _SHORT * wide:
            found.append(Route(str(name), texts, parts))
    return sorted(found, key=lambda route: (-route.texts, route.name))


def tinted(ground: Land, actors: Sequence[str]) -> Iterator[alt.Chart]:
    """All land in grey; over it the actors', of two each in its own tint."""
    rings = [ring for state in ground.states for ring in state.rings]
    if rings:
        yield _flat(_shapes(rings), fill=RULE, fillOpacity=0.6, stroke=None)
    for state in ground.states:
        if state.code in actors and state.code and state.rings:
            second = len(actors) == 2 and state.code == actors[1]
            yield _flat(_shapes(state.rings), fill=SIDE_B if second else SIDE_A, fillOpacity=0.2, stroke=None)
    small = [s.middle for s in ground.states if s.code in actors and s.code and tiny(s)]
    if small:
        dots = alt.Chart(pd.DataFrame(small, columns=["x", "y"]).round(1))
        yield dots.mark_point(size=20, stroke=SIDE_A, fill=PAPER, strokeWidth=1, opacity=1).encode(
            x="x:Q", y="y:Q"
        )


def outlined(ground: Land) -> Iterator[alt.Chart]:
    """Coasts thin, borders solid, and those of land that ISO has no number for dotted."""
    looks = (
        (ground.coasts, {"strokeWidth": 0.5, "strokeOpacity": 0.7}),
        (ground.borders, {"strokeWidth": 0.9}),
        (ground.lines, {"strokeWidth": 1.1, "strokeDash": [1, 2]}),
    )
    for lines, look in looks:
        if lines:
            yield _flat(_line(lines), filled=False, stroke=MUTED, **look)


def routed(ways: Sequence[Route]) -> Iterator[alt.Chart]:
    """The corridors, dashed on a lighter band."""
    lines = [part for route in ways for part in route.parts]
    if lines:
        data = _line(lines)
        yield _flat(data, filled=False, stroke=PAPER, strokeWidth=4, strokeOpacity=0.8)
        yield _flat(data, filled=False, stroke=INK, strokeWidth=1.8, strokeDash=[6, 3])


def edge(wide: float, tall: float, low: float) -> alt.Chart:
    """The frame of the map, and with it the scales: pixels from the upper left corner, down to ``low``."""
    box = pd.DataFrame({"left": [0.0], "right": [wide], "top": [0.0], "low": [tall]})
    across = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False))
    down = alt.Y("top:Q", axis=None, scale=alt.Scale(domain=[low, 0], nice=False))
    chart: alt.Chart = (
        alt.Chart(box)
        .mark_rect(fill=PAPER, fillOpacity=0, stroke=RULE, strokeWidth=1)
        .encode(x=across, x2="right:Q", y=down, y2="low:Q")
    )
    return chart


def long(line: Points) -> float:
    """The length of a line, in pixels."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _shapes(rings: Sequence[Points]) -> pd.DataFrame:
    """Rings as one feature in pixels; a hole is a ring in a ring."""
    return _feature("Polygon", [np.vstack([ring, ring[:1]]).round(1).tolist() for ring in rings])


def _line(lines: Sequence[Points]) -> pd.DataFrame:
    return _feature("MultiLineString", [line.round(1).tolist() for line in lines])


def _feature(kind: str, coordinates: object) -> pd.DataFrame:
    # In a frame Altair does not look at every point.
    return pd.DataFrame({"type": ["Feature"], "geometry": [{"type": kind, "coordinates": coordinates}]})


def _flat(data: pd.DataFrame, **look: Any) -> alt.Chart:
    """Shapes and lines that are in pixels already."""
    chart: alt.Chart = (
        alt.Chart(data).mark_geoshape(**look).project(type="identity", scale=1, translate=[0, 0])
    )
    return chart


def tiny(state: Seen) -> bool:
    """Whether the land of a state is too small to be seen: a ring stands for it."""
    if state.largest is None:
        return True
    ring = state.rings[state.largest]
    return bool((ring.max(axis=0) - ring.min(axis=0)).max() < 4)
