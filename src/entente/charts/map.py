"""A region on paper: its land and borders, what happened where, and the corridors that are spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import altair as alt
import numpy as np
import pandas as pd

from entente.charts.land import Land, Points, Seen, body, land, pieces
from entente.charts.lettering import Name, Sheet, along, beside, within
from entente.charts.mapkey import key
from entente.charts.marks import HALVES, Marks, frames, marks
from entente.charts.theme import INK, MUTED, PAPER, PHONE, RULE, SIDE_A, SIDE_B, TEXT, themed
from entente.charts.view import View, angles, fitted

#: Pixels about the drawing that the theme leaves free.
_PADDING = 8
#: Of the stories this share is in the view where nobody is named.
HELD = 0.9
#: Places that may be the middle of such a view: the busiest.
_TRIED = 200
#: Names of places: on a phone, on a page.
_NAMED = (7, 18)
#: A corridor that is shorter than this in the view, in pixels, is not drawn.
_SHORT = 8.0


def view_of(places: pd.DataFrame, actors: Sequence[str] = ()) -> View:
    """The part of the earth that a map shows: see :func:`region_map`."""
    outlines = [found for code in actors if len(found := body(code))]
    if outlines:
        every = np.vstack(outlines)
        return fitted(every[:, 1], every[:, 0])
    counts = ["cooperation", "conflict", "undone_cooperation", "undone_conflict"]
    known = places[places["latitude"].notna() & places["longitude"].notna() & (places[counts].sum(axis=1) > 0)]
    known = known.assign(told=known[counts].sum(axis=1))
    known = known.sort_values(["told", "latitude", "longitude"], ascending=[False, True, True], kind="stable")
    north, east, told = (known[name].to_numpy(float) for name in ("latitude", "longitude", "told"))
    if not len(known):
        return fitted(north, east)
    held = _nearest(north, east, told)
    return fitted(north[held], east[held])


def region_map(
    places: pd.DataFrame,
    corridors: pd.DataFrame | None = None,
    actors: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    *,
    unit: str = "story",
    width: int = PHONE,
) -> alt.LayerChart:
    """Draw what happened where.

    The map shows the main land of the actors, those without a shape left out; of nobody, the smallest circle
    about a place that holds nine tenths of what is counted. What lies outside is not drawn. A mark stands at
    each place: a filled half disc on the left for cooperation, a filled half diamond on the right for
    conflict, their areas as the numbers told as done. What is told as to come, possible or not done is hollow
    and dashed, below, and never put together with what is done. A frame is about a mark of which no more
    than the state is known. Places less than 4 pixels apart share a mark at the busier of them; where there
    are more than ``marks.MOST`` marks, wider circles do. Borders between states are solid, coasts thinner,
    and the borders of land that ISO has no number for dotted. A corridor is a dashed line with the number of texts.

    Args:
        places: one row a place: ``place`` (its name; may be empty), ``country`` (ISO3 or none), ``precision``
            ("state" where no more is known), ``latitude``, ``longitude`` (degrees; rows without are left
            out), and numbers of stories: ``cooperation``, ``conflict`` (done), ``undone_cooperation``,
            ``undone_conflict``. ``intensity`` is not drawn.
        corridors: one row a waypoint, in order: ``name``, ``texts`` (number of them), ``latitude``,
            ``longitude``.
        actors: codes of those whose land is tinted and named.
        names: the display name of each code; a code without one has that of its shape.
        unit: what is counted, in the singular.
        width: the whole width in pixels; with more of it, more places are named.

    Returns:
        A chart that wide; below the map its scale, which holds in its middle, and its key.
    """
    view, wide = view_of(places, actors), float(width - _PADDING)
    tall = view.height(wide)
    ground, found = land(view, wide), marks(places, view, wide)
    routes = _routes(corridors, view, wide, tall)
    written = list(_names(ground, found, routes, actors, names or {}, Sheet(wide, tall)))
    states = frozenset(actors)
    foot, low = key(found, view.kilometres(wide), unit, wide, tall, corridors=bool(routes))
    layers = [
        *_land(ground, actors),
        *_lines(ground),
        *_routed(routes),
        *_marked(found),
        *_written(written, states),
        _edge(wide, tall),
        *foot,
    ]
    if not len(found.places):
        layers.append(_note("no place known", wide / 2, 14))
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[low, 0], nice=False))
    corner = alt.Chart(pd.DataFrame({"x": [0.0], "y": [0.0]})).mark_point(opacity=0).encode(x=across, y=down)
    return themed(alt.LayerChart(layer=[corner, *layers], width=wide, height=low))


def _nearest(north: Points, east: Points, told: Points) -> Points:
    """The places in the smallest circle about one of them that holds enough."""
    best: tuple[float, Points] | None = None
    for n in range(min(len(north), _TRIED)):
        away = angles(north, east, north[n], east[n])
        order = np.argsort(away, kind="stable")
        enough = int(np.searchsorted(np.cumsum(told[order]), HELD * told.sum() - 1e-9))
        reach = float(away[order[enough]])
        if best is None or reach < best[0] - 1e-9:
            best = reach, away <= reach + 1e-9
    assert best is not None
    return best[1]


def _shapes(rings: Sequence[Points]) -> alt.Data:
    """Rings as one feature in pixels; a hole is a ring in a ring."""
    lines = [[[round(x, 1), round(y, 1)] for x, y in (*ring, ring[0])] for ring in map(np.ndarray.tolist, rings)]
    return _feature("Polygon", lines)


def _feature(kind: str, coordinates: object) -> alt.Data:
    made: alt.Data = alt.Data(
        values=[{"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}}]
    )
    return made


def _flat(data: alt.Data, **look: object) -> alt.Chart:
    """Shapes and lines that are in pixels already."""
    chart: alt.Chart = (
        alt.Chart(data).mark_geoshape(**look).project(type="identity", scale=1, translate=[0, 0])
    )
    return chart


def _land(ground: Land, actors: Sequence[str]) -> Iterator[alt.Chart]:
    """All land in grey; over it the actors', of two each in its own tint."""
    rings = [ring for state in ground.states for ring in state.rings]
    if rings:
        yield _flat(_shapes(rings), fill=RULE, fillOpacity=0.6, stroke=None)
    for state in ground.states:
        if state.code in actors and state.code and state.rings:
            second = len(actors) == 2 and state.code == actors[1]
            yield _flat(_shapes(state.rings), fill=SIDE_B if second else SIDE_A, fillOpacity=0.2, stroke=None)
    small = [s.middle for s in ground.states if s.code in actors and s.code and _tiny(s)]
    if small:
        dots = alt.Chart(pd.DataFrame(small, columns=["x", "y"]).round(1))
        yield dots.mark_point(size=20, stroke=SIDE_A, fill=PAPER, strokeWidth=1, opacity=1).encode(
            x="x:Q", y="y:Q"
        )


def _tiny(state: Seen) -> bool:
    if state.largest is None:
        return True
    ring = state.rings[state.largest]
    return bool((ring.max(axis=0) - ring.min(axis=0)).max() < 4)


def _lines(ground: Land) -> Iterator[alt.Chart]:
    looks = (
        (ground.coasts, {"strokeWidth": 0.5, "strokeOpacity": 0.7}),
        (ground.borders, {"strokeWidth": 0.9}),
        (ground.lines, {"strokeWidth": 1.1, "strokeDash": [1, 2]}),
    )
    for lines, look in looks:
        if lines:
            drawn = [[[round(x, 1), round(y, 1)] for x, y in line.tolist()] for line in lines]
            yield _flat(_feature("MultiLineString", drawn), filled=False, stroke=MUTED, **look)


def _routes(
    corridors: pd.DataFrame | None, view: View, wide: float, tall: float
) -> list[tuple[str, list[Points]]]:
    """The corridors with what of them lies in the view, the most spoken of first."""
    found = []
    if corridors is None or not len(corridors):
        return []
    for (name, texts), rows in corridors.groupby(["name", "texts"], sort=True):
        line = rows[["longitude", "latitude"]].to_numpy(float)
        turns = (-360, 0, 360) if view.wide else (0,)
        parts = [
            piece
            for turn in turns
            for piece in pieces(view.pixels(line + [turn, 0], wide), wide, tall)
            if np.hypot(*np.diff(piece, axis=0).T).sum() >= _SHORT
        ]
        if not view.wide and (view.away(line[:, 1], line[:, 0]) > np.radians(100)).any():
            parts = []
        if parts:
            found.append((int(texts), str(name), parts))
    found.sort(key=lambda route: (-route[0], route[1]))
    return [(f"{name} ({texts:,} text{'s' * (texts != 1)})", parts) for texts, name, parts in found]


def _routed(routes: list[tuple[str, list[Points]]]) -> Iterator[alt.Chart]:
    lines = [
        [[round(x, 1), round(y, 1)] for x, y in part.tolist()] for _, parts in routes for part in parts
    ]
    if lines:
        data = _feature("MultiLineString", lines)
        yield _flat(data, filled=False, stroke=PAPER, strokeWidth=4, strokeOpacity=0.8)
        yield _flat(data, filled=False, stroke=INK, strokeWidth=1.8, strokeDash=[6, 3])


def _marked(found: Marks) -> Iterator[alt.Chart]:
    framed = frames(found)
    if len(framed):
        yield (
            alt.Chart(framed)
            .mark_rect(fill=PAPER, fillOpacity=0.5, stroke=MUTED, strokeWidth=1)
            .encode(x="left:Q", x2="right:Q", y="top:Q", y2="low:Q")
        )
    for done in (True, False):
        for kind, (colour, shape) in HALVES.items():
            rows = found.halves[(found.halves["kind"] == kind) & (found.halves["done"] == done)]
            if len(rows):
                look = _half(colour, shape, done=done)
                yield alt.Chart(rows, mark=look).encode(
                    x="x:Q", y="y:Q", size=alt.Size("size:Q", scale=None, legend=None)
                )


def _half(colour: str, shape: str, *, done: bool) -> alt.MarkDef:
    if done:
        return alt.MarkDef(
            "point", shape=shape, fill=colour, stroke=PAPER, strokeWidth=0.8, opacity=1, fillOpacity=0.92
        )
    return alt.MarkDef(
        "point",
        shape=shape,
        fill=PAPER,
        fillOpacity=0.7,
        stroke=colour,
        strokeWidth=1.3,
        strokeDash=[2, 1.5],
        opacity=1,
    )


def _names(
    ground: Land,
    found: Marks,
    routes: list[tuple[str, list[Points]]],
    actors: Sequence[str],
    names: Mapping[str, str],
    sheet: Sheet,
) -> Iterator[Name]:
    """The actors' names, then the busiest places', the corridors', and those of other states."""
    sheet.taken += found.boxes
    states = {state.code: state for state in ground.states if state.code}
    put = []
    for code in actors:
        if code in states:
            words = names.get(code, states[code].name)
            put.append(sheet.put(words, within(states[code], words, strict=False), "actor"))
    towns = found.places[(found.places["precision"] != "state") & (found.places["place"] != "")]
    limit = _NAMED[sheet.width > 500]
    boxes = dict(zip(found.places.index, found.boxes, strict=True))
    for n, row in list(towns.iterrows())[:limit]:
        put.append(sheet.put(str(row["place"]), beside(boxes[n]), "place"))
    for words, parts in routes:
        put.append(sheet.put(words, along(max(parts, key=len)), "corridor"))
    vague = set(found.places[found.places["precision"] == "state"]["country"])
    for code, state in sorted(states.items(), key=lambda item: (item[0] not in vague, item[0])):
        if code not in actors:
            words = names.get(code, state.name)
            put.append(sheet.put(words, within(state, words, strict=True), "state"))
    yield from filter(None, put)


def _written(written: Sequence[Name], _states: frozenset[str]) -> Iterator[alt.Chart]:
    """The names, each over a copy in the colour of the paper."""
    looks: dict[str, dict[str, object]] = {
        "actor": {"color": INK, "fontWeight": "bold", "fontSize": TEXT},
        "place": {"color": INK, "fontSize": TEXT - 1},
        "corridor": {"color": INK, "fontStyle": "italic", "fontSize": TEXT - 1},
        "state": {"color": MUTED, "fontSize": TEXT - 1},
    }
    for look, how in looks.items():
        for align in ("left", "center", "right"):
            rows = [name for name in written if (name.look, name.align) == (look, align)]
            if not rows:
                continue
            frame = pd.DataFrame(
                [(row.words, row.x, row.y) for row in rows], columns=["words", "x", "y"]
            )
            base = alt.Chart(frame).encode(x="x:Q", y="y:Q", text="words:N")
            set_out = {"align": align, "baseline": "middle", "lineBreak": "\n", "limit": 0}
            halo = {**how, "color": PAPER, "stroke": PAPER, "strokeWidth": 3, "opacity": 0.85}
            yield base.mark_text(**set_out, **halo)
            yield base.mark_text(**set_out, **how)


def _edge(wide: float, tall: float) -> alt.Chart:
    box = pd.DataFrame({"left": [0.0], "right": [wide], "top": [0.0], "low": [tall]})
    chart: alt.Chart = (
        alt.Chart(box)
        .mark_rect(fillOpacity=0, stroke=RULE, strokeWidth=1)
        .encode(x="left:Q", x2="right:Q", y="top:Q", y2="low:Q")
    )
    return chart


def _note(words: str, x: float, y: float) -> alt.Chart:
    frame = pd.DataFrame({"words": [words], "x": [x], "y": [y]})
    chart: alt.Chart = (
        alt.Chart(frame).mark_text(color=MUTED, fontSize=TEXT, baseline="middle")
        .encode(x="x:Q", y="y:Q", text="words:N")
    )
    return chart
