"""Part one, the background: the course of those looked at before the period, and their acts in it."""

from __future__ import annotations

import pandas as pd

from entente.analysis.deeds import done, is_before, is_history, of_dyad
from entente.analysis.dyads.course import Step, by_month, by_year
from entente.analysis.rows import rows
from entente.brief.around import Around
from entente.brief.deeds import FIGURES, acts_table, extremes, figures, no_statement, unless_empty
from entente.brief.dyads import DYADS, dyads_table
from entente.brief.evidence import Ledgered
from entente.brief.material import Material
from entente.brief.parts import Block, Line, Part, Table
from entente.brief.phases import phases
from entente.brief.stories import course_blocks
from entente.brief.tension import DRAWN, course_picture
from entente.brief.turned import largest_table
from entente.brief.wording import count, day

MOST, MOST_OTHERS, MONTHS = 20, 10, 24
#: Fewer acts than this make no table of months.
ENOUGH = 10
_RULE = (
    "Acts that are told as done. Before the period lies what is dated before it, and what older documents "
    "tell; what is told as history without a date stands apart. What different texts tell of the same two, "
    "of one type and within three days, is one act. In brackets the PLOVER intensity, from −10, the "
    "hardest, to +10. Statements stand in the battle of words."
)


def background(material: Material, pairs: pd.DataFrame, around: Around, ledger: Ledgered) -> Part:
    """The part: the course by month or year, phases and turns, the chief acts before the period and in it."""
    own = material.dealings(pairs)
    told = done(pairs)
    others = told[~told.id.isin(own.id)]
    since = day(material.since.isoformat()) if material.since else "the period"
    tables = []
    for title, chosen, most in (
        (f"Acts {material.focus.called.among} before {since}", own, MOST),
        (f"Acts {material.focus.called.alone}, before {since}", others, MOST_OTHERS),
    ):
        old = chosen[is_before(chosen, material.since) & ~is_history(chosen)]
        tables.append(acts_table(material, title, old, most, ledger))
    history = no_statement(told[is_history(told)])
    now = no_statement(own[~is_before(own, material.since)])
    tables += [
        acts_table(material, "Told as history, without a date", history, MOST_OTHERS, ledger, history=True),
        acts_table(material, f"Acts {material.focus.called.among} in the period", now, MOST, ledger),
    ]
    turns = unless_empty(largest_table(around, ledger) if material.focus.is_closed else None)
    if material.imported and (course := course_blocks(around, ledger)):
        rule = _RULE + f" Stories that others coded ({', '.join(material.imported)}) are counted in."
        return Part("Background", rule, (*course, *turns, *unless_empty(*tables)))
    old = own[is_before(own, material.since) & ~is_history(own)]
    drawn = _course(material, own, ledger)
    return Part(
        "Background", _RULE, (*drawn, *_stretches(around, old, ledger), *turns, *unless_empty(*tables))
    )


def _stretches(around: Around, old: pd.DataFrame, ledger: Ledgered) -> list[Block]:
    """The phases of the one dyad that is looked at, or a table of several."""
    dyads = around.dyads(DYADS)
    if len(dyads) != 1:
        return list(unless_empty(dyads_table(around, ledger)))
    return list(phases(around.material, of_dyad(old, *dyads[0]), dyads[0], ledger))


def _course(material: Material, own: pd.DataFrame, ledger: Ledgered) -> list[Block]:
    # The dealings as those of one pair: an act towards several stands once.
    as_one = own[~is_history(own)].drop_duplicates("id").assign(a="", b="others")
    months = by_month(as_one)
    blocks: list[Block] = []
    if len(months) > 1:
        last = months[months.month > months.month.max() - DRAWN]
        number = int((last.cooperation + last.conflict).sum())
        among = material.focus.called.among
        what = f"Counted: {count(number, 'act')} told as done {among}, not articles or stories."
        blocks.append(course_picture(material, months, what, "acts"))
    if int((months.cooperation + months.conflict).sum()) >= ENOUGH and len(months) > 1:
        blocks.append(_steps(material, as_one, months, ledger))
    return blocks


def _steps(material: Material, as_one: pd.DataFrame, months: pd.DataFrame, ledger: Ledgered) -> Table:
    long = len(months) > MONTHS
    steps = by_year(as_one) if long else months
    events = material.events([*steps.worst, *steps.best])
    lines = []
    for step in rows(steps, Step):
        cells = (day(step.month.strftime("%Y" if long else "%Y-%m")), *figures(step, events))
        lines.append(Line(cells, ledger.cite_events(extremes(step))))
    heads = ("Year" if long else "Month", *FIGURES)
    note = (
        f"Acts {material.focus.called.among}, in either direction, by the day they happened or else were "
        "reported; words and deeds are PLOVER's verbal and material classes. Months without acts are left "
        "out."
    )
    return Table("Their course", heads, tuple(lines), numeric=(1, 2, 3, 4), note=note)
