"""The dyads that matter most to those looked at, each with its phases and turns, in a table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from entente.analysis.dyads.background import Background, Story, Turn, background, listed
from entente.analysis.dyads.phases import Direction
from entente.brief.around import Around, told
from entente.brief.evidence import CITED, Ledgered
from entente.brief.focus import Pair
from entente.brief.ground import stories_of_pair
from entente.brief.parts import Line, Table
from entente.brief.wording import day, signed
from entente.ontology.naming import actor_name
from entente.units import By

#: Dyads that are looked at one by one; stories before the period that make phases; stories that are named.
DYADS, ENOUGH, SHOWN = 6, 10, 2
#: Turning points that are told, the latest.
TURNS = 2
_HEADS = ("Pair", "For", "Against", "Last phase", "Turning points", "Chief stories")


def dyads_table(around: Around, ledger: Ledgered) -> Table | None:
    """One row a dyad: its stories before the period, its last phase and its last turns; None without any."""
    material = around.material
    lines = []
    for pair in around.dyads(DYADS):
        days = material.store.days(replace(material.told(), dyad=pair))
        old = days[days.day < pd.Timestamp(material.since)] if material.since else days
        if len(old):
            lines.append(_row(around, pair, old, ledger))
    if not lines:
        return None
    note = (
        f"The {DYADS} with most stories in the last years, at most; counted are all stories before the "
        f"period, phases and turning points found by week from {ENOUGH} stories on. Chief stories are those "
        "of the last phase, if there is one. All phases of a dyad: entente dyad A B"
    )
    title = f"Dyads {material.focus.called.among}, before the period"
    return Table(title, _HEADS, tuple(lines), numeric=(1, 2), note=note)


def _row(around: Around, pair: Pair, old: pd.DataFrame, ledger: Ledgered) -> Line:
    stories = old.drop_duplicates("story")
    found = background(old, None, pair, by=By.WEEK, most=SHOWN) if len(stories) >= ENOUGH else None
    chief = _chief(found) or listed(old, SHOWN)
    cells = (
        " – ".join(map(actor_name, pair)),
        f"{int((stories.quad <= 2).sum()):,}",
        f"{int((stories.quad > 2).sum()):,}",
        _phase(found),
        "; ".join(_turn(turn, found) for turn in found.turns[-TURNS:]) if found and found.turns else "—",
        told(chief),
    )
    cited = [*chief, *(s for turn in (found.turns if found else ())[-TURNS:] for s in turn.stories)]
    evidence = ledger.cite_stories(cited[:CITED])
    return Line(cells, evidence or (ledger.counted(*stories_of_pair(around.material, pair)),))


def _chief(found: Background | None) -> tuple[Story, ...]:
    """The chief stories of the last phase in which anything is told."""
    spoken = [chapter for chapter in found.chapters if chapter.stories] if found else []
    return spoken[-1].stories if spoken else ()


def _phase(found: Background | None) -> str:
    spoken = [chapter.phase for chapter in found.chapters if chapter.stories] if found else []
    if not spoken:
        return "too few stories"
    phase = spoken[-1]
    first, last = (day(d.strftime("%Y-%m")) for d in (phase.first, phase.last))
    level = "" if phase.intensity is None else f" ({signed(phase.intensity)})"
    return f"{first if first == last else f'{first} to {last}'}: {phase.character}{level}"


def _turn(turn: Turn, found: Background) -> str:
    point = turn.point
    before, after = (found.chapters[i].phase.level or 0 for i in (point.before, point.after))
    what = "rift" if point.direction is Direction.RIFT else "rapprochement"
    return f"{day(point.day.isoformat())}, {what} ({signed(before)} to {signed(after)})"
