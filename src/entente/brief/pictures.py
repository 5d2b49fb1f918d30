"""The pictures of a brief.

Drawing takes half a second to load, and every command of the command line would wait for it; so it is loaded
when something is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd


def course_drawn(months: pd.DataFrame, since: date | None) -> str:
    """Cooperation and conflict by month, as SVG; see :func:`entente.charts.course.course`."""
    from entente.charts.course import course
    from entente.charts.theme import svg

    return svg(course(months, since))


def fan_drawn(past: pd.DataFrame, chances: pd.DataFrame, expected: pd.DataFrame) -> str:
    """What two did and what is likely next, as SVG; see :func:`entente.charts.outlook.fan`."""
    from entente.charts.outlook import fan
    from entente.charts.theme import svg

    return svg(fan(past, chances, expected))


def network_drawn(
    ties: pd.DataFrame,
    names: Mapping[str, str],
    focus: tuple[str, str] | None,
    blocs: Mapping[str, int] | None = None,
) -> str:
    """Who deals with whom, as SVG; see :func:`entente.charts.network.network`."""
    from entente.charts.network import network
    from entente.charts.theme import svg

    columns = [name for name in ("a", "b", "cooperation", "conflict", "intensity", "sign") if name in ties]
    return svg(network(ties[columns], names, focus, blocs or None))
