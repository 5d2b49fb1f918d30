"""Structural balance: how many triads hold together in each window, and which dyads are under strain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts.rows import note
from entente.charts.theme import INK, MUTED, PAPER, PHONE, SIDE_A, SIDE_B, SIGNED, TEXT, themed
from entente.charts.triangles import triangles

#: The height of the drawing of the windows in pixels.
HEIGHT = 130
#: No more dyads than this are listed.
MOST = 20
#: Dyads whose q is no higher than this are drawn filled.
CLEAR = 0.1

_SIDE = 34
#: Letters of a label, beside its q.
_LETTERS = 42
_KINDS = ["balanced", "unbalanced"]
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def balance(
    windows: pd.DataFrame,
    strains: pd.DataFrame | None = None,
    names: Mapping[str, str] = _NO_NAMES,
    triads: pd.DataFrame | None = None,
    width: int = PHONE,
    most: int = MOST,
) -> alt.VConcatChart:
    """Draw the balance of a network over windows of time, triads by name, and the dyads under most strain.

    Triads: a filled bar up for the balanced, an empty one down for the unbalanced, on one scale. The share of
    ties that stand in the way of balance (frustration) is a line with a dot for each window. A strained
    dyad is a bar from zero, its strain between -1 and +1: filled where q is at most ``CLEAR``.

    Args:
        windows: one row a window: ``window`` (its first day, or a name), and ``balanced`` and
            ``unbalanced`` (numbers of triads), ``frustration`` (0 to 1), or all three.
        strains: one row a dyad and window: ``window``, ``a``, ``b`` (codes), ``strain`` (-1 to +1), ``q``
            (may be missing). The strongest ``most`` are listed, whichever their sign. None: no list.
        names: the display name of each code; a code without one is shown as it is.
        triads: the triads that are shown, see :func:`entente.charts.triangles.triangles`. None: no triads.
        width: the whole width in pixels, axes included.
        most: dyads that are listed.

    Returns:
        One to four drawings below one another.
    """
    parts: list[alt.LayerChart] = []
    shown = windows.assign(named=_named(windows["window"]))
    if "balanced" in shown:
        parts.append(_triads(shown, width - _SIDE))
    if "frustration" in shown:
        parts.append(_frustration(shown, width - _SIDE))
    if triads is not None:
        parts.append(triangles(triads, names, width))
    if strains is not None:
        parts.append(_strains(strains, names, width - _SIDE, most))
    whole: alt.VConcatChart = alt.VConcatChart(vconcat=parts, spacing=22)
    whole = whole.resolve_scale(x="independent", y="independent", fill="independent", stroke="independent")
    return themed(whole)


def _named(windows: pd.Series[pd.Timestamp]) -> list[str]:
    """What is written below each window: years where all begin with one, else months, else their names."""
    if not pd.api.types.is_datetime64_any_dtype(windows):
        return [str(window) for window in windows]
    days = windows.dt
    if (days.day_of_year == 1).all():
        return days.strftime("%Y").tolist()
    return days.strftime("%b %Y" if (days.day == 1).all() else "%Y-%m-%d").tolist()


def _axis(shown: pd.DataFrame) -> alt.X:
    """The windows in their order, each as wide as the other."""
    axis = alt.Axis(
        title=None,
        labelAngle=0,
        labelOverlap="greedy",
        labelSeparation=8,
        labelPadding=7,
        grid=False,
        ticks=False,
        labelLimit=110,
    )
    order = list(dict.fromkeys(shown["named"]))
    return alt.X(
        "named:N", axis=axis, sort=order, scale=alt.Scale(domain=order, paddingInner=0.15, paddingOuter=0.1)
    )


def _triads(shown: pd.DataFrame, wide: int) -> alt.LayerChart:
    long = shown.melt(id_vars="named", value_vars=_KINDS, var_name="kind", value_name="triads")
    long["triads"] = pd.to_numeric(long["triads"]).fillna(0)
    long["height"] = long["triads"].where(long["kind"] == "balanced", -long["triads"])
    reach = [min([-1.0, *long["height"]]), max([1.0, *long["height"]])]
    legend = alt.Legend(title="triads", titleOrient="left", orient="top", symbolType="square", symbolSize=120)
    axis = alt.Axis(
        title=None,
        domain=False,
        tickMinStep=1,
        tickCount=min(5, int(reach[1] - reach[0])),
        labelExpr="format(abs(datum.value), ',d')",
        minExtent=_SIDE,
    )
    bars = (
        alt.Chart(long[long["triads"] > 0])
        .mark_bar(strokeWidth=1)
        .encode(
            x=_axis(shown),
            y=alt.Y("height:Q", axis=axis, stack=None, scale=alt.Scale(domain=reach, nice=True)),
            fill=alt.Fill("kind:N", scale=alt.Scale(domain=_KINDS, range=[SIDE_A, PAPER]), legend=legend),
            stroke=alt.Stroke(
                "kind:N", scale=alt.Scale(domain=_KINDS, range=[SIDE_A, SIDE_B]), legend=legend
            ),
        )
    )
    zero = alt.Chart(pd.DataFrame({"height": [0]})).mark_rule(color=INK).encode(y="height:Q")
    layers = [bars, zero]
    if not (long["triads"] > 0).any():
        layers.append(note("no triads", wide / 2, HEIGHT / 2 - 12))
    return alt.LayerChart(layer=layers, width=wide, height=HEIGHT)


def _frustration(shown: pd.DataFrame, wide: int) -> alt.LayerChart:
    known = shown[shown["frustration"].notna()][["named", "frustration"]]
    most = max([0.1, *known["frustration"]])
    axis = alt.Axis(title=None, domain=False, tickCount=4, format="~%", minExtent=_SIDE)
    base = alt.Chart(known)
    y = alt.Y("frustration:Q", axis=axis, scale=alt.Scale(domain=[0, most], nice=True))
    x = _axis(shown)
    layers = [
        base.mark_line(color=INK, strokeWidth=1.5).encode(x=x, y=y),
        base.mark_point(filled=True, opacity=1, color=INK, size=30).encode(x=x, y=y),
    ]
    if not len(known):
        layers.append(note("not known", wide / 2, HEIGHT / 3 - 12))
    title = alt.TitleParams("frustration: share of ties against balance")
    return alt.LayerChart(layer=layers, width=wide, height=HEIGHT * 2 / 3, title=title)


def _strains(strains: pd.DataFrame, names: Mapping[str, str], wide: int, most: int) -> alt.LayerChart:
    """The list of dyads, the strongest strain first."""
    known = strains[strains["strain"].notna()]
    known = known.iloc[(-known["strain"].abs()).argsort(kind="stable")]
    kept = known.head(most).reset_index(drop=True)
    several = known["window"].nunique() > 1
    letters = int(_LETTERS * wide / (PHONE - _SIDE)) - (9 if several else 0)
    told = pd.DataFrame({"label": lists.labels(kept, ("a", "b"), names, letters)})
    told["strain"] = kept["strain"].astype(float)
    q = pd.to_numeric(kept["q"]) if "q" in kept else pd.Series(float("nan"), index=kept.index)
    figures = ["" if pd.isna(value) else "q < 0.01" if value < 0.01 else f"q {value:.2f}" for value in q]
    if several:
        figures = [
            f"{window}, {figure}".removesuffix(", ")
            for window, figure in zip(_named(kept["window"]), figures, strict=True)
        ]
    told["figure"], told["clear"] = figures, (q <= CLEAR).tolist()
    rows, heads = lists.placed(told)
    tall = lists.height(rows)
    title = alt.TitleParams("strain of a dyad, from -1 to +1")
    if not len(rows):
        layers = [note("no dyad under strain", wide / 2, tall / 2)]
        return alt.LayerChart(layer=layers, width=wide, height=tall, title=title)
    bars = list(_strain_bars(rows, tall))
    layers = [
        lists.guides(rows, tall, wide),
        *bars,
        *lists.written(rows, heads, tall, wide),
        *_key(q, tall + 40),
    ]
    if len(known) > most:
        layers.append(note(f"the {most} strongest of {len(known):,}", wide / 2, tall + 60))
    return alt.LayerChart(layer=layers, width=wide, height=tall, title=title)


def _strain_bars(rows: pd.DataFrame, tall: float) -> Iterator[alt.Chart]:
    axis = alt.Axis(title=None, grid=True, gridDash=[1, 3], values=[-1, -0.5, 0, 0.5, 1], labelExpr=SIGNED)
    for clear, inside in ((True, INK), (False, PAPER)):
        base = alt.Chart(rows[rows["clear"] == clear])
        yield base.mark_rect(fill=inside, stroke=INK, strokeWidth=1).encode(
            x=alt.X("strain:Q", scale=alt.Scale(domain=[-1, 1], nice=False), axis=axis),
            x2=alt.datum(0),
            y=lists.down("top", tall),
            y2="bottom:Q",
        )
    zero = alt.Chart(rows).transform_calculate(up="datum.top - 3", below="datum.bottom + 3", nought="0")
    yield zero.mark_rule(color=INK).encode(x="nought:Q", y=lists.down("up", tall), y2="below:Q")


def _key(q: pd.Series[float], tall: float) -> Iterator[alt.Chart]:
    """What filled and empty mean, where there is a q at all."""
    if not q.notna().any():
        return
    for words, inside, at in ((f"q at most {CLEAR:g}", INK, 6), ("above, or not known", PAPER, 116)):
        base = alt.Chart(pd.DataFrame({"words": [words]}))
        mark = base.mark_point(shape="square", size=110, fill=inside, stroke=INK, opacity=1)
        yield mark.encode(x=alt.value(at), y=alt.value(tall))
        text = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=MUTED)
        yield text.encode(x=alt.value(at + 12), y=alt.value(tall), text="words:N")
