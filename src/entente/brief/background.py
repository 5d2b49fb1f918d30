"""Part one, the background: the course of the two before the period, and their acts in it."""

from __future__ import annotations

import pandas as pd

from entente.analysis.deeds import done, is_before, is_history
from entente.analysis.dyads.course import Step, by_month, by_year
from entente.analysis.rows import rows
from entente.brief.around import Around
from entente.brief.deeds import FIGURES, acts_table, extremes, figures, no_statement, unless_empty
from entente.brief.evidence import Ledgered
from entente.brief.material import Material
from entente.brief.parts import Block, Line, Part, Picture, Table
from entente.brief.phases import phases
from entente.brief.pictures import course_drawn
from entente.brief.stories import course_blocks
from entente.brief.wording import count, day

MOST, MOST_OTHERS, MONTHS = 20, 10, 24
#: Fewer acts than this make no table of months.
ENOUGH = 10
#: How much of the course is drawn, back from its end.
DRAWN = pd.DateOffset(years=3)
_RULE = (
    "Acts that are told as done. Before the period lies what is dated before it, and what older documents "
    "tell; what is told as history without a date stands apart. What different texts tell of the same two, "
    "of one type and within three days, is one act. In brackets the PLOVER intensity, from −10, the "
    "hardest, to +10. Statements stand in the battle of words."
)


def background(material: Material, pairs: pd.DataFrame, around: Around, ledger: Ledgered) -> Part:
    """The part: the course by month or year, its phases, the chief acts before the period and in it."""
    dyad = material.dyad(pairs)
    told = done(pairs)
    others = told[~told.id.isin(dyad.id)]
    since = day(material.since.isoformat()) if material.since else "the period"
    tables = []
    for title, chosen, most in (
        (f"Acts between them before {since}", dyad, MOST),
        (f"Acts of either alone, or with others, before {since}", others, MOST_OTHERS),
    ):
        old = chosen[is_before(chosen, material.since) & ~is_history(chosen)]
        tables.append(acts_table(material, title, old, most, ledger))
    history = no_statement(told[is_history(told)])
    now = no_statement(dyad[~is_before(dyad, material.since)])
    tables += [
        acts_table(material, "Told as history, without a date", history, MOST_OTHERS, ledger, history=True),
        acts_table(material, "Acts between them in the period", now, MOST, ledger),
    ]
    if material.imported and (course := course_blocks(around, ledger)):
        rule = _RULE + f" Stories that others coded ({', '.join(material.imported)}) are counted in."
        return Part("Background", rule, (*course, *unless_empty(*tables)))
    drawn = _course(material, dyad, ledger)
    old = dyad[is_before(dyad, material.since) & ~is_history(dyad)]
    missing, stretches = phases(material, old, ledger)
    return Part("Background", _RULE + missing, (*drawn, *stretches, *unless_empty(*tables)))


def _course(material: Material, dyad: pd.DataFrame, ledger: Ledgered) -> list[Block]:
    months = by_month(dyad[~is_history(dyad)])
    blocks: list[Block] = []
    drawn = months[months.month > months.month.max() - DRAWN] if len(months) else months
    a, b = material.names
    if len(drawn) > 1:
        told = "not articles or stories. The line marks the beginning of the period."
        blocks.append(
            Picture(
                f"Cooperation and conflict of {a} and {b} by month",
                course_drawn(drawn, material.since),
                f"Bars by month: {int(drawn.cooperation.sum())} acts of cooperation upward, "
                f"{int(drawn.conflict.sum())} of conflict downward, in {count(len(drawn), 'month')}.",
                f"Counted: {count(int((drawn.cooperation + drawn.conflict).sum()), 'act')}, {told}",
            )
        )
    if int((months.cooperation + months.conflict).sum()) >= ENOUGH and len(months) > 1:
        blocks.append(_steps(material, dyad, months, ledger))
    return blocks


def _steps(material: Material, dyad: pd.DataFrame, months: pd.DataFrame, ledger: Ledgered) -> Table:
    long = len(months) > MONTHS
    steps = by_year(dyad[~is_history(dyad)]) if long else months
    events = material.events([*steps.worst, *steps.best])
    lines = []
    for step in rows(steps, Step):
        cells = (day(step.month.strftime("%Y" if long else "%Y-%m")), *figures(step, events))
        lines.append(Line(cells, ledger.cite_events(extremes(step))))
    heads = ("Year" if long else "Month", *FIGURES)
    note = (
        "Acts between the two, in either direction, by the day they happened or else were reported; words "
        "and deeds are PLOVER's verbal and material classes. Months without acts are left out."
    )
    return Table("Their course", heads, tuple(lines), numeric=(1, 2, 3, 4), note=note)
