"""Claims on a line of time: by whom, from the day they were published to the day they were due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAPER, TEXT, themed
from entente.charts.timeline import moments, scale, span, ticks
from entente.units import By

#: No more claims than this are drawn.
MOST = 30
#: How each status is shown: its colour, its shape, and what fills it.
LOOKS = {
    "borne out": (COOPERATION, "circle", COOPERATION),
    "not borne out": (CONFLICT, "M-1,-1L1,1M1,-1L-1,1", CONFLICT),
    "open": (MUTED, "circle", PAPER),
}
_NOBODY = "nobody named"
#: Letters of a claim, beside the day at the end of its row.
_LETTERS = 42
#: Where the words of the key begin.
_AT = (6, 78, 178)


def claims(judged: pd.DataFrame, names: Mapping[str, str]) -> alt.LayerChart:
    """Draw claims by claimant: one row a claim, from the day of its text to the day on which it was due.

    A filled mark at the end says that it was borne out, a cross that it was not, an empty ring that it is
    open. Claimants of whom most claims were judged come first, and of each the claims in order of time.
    Claims without a day on which they are due are not drawn; a line below says how many, and how many more
    than ``MOST`` there are. Those that were judged come before those that are open.

    Args:
        judged: one row a claim: ``published``, ``due`` (days, missing where there is none), ``claimant``,
            ``text``, ``status`` (a key of ``LOOKS``).
        names: the display name of each code; a code without one is shown as it is.

    Returns:
        A chart ``rows.WIDTH`` wide and as high as its rows need.
    """
    dated = judged[judged["published"].notna() & judged["due"].notna()] if len(judged) else judged
    table = _table(dated, names)
    rows, heads = lists.placed(table, table["who"].tolist() if len(table) else None)
    tall = lists.height(rows)
    if not len(rows):
        layers = [lists.note("no claims with a day on which they are due", lists.WIDTH / 2, tall / 2)]
        return themed(alt.LayerChart(layer=layers, width=lists.WIDTH, height=tall))
    first, last = span((day for name in ("from", "due") for day in rows[name]), By.MONTH)
    across = scale(first, last)
    dates = ticks(first, last, grid=True)
    # A date that would stand out further than this beyond the drawing is left out.
    dates.labelBound = 10
    base = alt.Chart(rows)
    x = alt.X("due:T", scale=across, axis=dates)
    bars = base.mark_rule(strokeWidth=3, opacity=0.45).encode(
        x=alt.X("from:T", scale=across), x2="due:T", y=lists.down("y", tall), color=_by(0, alt.Color)
    )
    marks = _mark(base).encode(x=x, y=lists.down("y", tall))
    layers = [lists.guides(rows, tall), bars, marks, *lists.written(rows, heads, tall), *_key()]
    if said := _left_out(len(dated) - len(rows), len(judged) - len(dated)):
        layers.append(lists.note(said, lists.WIDTH / 2, tall + 34))
    return themed(alt.LayerChart(layer=layers, width=lists.WIDTH, height=tall))


def _table(dated: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The claims as they are drawn, by claimant and in order of time."""
    who = dated["claimant"].map(lambda code: names.get(str(code), str(code)) if pd.notna(code) else _NOBODY)
    table = pd.DataFrame(
        {
            "who": who.astype(object),
            "label": [lists.cut(str(text), _LETTERS) for text in dated["text"]],
            "figure": [f"{day:%d %b %Y}" for day in moments(dated["due"])],
            "from": moments(dated["published"]).tolist(),
            "due": moments(dated["due"]).tolist(),
            "status": dated["status"].astype(str).tolist(),
        },
        index=dated.index,
    )
    if not len(table):
        return table
    table["judged"] = table["status"] != "open"
    chosen = table.sort_values(["judged", "due", "label"], ascending=[False, True, True], kind="stable")
    shown = chosen.head(MOST)
    weight = shown.groupby("who")["judged"].transform("sum")
    return shown.assign(weight=weight).sort_values(
        ["weight", "who", "from", "due", "label"], ascending=[False, True, True, True, True], kind="stable"
    )


def _by(part: int, channel: type) -> alt.Color | alt.Fill | alt.Stroke | alt.Shape:
    """A channel that shows the status, by one part of its looks."""
    looks = [look[part] for look in LOOKS.values()]
    made: alt.Color = channel("status:N", scale=alt.Scale(domain=list(LOOKS), range=looks), legend=None)
    return made


def _mark(base: alt.Chart) -> alt.Chart:
    made: alt.Chart = base.mark_point(size=64, opacity=1, strokeWidth=1.75).encode(
        stroke=_by(0, alt.Stroke), shape=_by(1, alt.Shape), fill=_by(2, alt.Fill)
    )
    return made


def _key() -> Iterator[alt.Chart]:
    """What the marks mean, above the rows."""
    for status, at in zip(LOOKS, _AT, strict=True):
        base = alt.Chart(pd.DataFrame({"status": [status]}))
        yield _mark(base).encode(x=alt.value(at), y=alt.value(-10))
        words = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        yield words.encode(x=alt.value(at + 10), y=alt.value(-10), text="status:N")


def _left_out(more: int, undated: int) -> str:
    said = [f"{more:,} more"] if more else []
    said += [f"{undated:,} that are due on no day"] if undated else []
    return f"not drawn: {', and '.join(said)}" if said else ""
