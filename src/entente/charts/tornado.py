"""Which input an outcome hangs on: the outcome with each at either end of its interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts.theme import INK, PAPER, SIDE_A, SIDE_B, TEXT, themed

#: No more inputs than this are drawn.
MOST = 20
#: Column of the outcome -> words, fill and outline. The first is drawn empty.
_ENDS = {
    "outcome_low": ("input at its low end", PAPER, SIDE_B),
    "outcome_high": ("at its high end", SIDE_A, SIDE_A),
}
_LETTERS = 44


def tornado(table: pd.DataFrame, outcome: float, names: Mapping[str, str]) -> alt.LayerChart:
    """Draw the widest swings: from the outcome as it is to the outcome with one input changed.

    Args:
        table: of ``analysis.bargaining.sensitivity.tornado``: ``actor``, ``input``, ``outcome_low``,
            ``outcome_high``, ``swing``; the widest first. Inputs without a swing are left out.
        outcome: as it is.
        names: the display name of each code.

    Returns:
        A chart ``rows.WIDTH`` wide and as high as its rows need.
    """
    swinging = table[table.swing > 0]
    kept = swinging.head(MOST)
    shown = pd.DataFrame(
        {
            "label": [
                f"{lists.cut(names.get(str(actor), str(actor)), _LETTERS - 12)}, {what}"
                for actor, what in zip(kept.actor, kept.input, strict=True)
            ],
            "figure": [f"{swing:.3g}" for swing in kept.swing],
            "outcome_low": kept.outcome_low.astype(float).tolist(),
            "outcome_high": kept.outcome_high.astype(float).tolist(),
        }
    )
    rows, heads = lists.placed(shown)
    tall = lists.height(rows)
    if not len(rows):
        note = lists.note("no input moves the outcome", lists.WIDTH / 2, tall / 2)
        return themed(alt.LayerChart(layer=[note], width=lists.WIDTH, height=tall))
    layers = [
        lists.guides(rows, tall),
        *_bars(rows, outcome, tall),
        *lists.written(rows, heads, tall),
        *_key(),
    ]
    if len(swinging) > MOST:
        words = f"the {MOST} widest of {len(swinging)} swings"
        layers.append(lists.note(words, lists.WIDTH / 2, tall + 52))
    return themed(alt.LayerChart(layer=layers, width=lists.WIDTH, height=tall))


def _bars(rows: pd.DataFrame, outcome: float, tall: float) -> Iterator[alt.Chart]:
    reach = [
        min(outcome, *rows.outcome_low, *rows.outcome_high),
        max(outcome, *rows.outcome_low, *rows.outcome_high),
    ]
    scale = alt.Scale(domain=reach, nice=True, zero=False)
    axis = alt.Axis(title="outcome", grid=True, gridDash=[1, 3], tickCount=5, format="~r")
    # Both ends may lead the same way: each has a half of the bar's height.
    halves = rows.assign(middle=rows.y)
    for (column, (_, inside, outline)), (top, bottom) in zip(
        _ENDS.items(), (("top", "middle"), ("middle", "bottom")), strict=True
    ):
        bars = alt.Chart(halves[(halves[column] - outcome).abs() > 1e-9])
        yield bars.mark_rect(fill=inside, stroke=outline, strokeWidth=1).encode(
            x=alt.X(f"{column}:Q", scale=scale, axis=axis),
            x2=alt.datum(outcome),
            y=lists.down(top, tall),
            y2=f"{bottom}:Q",
        )
    pieces = alt.Chart(rows.assign(at=outcome)).transform_calculate(up="datum.y - 8", below="datum.y + 8")
    yield pieces.mark_rule(color=INK, strokeWidth=1.5).encode(
        x=alt.X("at:Q", scale=scale), y=lists.down("up", tall), y2="below:Q"
    )


def _key() -> Iterator[alt.Chart]:
    for (words, inside, outline), at in zip(_ENDS.values(), (6, 156), strict=True):
        base = alt.Chart(pd.DataFrame({"side": [words]}))
        mark = base.mark_point(shape="square", size=110, fill=inside, stroke=outline, opacity=1)
        yield mark.encode(x=alt.value(at), y=alt.value(-10))
        text = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        yield text.encode(x=alt.value(at + 12), y=alt.value(-10), text="side:N")
