"""Who is with whom: the ties between actors as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import altair as alt
import pandas as pd

from entente.charts.circle import arcs, circle, height, seats
from entente.charts.ring import LINE, WIDTH, ring, spots
from entente.charts.rows import note
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAPER, RULE, SIDE_A, SIDE_B, themed

#: Balance -> colour and dash. A tie is mixed where neither kind makes up two thirds of its events.
BALANCES: Mapping[str, tuple[str, list[float]]] = {
    "mostly cooperation": (COOPERATION, [1, 0]),
    "mixed": (MUTED, [2, 3]),
    "mostly conflict": (CONFLICT, [8, 4]),
}
_CLEAR = 2 / 3
#: Without a focus no more ties than this are drawn: more would hide one another.
MOST = 100
#: Nor more actors: their labels would leave no room.
ACTORS = 60
#: A tie of fewer events than this is pale where its sign is told.
FEW = 15
_FIRM, _PALE = 0.85, 0.4
#: And the thickest line stands for so many at least.
_THICK = 60
#: What the kinds are called where they are the signs of ties.
_SIGNS = (
    "datum.label == 'mostly cooperation' ? 'friendly' : "
    "datum.label == 'mostly conflict' ? 'hostile' : 'mixed or not sure'"
)
#: What tells the blocs apart, beside where they stand.
_SHAPES = ["square", "triangle-up", "diamond", "circle", "triangle-down", "cross"]
_FILLS = [SIDE_A, SIDE_B, PAPER, MUTED]
#: Blocs told in one line of the key.
_KEYS = 5


def network(
    ties: pd.DataFrame,
    names: Mapping[str, str],
    focus: tuple[str, str] | None = None,
    blocs: Mapping[str, int] | pd.DataFrame | None = None,
    width: int = WIDTH,
    counted: str = "acts",
) -> alt.LayerChart:
    """Draw actors as dots round an oval and their ties as lines across it.

    A line stands for a pair of actors, undirected. Its width grows with the number of events between
    them; its colour and dash say of which kind they mostly are, or, where it is known, the tie's sign. The
    focus, if there is one, stands at the head and the foot of the oval. The others are set so that those
    who mostly cooperate come close together and those who mostly clash far apart; nearness says no more
    than that. Without a focus, the actors of a bloc stand side by side on a grey arc, and have dots of one
    shape; of more than ``MOST`` ties, or those of more than ``ACTORS`` actors, only the ones with the most
    events are drawn. A tie with a sign that rests on fewer than ``FEW`` events is pale. ``intensity`` is
    not drawn.

    Args:
        ties: one row for each undirected pair: ``a``, ``b`` (actor codes), ``cooperation``, ``conflict``
            (numbers of events), ``intensity`` (their mean, -10 to +10), and, if known, ``sign`` (-1, 0 or
            1). With a focus up to about 14 actors, without one up to about 60.
        names: the display name of each code; a code without one is shown as it is.
        focus: the two codes that the brief is about; drawn even where they have no tie.
        blocs: actor code -> number of its bloc, from 1, or a frame with ``actor`` and ``bloc``; 0: none. An
            actor of a bloc is drawn even where it has no tie. Not drawn where there is a focus.
        width: the whole width in pixels. Not for a network with a focus, which is as wide as a phone.
        counted: what the events are.

    Returns:
        A chart of that width, as high as its actors need, and its legend below.
    """
    if focus is None:
        return _whole(ties, names, _blocs(blocs), width, counted)
    actors = spots(ring(ties, focus), names, focus)
    tall = float(actors["y"].min() + actors["y"].max())
    across, down = _pixels(WIDTH, tall)
    layers = [_lines(_edges(ties, actors), across, down, counted), _dots(actors), *_labels(actors)]
    return themed(alt.LayerChart(layer=layers, width=WIDTH, height=tall))


def _pixels(wide: float, tall: float) -> tuple[alt.X, alt.Y]:
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[tall, 0], nice=False))
    return across, down


def _blocs(blocs: Mapping[str, int] | pd.DataFrame | None) -> Mapping[str, int]:
    """The bloc of each actor that has one."""
    if isinstance(blocs, pd.DataFrame):
        known = blocs[blocs["bloc"].notna()]
        blocs = dict(zip(known["actor"].astype(str), known["bloc"].astype(int), strict=True))
    return {actor: int(bloc) for actor, bloc in (blocs or {}).items() if bloc}


def _whole(
    ties: pd.DataFrame, names: Mapping[str, str], blocs: Mapping[str, int], width: int, counted: str
) -> alt.LayerChart:
    """The network without a focus."""
    told = ""
    if len({*ties["a"], *ties["b"], *blocs}) > ACTORS:
        ties, blocs, (every, all_actors) = _strongest(ties, blocs)
        actors_now = len({*ties["a"], *ties["b"]})
        told = f"the {len(ties)} strongest of {every:,} ties, {actors_now} of {all_actors:,} actors"
    order = circle(ties, [*ties["a"], *ties["b"], *blocs], blocs)
    if not order:
        return themed(alt.LayerChart(layer=[note("no ties", width / 2, 20)], width=width, height=40))
    actors = seats(order, names, blocs, width)
    tall = height(actors, width)
    across, down = _pixels(width, tall)
    edges = _edges(ties, actors)
    layers = [*_arcs(actors, across, down, width)]
    if len(edges):
        layers.append(_lines(edges.head(MOST), across, down, counted, 7 if len(edges) <= 40 else 3))
    layers += [*_bloc_dots(actors, width), *_labels(actors)]
    if len(edges) > MOST:
        told = f"the {MOST} strongest of {len(edges):,} ties"
    if told:
        layers.append(note(told, width / 2, tall + 8))
    return themed(alt.LayerChart(layer=layers, width=width, height=tall))


def _strongest(
    ties: pd.DataFrame, blocs: Mapping[str, int]
) -> tuple[pd.DataFrame, Mapping[str, int], tuple[int, int]]:
    """The ties with the most events, of so many actors as have room; their blocs; all ties and actors."""
    ranked = ties.assign(events=ties["cooperation"] + ties["conflict"])
    ranked = ranked[ranked["events"] > 0].sort_values(["events", "a", "b"], ascending=[False, True, True])
    kept: list[int] = []
    actors: set[str] = set()
    for place, pair in enumerate(zip(ranked["a"], ranked["b"], strict=True)):
        if len(kept) < MOST and len(actors | {*pair}) <= ACTORS:
            kept.append(place)
            actors |= {*pair}
    every = len(ranked), len({*ties["a"], *ties["b"], *blocs})
    return ranked.iloc[kept], {actor: bloc for actor, bloc in blocs.items() if actor in actors}, every


def _arcs(actors: pd.DataFrame, across: alt.X, down: alt.Y, width: int) -> Iterator[alt.Chart]:
    """A broad grey line behind the dots of each bloc."""
    line = alt.Chart(arcs(actors, width)).mark_line(
        color=RULE, strokeWidth=18, strokeCap="round", strokeJoin="round"
    )
    yield line.encode(x=across, y=down, detail="arc:N", order="step:Q")


def _bloc_dots(actors: pd.DataFrame, width: int) -> Iterator[alt.Chart]:
    """The actors, of one shape in each bloc, and above what the shapes mean; without a bloc a circle."""
    known = sorted(set(actors["bloc"]) - {0})
    for place, bloc in enumerate([0, *known]):
        shape = _SHAPES[place % len(_SHAPES)] if bloc else "circle"
        fill = _FILLS[place % len(_FILLS)] if bloc else PAPER
        look = alt.MarkDef("point", shape=shape, fill=fill, stroke=INK, strokeWidth=1.5, size=80, opacity=1)
        ours = actors[actors["bloc"] == bloc]
        dots = alt.Chart(ours, mark=look)
        yield dots.encode(x="x:Q", y="y:Q")
        if bloc:
            line, column = divmod(place - 1, _KEYS)
            at, tall = (
                10 + column * min(width, 1.5 * WIDTH) / _KEYS,
                18 * (line - (len(known) - 1) // _KEYS) - 16,
            )
            base = alt.Chart(pd.DataFrame({"words": [f"bloc {bloc}"]}))
            yield base.properties(mark=look).encode(x=alt.value(at), y=alt.value(tall))
            words = base.mark_text(align="left", baseline="middle", fontSize=LINE - 1, color=INK)
            yield words.encode(x=alt.value(at + 10), y=alt.value(tall), text="words:N")


def _lines(edges: pd.DataFrame, across: alt.X, down: alt.Y, counted: str, widest: int = 7) -> alt.Chart:
    """The ties; the legend tells the kinds by colour and dash, and three widths by their numbers."""
    most = int(edges["events"].max()) if len(edges) else 1
    signed = "pale" in edges
    # What rests on little looks thin, however little the others rest on.
    top = max(most, _THICK) if signed else most
    words = _SIGNS if signed else alt.Undefined
    kinds = alt.Legend(
        title=None, orient="bottom", symbolType="stroke", symbolSize=500, columns=3, labelExpr=words
    )
    widths = alt.Legend(
        title=counted,
        titleOrient="left",
        orient="bottom",
        values=sorted(
            {int(edges["events"].min()) if signed and len(edges) else 1, round(most / 2) or 1, most}
        ),
        format="d",
        symbolSize=500,
        symbolStrokeColor=MUTED,
    )
    colours = {kind: colour for kind, (colour, _) in BALANCES.items()}
    dashes = {kind: dash for kind, (_, dash) in BALANCES.items()}
    chart: alt.Chart = alt.Chart(edges).mark_rule(opacity=alt.Undefined if signed else _FIRM)
    if signed:
        firm = alt.Scale(domain=[True, False], range=[_PALE, _FIRM])
        chart = chart.encode(opacity=alt.Opacity("pale:N", scale=firm, legend=None))
    lines: alt.Chart = chart.encode(
        x=across,
        y=down,
        x2="x2:Q",
        y2="y2:Q",
        color=alt.Color("balance:N", scale=_scale(colours), legend=kinds),
        strokeDash=alt.StrokeDash("balance:N", scale=_scale(dashes), legend=kinds),
        strokeWidth=alt.StrokeWidth(
            "events:Q", scale=alt.Scale(domain=[0, top], range=[1, widest]), legend=widths
        ),
    )
    return lines


def _scale(looks: Mapping[str, str | float | list[float]]) -> alt.Scale:
    return alt.Scale(domain=list(looks), range=list(looks.values()))


def _dots(actors: pd.DataFrame) -> alt.Chart:
    """The actors; the focus larger, filled, and one of the two square."""
    fills = _scale({"head": SIDE_A, "foot": SIDE_B, "right": PAPER, "left": PAPER})
    shapes = _scale({"head": "circle", "foot": "square", "right": "circle", "left": "circle"})
    sizes = _scale({"head": 190, "foot": 190, "right": 60, "left": 60})
    dots: alt.Chart = (
        alt.Chart(actors)
        .mark_point(filled=True, opacity=1, stroke=INK, strokeWidth=1.5)
        .encode(
            x="x:Q",
            y="y:Q",
            fill=alt.Fill("where:N", scale=fills, legend=None),
            shape=alt.Shape("where:N", scale=shapes, legend=None),
            size=alt.Size("where:N", scale=sizes, legend=None),
        )
    )
    return dots


def _labels(actors: pd.DataFrame) -> Iterator[alt.Chart]:
    """The names, outside the oval: one layer for each way of setting them."""
    ways: dict[str, Literal["left", "center", "right"]] = {
        "focus": "center",
        "right": "left",
        "left": "right",
    }
    for where, align in ways.items():
        focus = where == "focus"
        yield (
            alt.Chart(actors[actors["where"].isin(["head", "foot"] if focus else [where])])
            .mark_text(
                align=align,
                baseline="top",
                lineBreak="\n",
                lineHeight=LINE,
                fontSize=LINE if focus else LINE - 1,
                fontWeight="bold" if focus else "normal",
                color=INK,
            )
            .encode(x="text_x:Q", y="text_y:Q", text="label:N")
        )


def _edges(ties: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """One row a tie with its two ends; the thickest first, so that thin lines lie on top."""
    at = actors.set_index("actor")[["x", "y"]]
    edges = ties[["a", "b", "cooperation", "conflict"]].copy()
    edges["events"] = edges["cooperation"] + edges["conflict"]
    counts = zip(edges["cooperation"].tolist(), edges["conflict"].tolist(), strict=True)
    edges["balance"] = [_balance(cooperation, conflict) for cooperation, conflict in counts]
    if "sign" in ties:
        good, mixed, bad = BALANCES
        signs = pd.to_numeric(ties["sign"])
        edges["pale"] = edges["events"] < FEW
        edges["balance"] = [good if sign > 0 else bad if sign < 0 else mixed for sign in signs]
    edges[["x", "y"]] = at.loc[edges["a"]].to_numpy()
    edges[["x2", "y2"]] = at.loc[edges["b"]].to_numpy()
    return edges[edges["events"] > 0].sort_values(["events", "a", "b"], ascending=[False, True, True])


def _balance(cooperation: int, conflict: int) -> str:
    """The key of ``BALANCES`` that fits."""
    clear = _CLEAR * (cooperation + conflict)
    good, mixed, bad = BALANCES
    return good if cooperation >= clear else bad if conflict >= clear else mixed
