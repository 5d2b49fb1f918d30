"""The course of those looked at as a picture: of two their tension, of one or several the bars alone."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from entente.brief.ground import ground
from entente.brief.material import Material
from entente.brief.parts import Picture
from entente.brief.pictures import course_drawn, pictured
from entente.brief.wording import count
from entente.units import By

#: How much of the course is drawn, back from its end.
DRAWN = pd.DateOffset(years=3)
#: With fewer stories than this no phase is drawn.
ENOUGH = 10
_STORIES = (
    "A story is merged over all texts of the record, an act of the tables below over those that name an "
    "actor of the brief, so that their numbers may differ by a few."
)


def course_picture(material: Material, months: pd.DataFrame, counted: str, noun: str) -> Picture:
    """The picture of the last years.

    Args:
        material: of the brief.
        months: one row a month with something told: ``month``, ``cooperation``, ``conflict``.
        counted: the sentence that says what the bars count.
        noun: the unit of it, in the plural.
    """
    title = f"Cooperation and conflict {material.focus.called.course} by month"
    first = months.month.max() - DRAWN
    if material.focus.narrowed(material.told()).dyad:
        return _tension(material, first, title)
    drawn = months[months.month > first]
    bars = course_drawn(drawn, material.since)
    return Picture(
        title,
        bars.phone,
        f"Bars by month: {int(drawn.cooperation.sum())} {noun} of cooperation upward, "
        f"{int(drawn.conflict.sum())} of conflict downward, in {count(len(drawn), 'month')}.",
        f"{counted} {ground(material, drawn.month.min())} The line marks the beginning of the period.",
        bars.page,
    )


def _tension(material: Material, first: pd.Timestamp, title: str) -> Picture:
    from entente.figures.dyad import course, history
    from entente.figures.figure import Asked

    chosen = material.focus.narrowed(material.told())
    found = history(material.store, chosen, By.MONTH)
    both = found.series[found.series.direction == "both"] if len(found.series) else found.series
    if not len(both) or int(both["count"].sum()) < ENOUGH:
        found = replace(found, chapters=(), turns=())
    since = (first + pd.Timedelta(days=1)).date()
    asked = Asked(material.store, replace(chosen, since=since), material.focus.codes, By.MONTH)
    drawn = pictured(course(asked, found), title)
    return replace(drawn, note=f"{drawn.note} {_STORIES}")
