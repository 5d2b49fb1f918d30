"""Who leads and who follows: the correlation of two actors' series at each lag."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from entente.charts.rows import cut, note
from entente.charts.theme import INK, MUTED, SIDE_A, SIDE_B, SIGNED, TEXT, themed

#: The drawing in pixels, without its axes.
WIDTH, HEIGHT = 316, 190

#: Letters of a name below the axis, where there is half the width for it.
_LETTERS = 24
#: Below, in pixels from the upper edge: the axis' own title ends above.
_NAMES_AT = HEIGHT + 48


def leads(
    lags: pd.DataFrame, names: tuple[str, str] = ("the first", "the second"), period: str = "period"
) -> alt.LayerChart:
    """Draw the cross-correlation by lag, with the band in which it lies where neither leads.

    Each lag is a stem with a dot. The band is shaded between dashed lines. The lag that stands out, if any
    does, has a larger diamond, and its number is written.

    Args:
        lags: one row a lag: ``lag`` (periods; above 0 the first of the two leads), ``correlation`` (-1 to
            +1), ``low``, ``high`` (the band), and, if the caller knows better, ``stands_out`` (bool);
            without it that is the lag which lies farthest outside the band.
        names: the display names of the two.
        period: what one period is: "day", "week", "month".

    Returns:
        A chart ``WIDTH`` wide and ``HEIGHT`` high, without its axes.
    """
    shown = lags[lags["correlation"].notna()].sort_values("lag").reset_index(drop=True)
    if not len(shown):
        layers = [note("too little to tell", WIDTH / 2, 20)]
        return themed(alt.LayerChart(layer=layers, width=WIDTH, height=40))
    ends = [number for name in ("correlation", "low", "high") for number in shown[name] if pd.notna(number)]
    low, high = min([-0.25, *ends]), max([0.25, *ends])
    # Room for the words at the mark.
    margin = 0.12 * (high - low)
    reach = [low - margin, high + margin]
    sides = [float(shown["lag"].min()) - 0.6, float(shown["lag"].max()) + 0.6]
    x = alt.X(
        "lag:Q",
        scale=alt.Scale(domain=sides, nice=False),
        axis=alt.Axis(
            title=f"lag in {period}s",
            grid=False,
            tickMinStep=1,
            tickCount=min(9, len(shown)),
            labelExpr="datum.value == 0 ? '0' : format(datum.value, '+d')",
        ),
    )
    y = alt.Y(
        "correlation:Q",
        scale=alt.Scale(domain=reach, nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            domain=False,
            tickCount=5,
            labelExpr=SIGNED,
        ),
    )
    layers = [*_band(shown, x), *_stems(shown, x, y), *_marked(shown, x, y), *_sides(names)]
    title = alt.TitleParams("correlation, from -1 to +1")
    return themed(alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT, title=title))


def _band(lags: pd.DataFrame, x: alt.X) -> Iterator[alt.Chart]:
    """The band, half a lag farther on each side, so that one lag has one as well."""
    known = lags[lags["low"].notna() & lags["high"].notna()]
    if not len(known):
        return
    ends = [
        known.head(1).assign(lag=known["lag"].iloc[0] - 0.5),
        known.tail(1).assign(lag=known["lag"].iloc[-1] + 0.5),
    ]
    whole = pd.concat([ends[0], known, ends[1]])[["lag", "low", "high"]].astype(float)
    base = alt.Chart(whole)
    yield base.mark_area(color=MUTED, opacity=0.16).encode(x=x, y="low:Q", y2="high:Q")
    for end in ("low", "high"):
        line = base.mark_line(color=MUTED, strokeWidth=1, strokeDash=[4, 3])
        yield line.encode(x=x, y=f"{end}:Q")


def _stems(lags: pd.DataFrame, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    base = alt.Chart(lags)
    yield alt.Chart(pd.DataFrame({"correlation": [0]})).mark_rule(color=INK).encode(y=y)
    yield base.mark_rule(color=SIDE_A, strokeWidth=2 if len(lags) <= 60 else 1).encode(
        x=x, y=y, y2=alt.datum(0)
    )
    dots = base.mark_point(filled=True, opacity=1, color=SIDE_A, size=30 if len(lags) <= 60 else 8)
    yield dots.encode(x=x, y=y)


def _marked(lags: pd.DataFrame, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """The lag that stands out."""
    if "stands_out" in lags:
        found = lags[lags["stands_out"].fillna(False).astype(bool)]
    else:
        beyond = (lags["correlation"] - lags["high"]).clip(lower=0) + (
            lags["low"] - lags["correlation"]
        ).clip(lower=0)
        found = lags[beyond == beyond.max()].head(1) if beyond.max() > 0 else lags.head(0)
    for row in found.itertuples():
        lag = int(str(row.lag))
        base = alt.Chart(
            pd.DataFrame(
                {
                    "lag": [lag],
                    "correlation": [row.correlation],
                    "words": [f"lag {lag:+d}" if lag else "lag 0"],
                }
            )
        )
        mark = base.mark_point(shape="diamond", filled=True, opacity=1, size=150, color=SIDE_B, stroke=INK)
        yield mark.encode(x=x, y=y)
        above = float(str(row.correlation)) >= 0
        words = base.mark_text(
            dy=-14 if above else 14, baseline="middle", fontSize=TEXT, fontWeight="bold", color=INK
        )
        yield words.encode(x=x, y=y, text="words:N")


def _sides(names: tuple[str, str]) -> Iterator[alt.Chart]:
    """Who is first on which side of nought, below the axis."""
    for name, at, align in ((names[1], 0, "left"), (names[0], WIDTH, "right")):
        words = pd.DataFrame({"words": [f"{cut(name, _LETTERS)} first"]})
        text = alt.Chart(words).mark_text(
            align="left" if align == "left" else "right", baseline="middle", fontSize=TEXT - 1, color=MUTED
        )
        yield text.encode(x=alt.value(at), y=alt.value(_NAMES_AT), text="words:N")
