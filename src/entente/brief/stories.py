"""The course of those looked at from stories, where events that others coded are among them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from entente.analysis.dyads.background import Chapter, Story, Turn, background, listed
from entente.analysis.dyads.phases import Direction
from entente.analysis.rows import rows
from entente.brief.around import Around, act_of, told
from entente.brief.deeds import HEADS, unless_empty
from entente.brief.dyads import DYADS, dyads_table
from entente.brief.evidence import CITED, Ledgered
from entente.brief.focus import Pair
from entente.brief.ground import stories_of_pair
from entente.brief.parts import Block, Line, Picture, Table
from entente.brief.tension import DRAWN, course_picture
from entente.brief.wording import day, signed
from entente.figures.basis import counted
from entente.ontology.naming import actor_name
from entente.units import By, Count

#: Stories of the period, chief stories of a phase, and stories before the period that make phases.
MOST, SHOWN, ENOUGH = 15, 3, 10
_PHASES = ("When", "Phase", "For", "Against", "Intensity", "Chief stories")
_TURNS = ("When", "Between", "What", "Stories around it")
_FIGURES = ("Words for", "Deeds for", "Words against", "Deeds against", "Mean intensity")


class Year(NamedTuple):
    """The stories of a year."""

    year: int
    words_for: int
    deeds_for: int
    words_against: int
    deeds_against: int
    net: float


def course_blocks(around: Around, ledger: Ledgered) -> list[Block]:
    """The picture of the last years, stories by year, phases and turns before the period, stories in it."""
    months = around.own_months
    if months.empty:
        return []
    days = around.material.story_days()
    blocks: list[Block] = [_picture(around, months)]
    if months.period.dt.year.nunique() > 1:
        blocks.append(_years(months, days, ledger))
    dyads = around.dyads(DYADS)
    blocks += (
        _phases(around, dyads[0], ledger) if len(dyads) == 1 else unless_empty(dyads_table(around, ledger))
    )
    blocks += _period(around, ledger)
    return blocks


def _picture(around: Around, months: pd.DataFrame) -> Picture:
    material = around.material
    told = months.assign(
        month=months.period,
        cooperation=months.words_for + months.deeds_for,
        conflict=months.words_against + months.deeds_against,
    )
    number = int(months.stories[months.period > months.period.max() - DRAWN].sum())
    what = counted(number, Count.STORY, f"told as done, {material.focus.called.among}")
    return course_picture(material, told, what, "stories")


def _years(months: pd.DataFrame, days: pd.DataFrame, ledger: Ledgered) -> Table:
    years = months.period.dt.year.rename("year")
    summed = months.groupby(years)[list(Year._fields[1:])].sum().reset_index()
    told = {int(year): group for year, group in days.groupby(days.day.dt.year)}
    lines = []
    for one in rows(summed, Year):
        figures = (one.words_for, one.deeds_for, one.words_against, one.deeds_against)
        mean = one.net / max(sum(figures), 1)
        cells = (str(one.year), *(f"{n:,}" for n in figures), signed(mean))
        chief = listed(told[one.year], CITED) if one.year in told else ()
        lines.append(Line(cells, ledger.cite_stories(chief)))
    return Table("Their course", ("Year", *_FIGURES), tuple(lines), numeric=(1, 2, 3, 4, 5))


def _phases(around: Around, pair: Pair, ledger: Ledgered) -> list[Block]:
    """Phases and turning points of the stories of two before the period, if there are enough."""
    material = around.material
    days = material.store.days(replace(material.told(), dyad=pair))
    old = days[days.day < pd.Timestamp(material.since)] if material.since else days.iloc[:0]
    if old.story.nunique() < ENOUGH:
        return []
    found = background(old, None, pair, by=By.WEEK, most=SHOWN)
    note = (
        "A phase is a stretch in which the mean intensity keeps its level, or in which nothing is told; a "
        "turning point lies somewhere between the two days given. Found by week."
    )
    silent = ledger.counted(*stories_of_pair(material, pair))
    lines = tuple(_phase(chapter, silent, ledger) for chapter in found.chapters)
    tables: list[Block] = [Table("Phases before the period", _PHASES, lines, numeric=(2, 3, 4), note=note)]
    if found.turns:
        turns = tuple(_turn(turn, found.chapters, ledger) for turn in found.turns)
        tables.append(Table("Turning points before the period", _TURNS, turns))
    return tables


def _phase(chapter: Chapter, silent: int, ledger: Ledgered) -> Line:
    phase = chapter.phase
    first, last = (day(d.strftime("%Y-%m")) for d in (phase.first, phase.last))
    cells = (
        first if first == last else f"{first} to {last}",
        phase.character.capitalize(),
        str(phase.cooperation),
        str(phase.conflict),
        "—" if phase.intensity is None else signed(phase.intensity),
        told(chapter.stories),
    )
    return Line(cells, ledger.cite_stories(chapter.stories) or (silent,))


def _turn(turn: Turn, chapters: tuple[Chapter, ...], ledger: Ledgered) -> Line:
    point = turn.point
    before, after = (chapters[i].phase.level or 0 for i in (point.before, point.after))
    what = "Rift" if point.direction is Direction.RIFT else "Rapprochement"
    cells = (
        day(point.day.isoformat()),
        f"{day(point.low.isoformat())} and {day(point.high.isoformat())}",
        f"{what}: from {signed(before)} to {signed(after)}",
        told(turn.stories),
    )
    return Line(cells, ledger.cite_stories(turn.stories))


def _period(around: Around, ledger: Ledgered) -> list[Block]:
    """The stories of others in the period; ours stand with their sentences."""
    material = around.material
    found = listed(material.story_days(material.since, tuple(material.imported)), MOST)
    if not found:
        return []
    lines = tuple(Line(_cells(story), ledger.cite_stories([story])) for story in found)
    heads = (*HEADS[:4], "Coded by")
    title = f"Stories {material.focus.called.among} in the period, coded by others"
    return [Table(title, heads, lines, note=f"The {MOST} largest at most.")]


def _cells(story: Story) -> tuple[str, ...]:
    return (
        day(story.day.isoformat()),
        actor_name(story.a),
        act_of(story.event_type, story.intensity),
        actor_name(story.b),
        story.dataset,
    )
