"""A region on paper: its land and borders, what happened where, and the corridors that are spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.charts.atlas.ground import Route, edge, long, outlined, routed, routes, tinted, tiny
from entente.charts.atlas.key import key
from entente.charts.atlas.land import Land, Seen, body, land
from entente.charts.atlas.lettering import Name, Sheet, along, beside, led, steps, within
from entente.charts.atlas.marks import Marks, frames, halved, marks
from entente.charts.atlas.view import Points, View, angles, fitted
from entente.charts.theme import INK, MUTED, PAPER, PHONE, TEXT, themed
from entente.ontology.naming import actor_name

#: Pixels about the drawing that the theme leaves free.
_PADDING = 8
#: Of the stories this share is in the view where nobody is named.
HELD = 0.9
#: Places that may be the middle of such a view: the busiest.
_TRIED = 200
#: Names of places: on a phone, on a page.
_NAMED = (7, 18)
#: Of these the first stand where they will, the others where the corridors' names leave room.
_FIRST = 4


def view_of(places: pd.DataFrame, actors: Sequence[str] = (), held: float = HELD) -> View:
    """The part of the earth that a map shows: see :func:`region_map`."""
    outlines = [found for code in actors if len(found := body(code))]
    if outlines:
        every = np.vstack(outlines)
        return fitted(every[:, 1], every[:, 0])
    counts = ["cooperation", "conflict", "undone_cooperation", "undone_conflict"]
    known = places[
        places["latitude"].notna() & places["longitude"].notna() & (places[counts].sum(axis=1) > 0)
    ]
    known = known.assign(told=known[counts].sum(axis=1))
    known = known.sort_values(["told", "latitude", "longitude"], ascending=[False, True, True], kind="stable")
    north, east, told = (known[name].to_numpy(float) for name in ("latitude", "longitude", "told"))
    if not len(known):
        return fitted(north, east)
    near = _nearest(north, east, told, held)
    return fitted(north[near], east[near])


def region_map(
    places: pd.DataFrame,
    corridors: pd.DataFrame | None = None,
    actors: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    *,
    shown: Sequence[str] | None = None,
    held: float = HELD,
    unit: str = "story",
    width: int = PHONE,
) -> alt.LayerChart:
    """Draw what happened where.

    The map shows the main land of the actors that have a shape; of nobody, the smallest circle about a place
    that holds nine tenths of what is counted. What lies outside is not drawn. A mark stands at
    each place: a filled half disc on the left for cooperation, a filled half diamond on the right for
    conflict, their areas as the numbers told as done. What is told as to come, possible or not done is hollow
    and dashed, below, and never put together with what is done. A frame is about a mark of which no more
    than the state is known. Places less than 4 pixels apart share a mark at the busier of them; where there
    are more than ``marks.MOST`` marks, wider circles do. Borders between states are solid, coasts thinner,
    and the borders of land that ISO has no number for dotted. A corridor is a dashed line with the number of
    texts that name it.

    Args:
        places: one row a place: ``place`` (its name; may be empty), ``country`` (ISO3 or none), ``precision``
            ("state" where no more is known), ``latitude``, ``longitude`` (degrees; rows without are left
            out), and numbers of stories: ``cooperation``, ``conflict`` (done), ``undone_cooperation``,
            ``undone_conflict``. ``intensity`` is not drawn.
        corridors: one row a waypoint, in order: ``name``, ``texts`` (number of them), ``latitude``,
            ``longitude``.
        actors: codes of those whose land is tinted and named.
        names: the display name of each code; a code without one has that of its shape.
        shown: codes of those whose land the map shows; without, the actors; of nobody, where most happened.
        held: the part of the stories with a place that such a map holds, from 0 to 1.
        unit: what is counted, in the singular.
        width: the whole width in pixels; with more of it, more places are named.

    Returns:
        A chart that wide; below the map its scale, which holds in its middle, and its key.
    """
    view, wide = view_of(places, actors if shown is None else shown, held), float(width - _PADDING)
    tall = view.height(wide)
    ground, found = land(view, wide), marks(places, view, wide)
    ways = routes(corridors, view, wide)
    written = list(_names(ground, found, ways, actors, names or {}, Sheet(wide, tall)))
    foot, low = key(found, view.kilometres(wide), unit, wide, tall, corridors=bool(ways))
    layers = [
        *tinted(ground, actors),
        *outlined(ground),
        *routed(ways),
        *_marked(found),
        *_written(written),
        *foot,
    ]
    if not len(found.places):
        layers.append(_note("no place known", wide / 2, 14))
    return themed(alt.LayerChart(layer=[edge(wide, tall, low), *layers], width=wide, height=low))


def _nearest(north: Points, east: Points, told: Points, held: float) -> NDArray[np.bool_]:
    """The places in the smallest circle about one of them that holds enough."""
    best: tuple[float, NDArray[np.bool_]] | None = None
    for n in range(min(len(north), _TRIED)):
        away = angles(north, east, north[n], east[n])
        order = np.argsort(away, kind="stable")
        enough = int(np.searchsorted(np.cumsum(told[order]), held * told.sum() - 1e-9))
        reach = float(away[order[enough]])
        if best is None or reach < best[0] - 1e-9:
            best = reach, away <= reach + 1e-9
    assert best is not None
    return best[1]


def _marked(found: Marks) -> Iterator[alt.Chart]:
    framed = frames(found)
    if len(framed):
        yield (
            alt.Chart(framed)
            .mark_rect(fill=PAPER, fillOpacity=0.5, stroke=MUTED, strokeWidth=1)
            .encode(x="left:Q", x2="right:Q", y="top:Q", y2="low:Q")
        )
    if len(found.halves):
        yield halved(found.halves)


def _names(
    ground: Land,
    found: Marks,
    ways: Sequence[Route],
    actors: Sequence[str],
    names: Mapping[str, str],
    sheet: Sheet,
) -> Iterator[Name]:
    """The actors' names, then the busiest places', the corridors', and those of other states."""
    sheet.taken += found.boxes
    tracks = [steps(part, 5.0) for route in ways for part in route.parts]
    sheet.crossed += [(x - 2, y - 2, x + 2, y + 2) for track in tracks for x, y in track.tolist()]
    small = [state.middle for state in ground.states if state.code in actors and tiny(state)]
    sheet.taken += [(x - 2.5, y - 2.5, x + 2.5, y + 2.5) for x, y in small]
    states = {state.code: state for state in ground.states if state.code}
    called = {code: names.get(code) or _called(state) for code, state in states.items()}
    ours = [code for code in actors if code in states]
    put: list[Name | None] = []
    # Those whose names fit into their land come first: the others have other spots.
    for strict in (True, False):
        for code in list(ours):
            spots = within(states[code], called[code], bold=True, strict=strict)
            if name := sheet.put(called[code], spots, "actor"):
                put.append(name)
                ours.remove(code)
    boxes = zip(found.places.itertuples(), found.boxes, strict=True)
    towns = [(str(row.place), box) for row, box in boxes if row.place and row.precision != "state"]
    towns = towns[: _NAMED[sheet.width > 500]]
    put += [sheet.put(name, beside(box), "place") for name, box in towns[:_FIRST]]
    for route in ways:
        words = f"{route.name}\n{route.texts:,} text{'s' * (route.texts != 1)}"
        line = max(route.parts, key=long)
        if name := sheet.put(words, along(line), "corridor"):
            put.append(led(name, line))
    put += [sheet.put(name, beside(box), "place") for name, box in towns[_FIRST:]]
    vague = set(found.places[found.places["precision"] == "state"]["country"])
    others = sorted(states.keys() - set(actors), key=lambda code: (code not in vague, code))
    put += [
        sheet.put(called[code], within(states[code], called[code], bold=False, strict=True), "state")
        for code in others
    ]
    yield from filter(None, put)


def _called(state: Seen) -> str:
    """Our name of a state, else that of its shape without what follows a comma."""
    ours = actor_name(state.code)
    return ours if ours != state.code else state.name.partition(",")[0]


def _written(written: Sequence[Name]) -> Iterator[alt.Chart]:
    """The names, each over a copy in the colour of the paper."""
    looks: dict[str, dict[str, Any]] = {
        "actor": {"color": INK, "fontWeight": "bold", "fontSize": TEXT},
        "place": {"color": INK, "fontSize": TEXT - 1},
        "corridor": {"color": INK, "fontStyle": "italic", "fontSize": TEXT - 1},
        "state": {"color": MUTED, "fontSize": TEXT - 1},
    }
    leaders = [name.leader for name in written if name.leader]
    if leaders:
        lines = alt.Chart(pd.DataFrame(leaders, columns=["x", "y", "x2", "y2"]))
        yield lines.mark_rule(color=INK, strokeWidth=0.7).encode(x="x:Q", y="y:Q", x2="x2:Q", y2="y2:Q")
    for look, align in product(looks, ("left", "center", "right")):
        rows = [(n.words, n.x, n.y) for n in written if (n.look, n.align) == (look, align)]
        if rows:
            frame = pd.DataFrame(rows, columns=["words", "x", "y"])
            how = {**looks[look], "align": align, "baseline": "middle", "lineBreak": "\n"}
            for more in ({"color": PAPER, "stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round"}, {}):
                yield alt.Chart(frame).mark_text(**{**how, **more}).encode(x="x:Q", y="y:Q", text="words:N")


def _note(words: str, x: float, y: float) -> alt.Chart:
    frame = pd.DataFrame({"words": [words], "x": [x], "y": [y]})
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_text(color=MUTED, fontSize=TEXT, baseline="middle")
        .encode(x="x:Q", y="y:Q", text="words:N")
    )
    return chart
