"""Triads by name: three actors and what each is to the other, as small triangles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import altair as alt
import pandas as pd

from entente.charts.rows import cut, note
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAPER, PHONE, TEXT

#: No more triads than this are drawn.
MOST = 6
#: Sign of a side -> its colour and dash.
SIDES: Mapping[int, tuple[str, list[float]]] = {1: (COOPERATION, [1, 0]), -1: (CONFLICT, [6, 4])}
#: Triads in a line, on a phone and on a page; the height of one.
_LINE, _LINE_PAGE, _CELL = 2, 3, 128
#: Of a triangle: its head and foot below the upper edge of its cell, and half its foot.
_HEAD, _FOOT, _HALF = 46, 104, 44
_LETTER = 6.2


def triangles(triads: pd.DataFrame, names: Mapping[str, str], width: int = PHONE) -> alt.LayerChart:
    """Draw triads: a solid green side is friendly, a dashed orange one hostile.

    A number at the middle of a side says on how many stories it rests; above stands whether the triad is
    balanced. The first ``MOST`` rows are drawn, in their order.

    Args:
        triads: one row a triad: ``a``, ``b``, ``c`` (codes), ``ab``, ``ac``, ``bc`` (signs, +1 or -1),
            ``stories_ab``, ``stories_ac``, ``stories_bc``, ``balanced``.
        names: the display name of each code; a code without one is shown as it is.
        width: the whole width in pixels.

    Returns:
        A drawing to stand alone or with others; not yet themed.
    """
    shown = triads.head(MOST).reset_index(drop=True)
    line = _LINE if width <= PHONE else _LINE_PAGE
    title = alt.TitleParams("triads by name, with the stories of each tie")
    if not len(shown):
        layers = [note("no triads", width / 2, 20)]
        return alt.LayerChart(layer=layers, width=width, height=40, title=title)
    cell = width / line
    shown["x"] = [(number % line + 0.5) * cell for number in shown.index]
    shown["y"] = [float(number // line * _CELL) for number in shown.index]
    tall = _CELL * ((len(shown) - 1) // line + 1)
    scales = (
        alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False)),
        alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[tall, 0], nice=False)),
    )
    layers = [*_sides(shown, *scales), *_corners(shown, names, int(cell / 2 / _LETTER), *scales), *_key(tall)]
    return alt.LayerChart(layer=layers, width=width, height=tall, title=title)


def _corner(shown: pd.DataFrame, which: str) -> tuple[pd.Series[float], pd.Series[float]]:
    shift = {"a": 0, "b": -_HALF, "c": _HALF}[which]
    return shown["x"] + shift, shown["y"] + float(_HEAD if which == "a" else _FOOT)


def _sides(shown: pd.DataFrame, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    parts = []
    for one, other in (("a", "b"), ("a", "c"), ("b", "c")):
        (x1, y1), (x2, y2) = _corner(shown, one), _corner(shown, other)
        side = pd.DataFrame({"x": x1, "y": y1, "x2": x2, "y2": y2, "sign": shown[one + other]})
        parts.append(side.assign(stories=shown[f"stories_{one}{other}"]))
    table = pd.concat(parts, ignore_index=True)
    for sign, (colour, dash) in SIDES.items():
        ours = table[table["sign"] == sign]
        if len(ours):
            lines = alt.Chart(ours).mark_rule(color=colour, strokeDash=dash, strokeWidth=2.5)
            yield lines.encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    middles = table.assign(x=(table["x"] + table["x2"]) / 2, y=(table["y"] + table["y2"]) / 2)
    base = alt.Chart(middles[["x", "y", "stories"]])
    number = alt.Text("stories:Q", format=",d")
    halo = base.mark_text(
        baseline="middle", fontSize=TEXT - 1, color=PAPER, stroke=PAPER, strokeWidth=4, strokeJoin="round"
    )
    yield halo.encode(x=x, y=y, text=number)
    yield base.mark_text(baseline="middle", fontSize=TEXT - 1, color=INK).encode(x=x, y=y, text=number)


def _corners(
    shown: pd.DataFrame, names: Mapping[str, str], letters: int, x: alt.X, y: alt.Y
) -> Iterator[alt.Chart]:
    """The actors, their names, and whether they are in balance."""
    parts = []
    for which in "abc":
        across, down = _corner(shown, which)
        # The head has the whole width of its cell.
        room = 2 * letters - 2 if which == "a" else letters - 1
        label = [cut(names.get(code, code), room) for code in shown[which].astype(str)]
        parts.append(pd.DataFrame({"x": across, "y": down, "label": label, "which": which}))
    table = pd.concat(parts, ignore_index=True)
    yield (
        alt.Chart(table[["x", "y"]])
        .mark_point(shape="circle", fill=PAPER, stroke=INK, strokeWidth=1.5, size=50, opacity=1)
        .encode(x=x, y=y)
    )
    up = table["which"] == "a"
    # Names at the foot are set in the middle of their half of the cell.
    spread = {"a": 0.0, "b": -1.0, "c": 1.0}
    table["x"] = table["x"] + table["which"].map(spread) * max(0.0, letters * _LETTER / 2 - _HALF)
    table["y"] = table["y"] + up.map({True: -13.0, False: 14.0})
    text = alt.Chart(table).mark_text(baseline="middle", fontSize=TEXT - 1, color=INK)
    yield text.encode(x=x, y=y, text="label:N")
    kinds = pd.DataFrame(
        {
            "x": shown["x"],
            "y": shown["y"] + 14,
            "label": ["balanced" if balanced else "unbalanced" for balanced in shown["balanced"]],
        }
    )
    heads = alt.Chart(kinds).mark_text(baseline="middle", fontSize=TEXT - 1, color=MUTED)
    yield heads.encode(x=x, y=y, text="label:N")


def _key(tall: float) -> Iterator[alt.Chart]:
    for (colour, dash), words, at in ((SIDES[1], "friendly", 4), (SIDES[-1], "hostile", 104)):
        base = alt.Chart(pd.DataFrame({"words": [words]}))
        line = base.mark_rule(color=colour, strokeDash=dash, strokeWidth=2.5)
        yield line.encode(x=alt.value(at), x2=alt.value(at + 26), y=alt.value(tall + 10))
        text = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        yield text.encode(x=alt.value(at + 32), y=alt.value(tall + 10), text="words:N")
