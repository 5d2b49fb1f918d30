"""The one theme: colours, type, and a chart as SVG that follows the page it stands in.

A chart is drawn in the colours of :data:`LIGHT`. In the SVG each of them stays as a plain attribute, for
viewers that know no CSS variables, and is joined by a ``style`` that asks the page first:
``fill="#1b2026" style="fill:var(--ink,#1b2026)"``. So one drawing serves a light page, a dark page and
a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TypeVar

import altair as alt
import vl_convert
from lxml import etree  # type: ignore[import-untyped]

from entente.charts.looks import (
    CONFLICT as CONFLICT,
)
from entente.charts.looks import (
    COOPERATION as COOPERATION,
)
from entente.charts.looks import (
    DARK as DARK,
)
from entente.charts.looks import (
    INK as INK,
)
from entente.charts.looks import (
    LIGHT as LIGHT,
)
from entente.charts.looks import (
    MUTED as MUTED,
)
from entente.charts.looks import (
    PAGE as PAGE,
)
from entente.charts.looks import (
    PAPER as PAPER,
)
from entente.charts.looks import (
    PHONE as PHONE,
)
from entente.charts.looks import (
    PIXELS as PIXELS,
)
from entente.charts.looks import (
    RULE as RULE,
)
from entente.charts.looks import (
    SIDE_A as SIDE_A,
)
from entente.charts.looks import (
    SIDE_B as SIDE_B,
)
from entente.charts.looks import (
    TEXT as TEXT,
)
from entente.charts.looks import (
    Theme as Theme,
)
from entente.charts.looks import (
    Width as Width,
)

#: Figures of an axis that go both ways: with their sign, and nought without one.
SIGNED = "datum.value == 0 ? '0' : format(datum.value, '+~g')"

#: A drawing is never shown wider than this many times its own width: its text would outgrow the page's.
GROWTH = 1.25

#: Legends below one another, so that they do not widen the drawing; Altair's schema does not know this.
LAYOUT = {"legend": {"layout": {"bottom": {"direction": "vertical", "anchor": "start", "margin": 4}}}}
_NOISE = frozenset({"role", "aria-label", "aria-hidden", "aria-roledescription"})
_POINTER = re.compile(r"(url\(#|^#)([^)]+)")


#: What a function of this package draws: one drawing, or several below one another.
Drawing = alt.LayerChart | alt.VConcatChart
_Drawn = TypeVar("_Drawn", alt.LayerChart, alt.VConcatChart)


def themed(chart: _Drawn) -> _Drawn:
    """The chart with the theme's configuration: no background, no frame, quiet axes."""
    themed: _Drawn = (
        chart.configure(background="transparent", padding=4, font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=MUTED,
            gridColor=RULE,
            domainColor=MUTED,
            tickColor=MUTED,
            labelFontSize=TEXT,
            titleFontSize=TEXT,
            titleFontWeight="normal",
        )
        .configure_legend(
            labelColor=INK,
            titleColor=MUTED,
            labelFontSize=TEXT - 1,
            titleFontSize=TEXT - 1,
            titleFontWeight="normal",
            labelLimit=0,
            # Slack: the page's font may be wider than the one that Vega measures with.
            columnPadding=20,
            titlePadding=16,
        )
        .configure_title(
            anchor="start", frame="group", color=MUTED, fontSize=TEXT - 1, fontWeight="normal", offset=10
        )
    )
    return themed


def recoloured(value: Any, theme: Theme) -> Any:
    """A specification in the colours of a theme, whatever it is nested in."""
    if theme is Theme.LIGHT:
        return value
    if isinstance(value, str):
        return DARK[LIGHT[value]] if value in LIGHT else value
    if isinstance(value, Mapping):
        return {name: recoloured(part, theme) for name, part in value.items()}
    if isinstance(value, list):
        return [recoloured(part, theme) for part in value]
    return value


def svg(chart: Drawing) -> str:
    """A chart as SVG text that scales with its container, takes its colours and font, and is always the same.

    The root has a ``viewBox``, fills the width that it is given up to ``GROWTH`` times its own, and has no
    background. What the drawing says to those who do not see it is the caller's to add. Nothing is fetched.

    Args:
        chart: a chart in the colours of ``LIGHT``; counts and units are the chart's own.

    Returns:
        Well-formed XML without a declaration; ids derive from the content, so two drawings in one page
        do not clash and the same data give the same bytes.
    """
    # The schema is for those who write charts; our tests hold them to it.
    root = drawn(chart.to_dict(validate=False))
    for element in root.iter():
        _colour(element)
    width = float(root.get("width", "0"))
    root.set("style", f"width:100%;max-width:{width * GROWTH:.0f}px;height:auto")
    return str(etree.tostring(root, encoding="unicode"))


def alone(chart: Drawing, theme: Theme) -> str:
    """A chart as SVG text that stands by itself, as in an ``img``: in a theme's colours, without a ground."""
    root = drawn(recoloured(chart.to_dict(validate=False), theme))
    root.set("font-family", "sans-serif")
    return str(etree.tostring(root, encoding="unicode"))


def drawn(spec: Mapping[str, Any]) -> etree._Element:
    """A specification as the root of an SVG document, of the same bytes each time, without noise."""
    root = etree.fromstring(
        vl_convert.vegalite_to_svg(dict(spec), config=LAYOUT, allowed_base_urls=[]).encode()
    )
    _rename(root)
    for element in root.iter():
        for name in _NOISE & set(element.attrib):
            del element.attrib[name]
        if "font-family" in element.attrib:
            element.set("font-family", "inherit")
    root.set("viewBox", f"0 0 {root.get('width', '')} {root.get('height', '')}")
    return root


def _colour(element: etree._Element) -> None:
    """Let the page's variables override the theme's colours on one element."""
    asked = [
        f"{name}:var(--{LIGHT[value]},{value})"
        for name in ("fill", "stroke")
        if (value := str(element.get(name, "")).lower()) in LIGHT
    ]
    if asked:
        element.set("style", ";".join(filter(None, (element.get("style"), *asked))))


def _rename(root: etree._Element) -> None:
    """Give ids by content: Vega counts its clip paths on through the life of the process."""
    found = [element.get("id", "") for element in root.iter() if element.get("id")]
    numbers = {old: str(number) for number, old in enumerate(found, start=1)}
    _put_ids(root, numbers)
    stem = f"x{sha256(etree.tostring(root)).hexdigest()[:8]}-"
    _put_ids(root, {number: stem + number for number in numbers.values()})


def _put_ids(root: etree._Element, names: Mapping[str, str]) -> None:
    """Exchange ids and what points to them."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, names[value])
            else:
                element.set(name, _POINTER.sub(lambda m: m[1] + names.get(m[2], m[2]), value))
