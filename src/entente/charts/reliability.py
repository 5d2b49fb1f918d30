"""Whether forecasts mean what they say: how often what was forecast came true, by quad class."""

from __future__ import annotations

import altair as alt
import pandas as pd

from entente.charts.outlook import COLOURS, QUADS, parts
from entente.charts.rows import note
from entente.charts.theme import MUTED, PAGE, PHONE, RULE, themed

#: One panel, beside its axis.
PANEL = 128
#: The least probability that the scale shows.
_LEAST = 0.001


def reliability(bins: pd.DataFrame, *, width: int = PHONE) -> alt.VConcatChart:
    """Draw how often what was forecast came true, one panel a quad class.

    Across is the probability that was forecast, upwards the share in which it happened, both on a scale of
    logarithms; on the slanting line they are the same. Each dot is a bin; the bar is where it lies in 95 of
    100 cases if the forecasts are right. An empty dot lies outside of its bar.

    Args:
        bins: what ``Outlook.reliability`` gives: ``quad``, ``forecast``, ``observed``, ``low``, ``high``,
            ``held``. Bins below a probability of 0.001 are left out.
        width: of the whole, in pixels: a page has the four in a row.

    Returns:
        Four panels, two or four in a row.
    """
    return themed(alt.VConcatChart(vconcat=panels(bins, width), spacing=14))


def outlook(
    past: pd.DataFrame, chances: pd.DataFrame, expected: pd.DataFrame, bins: pd.DataFrame, width: int = PHONE
) -> alt.VConcatChart:
    """Draw what is likely next of two, as :func:`entente.charts.outlook.fan`, with the reliability below it.

    Args:
        past, chances, expected: see :func:`entente.charts.outlook.fan`.
        bins: see :func:`reliability`; of all dyads.
        width: of the whole, in pixels.
    """
    title = alt.TitleParams("all dyads, in %: forecast across, what came true upwards", offset=12)
    held = alt.VConcatChart(vconcat=panels(bins, width), spacing=14, title=title)
    return themed(alt.VConcatChart(vconcat=[*parts(past, chances, expected, width), held], spacing=24))


def panels(bins: pd.DataFrame, width: int) -> list[alt.HConcatChart]:
    """The rows of panels."""
    shown = bins[bins["forecast"] >= _LEAST] if len(bins) else bins
    beside = 4 if width >= PAGE else 2
    found = [_panel(shown, quad) for quad in range(1, 5)]
    return [alt.HConcatChart(hconcat=found[at : at + beside], spacing=12) for at in range(0, 4, beside)]


def _panel(bins: pd.DataFrame, quad: int) -> alt.LayerChart:
    chosen = bins[bins["quad"] == quad] if len(bins) else pd.DataFrame(columns=["forecast"])
    both = alt.Scale(type="log", domain=[_LEAST, 1], nice=False, clamp=True)
    axis = alt.Axis(title=None, grid=False, values=[0.001, 0.01, 0.1, 1], labelExpr="datum.value * 100")
    x = alt.X("forecast:Q", scale=both, axis=axis)
    line = pd.DataFrame({"forecast": [_LEAST, 1.0], "observed": [_LEAST, 1.0]})
    layers: list[alt.Chart] = [
        alt.Chart(line).mark_line(color=RULE).encode(x=x, y=alt.Y("observed:Q", scale=both, axis=axis))
    ]
    if len(chosen):
        kept = chosen.assign(
            low=chosen["low"].clip(lower=_LEAST),
            high=chosen["high"].clip(lower=_LEAST),
            observed=chosen["observed"].clip(lower=_LEAST),
        )
        base = alt.Chart(kept[["forecast", "observed", "low", "high", "held"]])
        layers.append(
            base.mark_rule(color=MUTED, strokeWidth=4, opacity=0.4).encode(
                x=x, y=alt.Y("low:Q", scale=both), y2="high:Q"
            )
        )
        for held in (True, False):
            part = alt.Chart(kept.loc[kept["held"] == held, ["forecast", "observed"]])
            layers.append(
                part.mark_point(
                    filled=held, opacity=1, size=30, color=COLOURS[quad - 1], strokeWidth=1.5
                ).encode(x=x, y=alt.Y("observed:Q", scale=both, axis=axis))
            )
    else:
        layers.append(note("no forecasts", PANEL / 2, PANEL / 2))
    return alt.LayerChart(layer=layers, width=PANEL, height=PANEL, title=f"{QUADS[quad - 1]}, %")
