"""An issue on its line: where each actor stands and ends, who is behind the outcome, round by round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAPER, SIDE_A, TEXT, themed

#: Side -> shape, fill, outline and dashes: told apart without colour as well.
LOOKS = {
    "behind": ("circle", COOPERATION, COOPERATION, [1, 0]),
    "brought": ("diamond", PAPER, SIDE_A, [6, 3]),
    "against": ("square", PAPER, CONFLICT, [2, 2]),
    "aside": ("triangle-up", PAPER, MUTED, [1, 3]),
}
_WORDS = {"behind": "behind it", "brought": "brought over", "against": "against", "aside": "aside"}
#: No more actors than this are drawn; of the rounds the height.
MOST, _TALL = 40, 150
_LETTERS = 40


def bargain(
    members: pd.DataFrame,
    stakes: pd.DataFrame,
    path: pd.DataFrame,
    outcome: tuple[float, float | None, float | None],
    scale: tuple[float, float],
    ends: tuple[str, str],
    names: Mapping[str, str],
) -> alt.VConcatChart | alt.LayerChart:
    """Draw an issue: one row an actor on the issue's line, and below it the rounds, if there were any.

    The mark is where the actor stood at the start, the larger, the heavier; its shape and filling say
    whether it is behind the outcome. The quiet bar is the interval of its position, the line leads to where
    it stands in the end, with a stroke across. The upright line is the outcome, the band its interval.

    Args:
        members: of ``analysis.bargaining.coalition.coalition``: ``actor``, ``side``, ``wanted``, ``stands``,
            ``weight``.
        stakes: ``Issue.frame``: ``actor``, ``position_low``, ``position_high``.
        path: of ``analysis.bargaining.forecast.moves``: ``round``, ``actor``, ``position``, ``median``; an
            empty one for a model without rounds.
        outcome: its value and the ends of its interval.
        scale: the numbers of the ends.
        ends: what they mean.
        names: the display name of each code.

    Returns:
        A chart ``rows.WIDTH`` wide and as high as its rows need.
    """
    table = _table(members.head(MOST), stakes, names)
    rows, heads = lists.placed(table)
    tall = lists.height(rows)
    across = alt.Scale(domain=list(scale), nice=False, zero=False)
    layers = [
        *_outcome(rows, outcome, across, ends, tall),
        lists.guides(rows, tall),
        *_marks(rows, across, tall),
        *lists.written(rows, heads, tall),
        *_key(table.side.unique().tolist()),
    ]
    if len(members) > MOST:
        layers.append(lists.note(f"the first {MOST} of {len(members)} actors", lists.WIDTH / 2, tall + 50))
    line = alt.LayerChart(layer=layers, width=lists.WIDTH, height=tall)
    if path.empty or path["round"].max() == 0:
        return themed(line)
    return themed(alt.VConcatChart(vconcat=[line, _rounds(members, path, scale)], spacing=26))


def _table(members: pd.DataFrame, stakes: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    known = members.merge(stakes[["actor", "position_low", "position_high"]], on="actor", how="left")
    moved = (known.stands - known.wanted).abs() > 1e-9
    figures = [
        f"{was:.4g} to {now:.4g}" if went else f"{was:.4g}"
        for was, now, went in zip(known.wanted, known.stands, moved, strict=True)
    ]
    return pd.DataFrame(
        {
            "label": lists.labels(known, ["actor"], names, _LETTERS),
            "figure": figures,
            "side": known.side.astype(str),
            "wanted": known.wanted.astype(float),
            "stands": known.stands.astype(float),
            "moved": moved,
            "low": known.position_low.astype(float).fillna(known.wanted),
            "high": known.position_high.astype(float).fillna(known.wanted),
            "weight": known.weight.astype(float),
        }
    )


def _outcome(
    rows: pd.DataFrame,
    outcome: tuple[float, float | None, float | None],
    across: alt.Scale,
    ends: tuple[str, str],
    tall: float,
) -> Iterator[alt.Chart]:
    """The line of the outcome and its band; below them the axis with its ends."""
    value, low, high = outcome
    title = f"{lists.cut(ends[0], 22)}  ←  →  {lists.cut(ends[1], 22)}"
    axis = alt.Axis(title=title, grid=False, tickCount=6, format="~r")
    band = alt.Chart(
        pd.DataFrame({"low": [value if low is None else low], "high": [value if high is None else high]})
    )
    yield band.mark_rect(fill=MUTED, opacity=0.18).encode(
        x=alt.X("low:Q", scale=across, axis=axis), x2="high:Q", y=alt.value(0), y2=alt.value(tall)
    )
    line = alt.Chart(pd.DataFrame({"at": [value], "words": [f"outcome {value:.4g}"]}))
    yield line.mark_rule(color=INK, strokeWidth=1.5).encode(
        x=alt.X("at:Q", scale=across), y=alt.value(-4), y2=alt.value(3)
    )
    # Only where the marks are: the labels above them stay clear of it.
    pieces = alt.Chart(rows[["y"]].assign(at=value)).transform_calculate(
        up="datum.y - 9", below="datum.y + 9"
    )
    yield pieces.mark_rule(color=INK, strokeWidth=1.5).encode(
        x=alt.X("at:Q", scale=across), y=lists.down("up", tall), y2="below:Q"
    )
    middle = (float(across.domain[0]) + float(across.domain[1])) / 2
    yield line.mark_text(
        align="right" if value > middle else "left",
        dx=-4 if value > middle else 4,
        baseline="bottom",
        fontSize=TEXT,
        color=INK,
    ).encode(x=alt.X("at:Q", scale=across), y=alt.value(-4), text="words:N")


def _marks(rows: pd.DataFrame, across: alt.Scale, tall: float) -> Iterator[alt.Chart]:
    """Intervals, the way to the end, and the marks."""
    base = alt.Chart(rows)
    yield base.mark_rule(color=MUTED, strokeWidth=4, opacity=0.35).encode(
        x=alt.X("low:Q", scale=across), x2="high:Q", y=lists.down("y", tall)
    )
    moved = alt.Chart(rows[rows.moved])
    yield moved.mark_rule(color=INK, strokeWidth=1).encode(
        x=alt.X("wanted:Q", scale=across), x2="stands:Q", y=lists.down("y", tall)
    )
    yield (
        moved.transform_calculate(up="datum.y - 5", below="datum.y + 5")
        .mark_rule(color=INK, strokeWidth=2)
        .encode(x=alt.X("stands:Q", scale=across), y=lists.down("up", tall), y2="below:Q")
    )
    most = float(rows.weight.max()) if len(rows) else 1.0
    size = alt.Size("weight:Q", scale=alt.Scale(domain=[0, most or 1.0], range=[24, 190]), legend=None)
    for side, (shape, inside, outline, _) in LOOKS.items():
        yield (
            alt.Chart(rows[rows.side == side])
            .mark_point(shape=shape, fill=inside, stroke=outline, strokeWidth=1.5, opacity=1)
            .encode(x=alt.X("wanted:Q", scale=across), y=lists.down("y", tall), size=size)
        )


def _key(sides: list[str]) -> Iterator[alt.Chart]:
    """What the marks mean, above the outcome's name."""
    at = 6
    for side, (shape, inside, outline, _) in LOOKS.items():
        if side not in sides:
            continue
        base = alt.Chart(pd.DataFrame({"side": [_WORDS[side]]}))
        mark = base.mark_point(shape=shape, size=90, fill=inside, stroke=outline, strokeWidth=1.5, opacity=1)
        yield mark.encode(x=alt.value(at), y=alt.value(-30))
        words = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        yield words.encode(x=alt.value(at + 10), y=alt.value(-30), text="side:N")
        at += 22 + 7 * len(_WORDS[side])


def _rounds(members: pd.DataFrame, path: pd.DataFrame, scale: tuple[float, float]) -> alt.LayerChart:
    """Positions over the rounds, one line an actor; the median is thick."""
    known = path.merge(members[["actor", "side"]], on="actor")
    last = int(path["round"].max())
    x = alt.X(
        "round:Q",
        scale=alt.Scale(domain=[0, last], nice=False),
        axis=alt.Axis(title="round", values=list(range(last + 1)), format="d", grid=False),
    )
    across = alt.Scale(domain=list(scale), nice=False, zero=False)
    y = alt.Y(
        "position:Q",
        scale=across,
        axis=alt.Axis(title=None, orient="right", tickCount=4, gridDash=[1, 3]),
    )
    layers = [
        alt.Chart(known[known.side == side])
        .mark_line(stroke=outline, strokeDash=dash, strokeWidth=1.2, opacity=0.9)
        .encode(x=x, y=y, detail="actor:N")
        for side, (_, _, outline, dash) in LOOKS.items()
        if (known.side == side).any()
    ]
    middle = path.drop_duplicates("round")
    layers.append(
        alt.Chart(middle)
        .mark_line(color=INK, strokeWidth=3, opacity=0.6)
        .encode(x=x, y=alt.Y("median:Q", scale=across))
    )
    layers.append(lists.note("positions by round; thick: the weighted median", (lists.WIDTH - 34) / 2, -8))
    return alt.LayerChart(layer=layers, width=lists.WIDTH - 34, height=_TALL)
