"""The marks of a map: what is told of each place as half a disc and half a diamond about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from entente.charts.atlas.lettering import Box
from entente.charts.atlas.view import View
from entente.charts.theme import CONFLICT, COOPERATION, PAPER

#: Kind of act -> its colour and its half of a mark, of the same area for the same size: left a half disc of
#: radius 1, right half a diamond.
HALVES = {
    "cooperation": (COOPERATION, "M0,-1A1,1,0,0,0,0,1Z"),
    "conflict": (CONFLICT, "M0,-1.2533L1.2533,0L0,1.2533Z"),
}
COLUMNS = ("cooperation", "conflict", "undone_cooperation", "undone_conflict")
#: The radius of the largest mark, by pixels of the map's width, and of the smallest.
_LARGEST, _SMALLEST = (11.0, 15.0), 3.0
#: Places nearer than this to a busier one share its mark.
_SHARED = 4.0
#: No more marks than this; of more places, wider circles of them share one.
MOST = 220
_FRAME = 3.0
#: Of what is not done, and of what is.
_DASHES = ([2.0, 1.5], [1.0, 0.0])


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a view.

    Attributes:
        places: one row a mark, the busiest first: ``place``, ``country``, ``precision``, ``x``, ``y``, the
            four counts of :data:`COLUMNS`, and ``shared``, the number of places in it.
        halves: one row half a mark: ``place``, ``kind``, ``done``, ``number``, ``x``, ``y``, ``size``.
        boxes: what each mark takes, in the order of ``places``.
        most: the largest number that a half stands for; 0 where there is none.
        largest: its radius in pixels.
    """

    places: pd.DataFrame
    halves: pd.DataFrame
    boxes: tuple[Box, ...]
    most: int
    largest: float


def marks(places: pd.DataFrame, view: View, width: float) -> Marks:
    """The marks of those places that lie in a view of ``width`` pixels."""
    seen = _seen(places, view, width)
    reach = _SHARED
    kept = _shared(seen, reach)
    while len(kept) > MOST:
        reach *= 1.3
        kept = _shared(seen, reach)
    most = int(kept[list(COLUMNS)].to_numpy().max()) if len(kept) else 0
    largest = _LARGEST[width > 500]
    rows, boxes = [], []
    for _, place in kept.iterrows():
        halves = _halves(place.to_dict(), most, largest, view.height(width))
        rows += halves
        boxes.append(_box(halves, place["precision"] == "state"))
    columns = ["place", "kind", "done", "number", "x", "y", "size"]
    return Marks(kept, pd.DataFrame(rows, columns=columns), tuple(boxes), most, largest)


def radius(number: float, most: int, largest: float) -> float:
    """The radius of a half that stands for a number: its area grows with it."""
    return max(_SMALLEST, largest * float(np.sqrt(number / max(most, 1))))


def frames(found: Marks) -> pd.DataFrame:
    """A frame round each mark of a place of which no more than the state is known."""
    boxes = [
        box
        for box, precision in zip(found.boxes, found.places["precision"], strict=True)
        if precision == "state"
    ]
    return pd.DataFrame(boxes, columns=["left", "top", "right", "low"]).round(1)


def halved(halves: pd.DataFrame) -> alt.Chart:
    """Halves of marks as they are drawn: what is done filled, all else hollow and dashed; small ones on top.

    Args:
        halves: ``kind``, ``done``, ``x``, ``y`` and ``size`` (pixels), as :attr:`Marks.halves` has them.
    """
    colours = [HALVES[kind][0] for kind in halves["kind"]]
    table = halves.assign(
        shape=[HALVES[kind][1] for kind in halves["kind"]],
        fill=np.where(halves["done"], colours, PAPER),
        stroke=np.where(halves["done"], PAPER, colours),
        dash=pd.Series([_DASHES[bool(done)] for done in halves["done"]], index=halves.index, dtype=object),
        line=np.where(halves["done"], 0.8, 1.3),
        strength=np.where(halves["done"], 0.92, 0.7),
    )
    asis: dict[str, Any] = {"scale": None, "legend": None}
    chart: alt.Chart = (
        alt.Chart(table)
        .mark_point(opacity=1)
        .encode(
            x="x:Q",
            y="y:Q",
            size=alt.Size("size:Q", **asis),
            shape=alt.Shape("shape:N", **asis),
            fill=alt.Fill("fill:N", **asis),
            stroke=alt.Stroke("stroke:N", **asis),
            strokeDash=alt.StrokeDash("dash:N", **asis),
            strokeWidth=alt.StrokeWidth("line:Q", **asis),
            fillOpacity=alt.FillOpacity("strength:Q", **asis),
        )
    )
    return chart


def _seen(places: pd.DataFrame, view: View, width: float) -> pd.DataFrame:
    known = places[places["latitude"].notna() & places["longitude"].notna()]
    known = known[known[list(COLUMNS)].sum(axis=1) > 0]
    north, east = (known[name].to_numpy(float) for name in ("latitude", "longitude"))
    at = view.places(north, east, width)
    known = known.assign(x=at[:, 0].round(1), y=at[:, 1].round(1), told=known[list(COLUMNS)].sum(axis=1))
    known = known[view.sees(north, east)]
    order = ["told", "cooperation", "conflict", "place", "x", "y"]
    return known.sort_values(order, ascending=[False, False, False, True, True, True], kind="stable")


def _shared(seen: pd.DataFrame, reach: float) -> pd.DataFrame:
    """Places near a busier one joined to it; what is known of a state alone stands apart from towns."""
    cells: dict[tuple[bool, int, int], list[int]] = {}
    xs, ys = seen["x"].to_numpy(), seen["y"].to_numpy()
    owner = np.arange(len(seen))
    for n, vague in enumerate(seen["precision"] == "state"):
        column, row = int(xs[n] // reach), int(ys[n] // reach)
        near = [
            other
            for right in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in cells.get((vague, column + right, row + down), ())
            if np.hypot(xs[other] - xs[n], ys[other] - ys[n]) < reach
        ]
        if near:
            owner[n] = min(near)
        else:
            cells.setdefault((vague, column, row), []).append(n)
    grouped = seen.assign(owner=owner, shared=1).groupby("owner", sort=True)
    first = grouped[["place", "country", "precision", "x", "y"]].first()
    return pd.concat([first, grouped[[*COLUMNS, "told", "shared"]].sum()], axis=1).sort_values(
        "told", ascending=False, kind="stable"
    )


def _halves(place: dict[Any, Any], most: int, largest: float, bottom: float) -> list[tuple[object, ...]]:
    """The halves of a mark: what is done about the place, what is not below it, never put together.

    Where there is no room below, what is not done stands above.
    """
    x, y = float(place["x"]), float(place["y"])
    tiers = []
    for prefix in ("", "undone_"):
        numbers = {kind: int(place[prefix + kind]) for kind in HALVES}
        radii = {kind: radius(n, most, largest) for kind, n in numbers.items() if n}
        if radii:
            tall = max(r * (1.2533 if kind == "conflict" else 1.0) for kind, r in radii.items())
            tiers.append((not prefix, numbers, radii, tall))
    shift = tiers[0][3] + tiers[1][3] + 1.5 if len(tiers) > 1 else 0.0
    if y + shift + tiers[-1][3] > bottom:
        shift = -shift
    return [
        (place["place"], kind, done, numbers[kind], x, round(y + step, 1), round(4 * r * r, 1))
        for (done, numbers, radii, _), step in zip(tiers, (0.0, shift), strict=False)
        for kind, r in radii.items()
    ]


def _box(halves: list[tuple[object, ...]], framed: bool) -> Box:
    left = top = np.inf
    right = low = -np.inf
    for _, kind, _, _, x, y, size in halves:
        at, down, r = float(str(x)), float(str(y)), float(np.sqrt(float(str(size)))) / 2
        tall = r * (1.2533 if kind == "conflict" else 1.0)
        left = min(left, at - (r if kind == "cooperation" else 0))
        right = max(right, at + (1.2533 * r if kind == "conflict" else 0))
        top, low = min(top, down - tall), max(low, down + tall)
    wide = _FRAME if framed else 1.0
    return float(left - wide), float(top - wide), float(right + wide), float(low + wide)
