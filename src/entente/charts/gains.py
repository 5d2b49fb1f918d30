"""Who gained when two turned: each third actor's share of a side's cooperation, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts.theme import INK, MUTED, PAPER, PHONE, SIDE_A, SIDE_B, TEXT, themed

#: Third actors that are drawn of either side: those whose place changed, then the largest changes.
MOST = 8
#: Place -> colour, and the shape of its mark after the turn.
LOOKS = {
    "gained": (SIDE_A, "triangle-right"),
    "lost": (SIDE_B, "triangle-left"),
    "neither": (MUTED, "circle"),
}
_COLUMNS = ["label", "figure", "side", "place", "before", "after", "low", "high"]
_LETTERS = 34
_AT = (6, 82, 142)


def gains(table: pd.DataFrame, names: Mapping[str, str], *, width: int = PHONE) -> alt.LayerChart:
    """Draw a row for each third actor, under the side that its tie is to.

    An empty ring is its share before the turn, the mark at the end of the line its share after it: a
    triangle to the right where it surely gained, one to the left where it surely lost, a grey dot where
    neither is told from chance. The pale bar is where the share after it lies in 95 of 100 cases.

    Args:
        table: one row a side and third actor: ``side``, ``actor``, ``share_before``, ``share_after``,
            ``share_low``, ``share_high`` (the interval of the change), ``place``; as
            :func:`entente.analysis.brokerage.thirdparties.third_parties` gives it.
        names: the display name of each code.
        width: of the whole drawing, in pixels.

    Returns:
        A chart as high as its rows need; of each side at most ``MOST`` are drawn.
    """
    kept = chosen(table)
    shown = _shown(kept, names)
    headings = [f"cooperation of {names.get(str(code), str(code))}" for code in kept["side"]]
    placed, heads = lists.placed(shown, headings if headings else None)
    tall = lists.height(placed)
    if not len(placed):
        layers = [lists.note("no third actors with stories on both sides of the turn", width / 2, tall / 2)]
        return themed(alt.LayerChart(layer=layers, width=width, height=tall))
    most = max(0.05, float(placed[["before", "after", "high"]].max().max()))
    axis = alt.Axis(
        title="share of that side's cooperation with all but the other",
        format="~%",
        tickCount=5,
        grid=True,
        gridDash=[1, 3],
        domain=False,
    )
    across = alt.Scale(domain=[0, most], nice=True)
    layers = [
        lists.guides(placed, tall, width),
        *_marks(alt.Chart(placed), across, axis, tall),
        *lists.written(placed, heads, tall, width),
        *_key(),
    ]
    return themed(alt.LayerChart(layer=layers, width=width, height=tall))


def chosen(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that are drawn: of each side those that gained or lost, then the largest changes."""
    known = table[table["share_before"].notna() & table["share_after"].notna()] if len(table) else table
    order = known.assign(surely=known["place"] != "neither", much=known["share_change"].abs())
    ranked = order.sort_values(["surely", "much", "actor"], ascending=[False, False, True], kind="stable")
    most = ranked.groupby("side", sort=False).head(MOST)
    return most.sort_values("side", kind="stable").reset_index(drop=True)


def _shown(kept: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    if not len(kept):
        return pd.DataFrame({name: [] for name in _COLUMNS})
    before, after = kept["share_before"].astype(float), kept["share_after"].astype(float)
    places = kept["place"].astype(str)
    figures = [
        f"{one:.0%} to {other:.0%}" + (f", {place}" if place != "neither" else "")
        for one, other, place in zip(before, after, places, strict=True)
    ]
    return pd.DataFrame(
        {
            "label": lists.labels(kept, ["actor"], names, _LETTERS),
            "figure": figures,
            "side": kept["side"].astype(str),
            "place": places,
            "before": before,
            "after": after,
            "low": (before + kept["share_low"].astype(float)).clip(0, 1),
            "high": (before + kept["share_high"].astype(float)).clip(0, 1),
        }
    )


def _marks(base: alt.Chart, across: alt.Scale, axis: alt.Axis, tall: float) -> Iterator[alt.Chart]:
    y = lists.down("y", tall)
    colour = _look(0, alt.Color)
    yield base.mark_rule(strokeWidth=8, opacity=0.25).encode(
        x=alt.X("low:Q", scale=across, axis=axis), x2="high:Q", y=y, color=colour
    )
    yield base.mark_rule(strokeWidth=2).encode(
        x=alt.X("before:Q", scale=across), x2="after:Q", y=y, color=colour
    )
    ring = base.mark_point(shape="circle", size=42, fill=PAPER, opacity=1, strokeWidth=1.75)
    yield ring.encode(x=alt.X("before:Q", scale=across), y=y, stroke=_look(0, alt.Stroke))
    end = base.mark_point(size=64, opacity=1, filled=True)
    yield end.encode(x=alt.X("after:Q", scale=across), y=y, color=colour, shape=_look(1, alt.Shape))


def _look(part: int, channel: type) -> alt.Color | alt.Stroke | alt.Shape:
    looks = [look[part] for look in LOOKS.values()]
    made: alt.Color = channel("place:N", scale=alt.Scale(domain=list(LOOKS), range=looks), legend=None)
    return made


def _key() -> Iterator[alt.Chart]:
    """What the marks mean, above the rows."""
    words = {"gained": "gained", "lost": "lost", "neither": "not told from chance"}
    for place, at in zip(LOOKS, _AT, strict=True):
        base = alt.Chart(pd.DataFrame({"place": [place], "words": [words[place]]}))
        mark = base.mark_point(size=64, opacity=1, filled=True)
        yield mark.encode(
            x=alt.value(at), y=alt.value(-12), color=_look(0, alt.Color), shape=_look(1, alt.Shape)
        )
        text = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        yield text.encode(x=alt.value(at + 10), y=alt.value(-12), text="words:N")
    ring = alt.Chart(
        pd.DataFrame({"words": ["ring: before the turn; pale bar: where the share after it lies, 95 of 100"]})
    )
    yield ring.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=MUTED).encode(
        x=alt.value(0), y=alt.value(-30), text="words:N"
    )
