"""The pictures of a brief, each for a phone or column and for a page.

Drawing takes half a second to load, and every command of the command line would wait for it; so it is loaded
when something is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from entente.brief.parts import Picture

if TYPE_CHECKING:
    from entente.charts.theme import Drawing
    from entente.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as SVG, of two widths."""

    phone: str
    page: str


def pictured(figure: Figure, title: str) -> Picture:
    """A figure with its caption as a block of a brief."""
    drawn = _drawn(figure.chart)
    return Picture(title, drawn.phone, figure.told, " ".join(figure.caption.told), drawn.page)


def course_drawn(months: pd.DataFrame, since: date | None) -> Drawn:
    """Cooperation and conflict by month; see :func:`entente.charts.course.course`."""
    from entente.charts.course import course

    return _drawn(lambda width: course(months, since, width))


def fan_drawn(past: pd.DataFrame, chances: pd.DataFrame, expected: pd.DataFrame) -> Drawn:
    """What two did and what is likely next; see :func:`entente.charts.outlook.fan`."""
    from entente.charts.outlook import fan

    return _drawn(lambda width: fan(past, chances, expected, width=width))


def network_drawn(
    ties: pd.DataFrame,
    names: Mapping[str, str],
    focus: tuple[str, str] | None,
    blocs: Mapping[str, int] | None = None,
    counted: str = "acts",
) -> Drawn:
    """Who deals with whom; see :func:`entente.charts.network.network`."""
    from entente.charts.network import network

    columns = [name for name in ("a", "b", "cooperation", "conflict", "intensity", "sign") if name in ties]
    return _drawn(lambda width: network(ties[columns], names, focus, blocs or None, width, counted))


def _drawn(chart: Callable[[int], Drawing]) -> Drawn:
    from entente.charts.theme import PAGE, PHONE, svg

    return Drawn(svg(chart(PHONE)), svg(chart(PAGE)))
