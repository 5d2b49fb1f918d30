"""What the record makes likely, in part four: by dyad and quad class, with the track record beside it.

Whether a store is large enough is asked before anything is worked out: a small one is not slowed down.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from entente.analysis.outlook.track import TOO_LITTLE
from entente.analysis.rows import rows
from entente.brief.around import Around
from entente.brief.evidence import Ledgered
from entente.brief.focus import Pair
from entente.brief.ground import ground, until
from entente.brief.material import Material
from entente.brief.nextacts import next_acts
from entente.brief.parts import Block, Line, Picture, Remarks, Table
from entente.brief.pictures import fan_drawn
from entente.brief.verdicts import expected_rows, first_told, short
from entente.brief.wording import chance, count, day, points
from entente.figures.basis import counted
from entente.ontology.naming import actor_name, is_known
from entente.prospect import LEAST, RICH, Prospect
from entente.store import Selection
from entente.units import By, Count

TITLE = "What the record makes likely"
QUADS = ("Verbal cooperation", "Material cooperation", "Verbal conflict", "Material conflict")
QUAD_CLASSES = (1, 2, 3, 4)
#: Dyads that are forecast, and actors whose next acts are, at most.
FORECAST, ACTORS = 3, 3
#: What is longer ago is not learnt from: it costs more time than it brings.
LEARNT = pd.DateOffset(years=5)


def likely(around: Around, ledger: Ledgered) -> Iterator[Block]:
    """The forecasts of the dyads looked at and of what actors do next, or why there are none."""
    told, last = _stories(around), _last(around)
    if told < RICH or last is None:
        yield _sentence(
            f"Nothing is forecast: the record has {_number(told)} of states and organisations in the last "
            f"three years, and forecasts are made from {RICH:,} on.",
            around,
            ledger,
        )
        return
    learnt = _learnt(around, last)
    enough = [by for by, begin in learnt.items() if begin is not None]
    if not enough:
        yield _sentence(
            f"Nothing is forecast: the record reaches back less than {LEAST[By.WEEK]} whole weeks before "
            f"{day(last.isoformat())}.",
            around,
            ledger,
        )
        return
    dyads = around.dyads(FORECAST)
    yield from _dyads(around, dyads, {by: begin for by, begin in learnt.items() if begin}, last, ledger)
    acts = Prospect(around.material.store, replace(around.material.told(), until=last))
    codes = around.material.focus.codes
    busy = list(dict.fromkeys(code for pair in dyads for code in pair if code in codes))
    for actor in codes if len(codes) <= ACTORS else busy[:ACTORS]:
        table = next_acts(around.material, acts, actor, ledger)
        if table:
            yield table


def _sentence(words: str, around: Around, ledger: Ledgered) -> Remarks:
    material = around.material
    what = "Counted are the stories of known actors told as done in the last three years."
    begun = f" --from {around.since_recent()}" if material.until else ""
    return Remarks(TITLE, (Line((words,), (ledger.counted(what, f"stories{begun}{until(material)}"),)),))


def _number(stories: int) -> str:
    return f"{stories:,} {'story' if stories == 1 else 'stories'}"


def _stories(around: Around) -> int:
    """Stories of known actors in the last three years."""
    recent = around.recent
    return int(
        recent[recent.a.map(is_known).astype(bool) & recent.b.map(is_known).astype(bool)].stories.sum()
    )


def _last(around: Around) -> date | None:
    """The last day up to the end that the record tells of: the same whatever was added after the end."""
    found = around.material.store.exposure(Selection(until=around.material.until), "day").period.max()
    return None if pd.isna(found) else found.date()


def _learnt(around: Around, last: date) -> dict[By, date | None]:
    """From which day on stories are learnt from, by period: whole ones; None where there are too few."""
    first = pd.Timestamp(around.since(LEARNT))
    begun = max(first, pd.Timestamp(around.weeks.period.min()))
    weeks = (pd.Timestamp(last) - begun).days // 7
    months = (last.year - begun.year) * 12 + last.month - begun.month
    monday = (first + timedelta(days=-first.weekday() % 7)).date()
    return {
        By.WEEK: monday if weeks >= LEAST[By.WEEK] else None,
        By.MONTH: first.date() if months >= LEAST[By.MONTH] else None,
    }


def _dyads(
    around: Around, dyads: Sequence[Pair], learnt: dict[By, date], last: date, ledger: Ledgered
) -> Iterator[Block]:
    """The tables of the dyads for each period, the picture of the first, and how much is expected."""
    material = around.material
    lines: list[Line] = []
    for by, begin in learnt.items():
        prospect = Prospect(material.store, replace(material.told(), since=begin, until=last), by=by)
        found = {pair: prospect.dyad(*pair) for pair in dyads}
        told = {pair: frames for pair, frames in found.items() if len(frames[1])}
        if not told:
            whom = " and ".join(map(actor_name, dyads[0])) if dyads else material.focus.called.title
            since = day(begin.isoformat())
            yield _sentence(
                f"Nothing is forecast of {whom}: no story of them is told since {since}.", around, ledger
            )
            return
        yield _chances(around, {pair: chances for pair, (chances, _) in told.items()}, by, last, ledger)
        if by is By.WEEK:
            pair, (chances, expected) = next(iter(told.items()))
            yield _picture(pair, material, begin, prospect.past(*pair), chances, expected)
        for pair, (chances, expected) in told.items():
            named = _named(pair) if len(dyads) > 1 else ""
            figures = expected_rows(expected, prospect.outlook.track, int(chances.periods.iloc[0]), by)
            evidence = _cited(around, pair, QUAD_CLASSES, ledger)
            lines += [Line((f"{named}{cells[0]}", *cells[1:]), evidence) for cells in figures]
    begun = max(pd.Timestamp(begin), pd.Timestamp(around.weeks.period.min()))
    whose = "Of the two" if len(dyads) == 1 else "Of each dyad"
    note = (
        f"{whose}. Intervals hold what will be seen in 90 of 100 cases. Tested on all dyads; skill is the "
        "share of the error (CRPS) that is saved against the base rate. Usual: since "
        f"{day(f'{begun:%Y-%m-%d}')}."
    )
    heads = ("What", "Expected", "Forecasts tested", "Skill", "Than usual: all dyads")
    yield Table(f"{TITLE}: how many stories, and how hard", heads, tuple(lines), note=note)


def _named(pair: Pair) -> str:
    return " – ".join(map(actor_name, pair)) + ": "


def _cited(around: Around, pair: Pair, quads: Sequence[int], ledger: Ledgered) -> tuple[int, ...]:
    """Such stories of the period, or else of before it; and that all stories of the two were learnt from."""
    material = around.material
    a, b = pair
    now = around.cited(a, b, material.since, material.until, quads)
    told = now or around.cited(a, b, None, material.until, quads)
    counted = ledger.counted(
        f"Learnt from are the stories of all actors up to the last day; those of {actor_name(a)} and "
        f"{actor_name(b)} are listed by entente stories --dyad {a} {b}.",
        f"forecast {shlex.quote(a)} {shlex.quote(b)} --level government{until(material)}",
    )
    return (*ledger.cite_stories(told), counted)


class _Chance(NamedTuple):
    quad: int
    probability: float
    low: float
    high: float
    base_rate: float
    tested: int
    happened: int
    skill: float
    verdict: str
    of_all: str


def _chances(
    around: Around, found: Mapping[Pair, pd.DataFrame], by: By, last: date, ledger: Ledgered
) -> Table:
    """The probability of each quad class, with its base rate and its track record in the same row."""
    several, lines = len(around.dyads(FORECAST)) > 1, []
    for pair, chances in found.items():
        for one in rows(chances.sort_values("quad"), _Chance):
            figure = f"{chance(one.probability)} ({chance(one.low)} to {chance(one.high)})"
            cells = (
                (_named(pair) if several else "") + QUADS[one.quad - 1],
                first_told(figure, chance(one.base_rate), one.verdict, one.of_all),
                f"{one.happened} of {one.tested} had one",
                "—" if one.verdict == TOO_LITTLE else points(one.skill),
                short(one.verdict),
                short(one.of_all),
            )
            lines.append(Line(cells, _cited(around, pair, (one.quad,), ledger)))
    any_one = next(iter(found.values()))
    start, end = (day(f"{any_one[name].iloc[0]:%Y-%m-%d}") for name in ("period", "end"))
    whose = "each dyad" if several else "these two"
    note = (
        f"From what was told up to {day(last.isoformat())}. In brackets, where the true probability lies in "
        f"90 of 100 cases. Tested: the {by}s that were forecast of {whose}, each from what was known "
        "before it. Skill: the share of the base rate's log score that was saved in them. The base rate is "
        "what their own long run makes of it."
    )
    heads = (
        "At least one story of",
        "Probability",
        f"{by.capitalize()}s tested",
        "Skill",
        f"Than the base rate: {whose}",
        "All dyads",
    )
    return Table(f"{TITLE} next {by}: {start} to {end}", heads, tuple(lines), note=note)


def _picture(
    pair: Pair,
    material: Material,
    begin: date,
    past: pd.DataFrame,
    chances: pd.DataFrame,
    expected: pd.DataFrame,
) -> Picture:
    """What two did by week, and what is forecast."""
    a, b = map(actor_name, pair)
    told = ", ".join(
        f"{QUADS[one.quad - 1].lower()} {chance(one.probability)} (base rate {chance(one.base_rate)})"
        for one in rows(chances.sort_values("quad"), _Chance)
    )
    number = counted(int(past.stories.sum()), Count.STORY, f"of {a} and {b} told as done")
    spread = fan_drawn(past, chances, expected)
    return Picture(
        f"{a} and {b} by week, and the week to come",
        spread.phone,
        f"Dots and ticks by week for {count(int((past.stories > 0).sum()), 'week')} with stories, then what "
        f"is forecast: {told}.",
        "Above, the mean intensity of each week with stories; below, weeks with a story of each quad class. "
        "The upright line in a bar is the base rate; how far such forecasts held stands in the table above. "
        f"{number} {ground(material, begin)}",
        spread.page,
    )
