"""The phases and turning points of the two before the period, each with the acts that it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from entente.analysis.deeds import strongest
from entente.analysis.dyads.background import Background, Chapter, Story, Turn, background
from entente.analysis.dyads.daily import daily
from entente.analysis.dyads.phases import Direction
from entente.brief.evidence import Ledgered
from entente.brief.focus import Pair
from entente.brief.ground import stories_of_pair
from entente.brief.material import Material
from entente.brief.parts import Line, Remarks, Table
from entente.brief.wording import act, count, day, parties, recipients
from entente.units import By

#: Fewer acts before the period than this have no phases.
ENOUGH = 10
#: A longer record is looked at by month, a shorter one by week.
LONG = pd.Timedelta(days=730)
#: Chief acts that a phase is shown with.
SHOWN = 3
_PHASES = ("When", "Phase", "For", "Against", "Intensity", "Chief acts")
_TURNS = ("When", "Between", "What", "Acts around it")
_NOTE = (
    "A phase is a stretch between two turning points, or in which nothing is told; a turning point is where "
    "what is told changes, and with it the mean intensity. It lies somewhere between the two days given."
)


def phases(
    material: Material, old: pd.DataFrame, pair: Pair, ledger: Ledgered
) -> tuple[Table | Remarks, ...]:
    """The tables of phases and turning points of some acts, or a sentence that says why there are none.

    Args:
        material: of the brief.
        old: the acts between the two before the period.
        pair: the two.
        ledger: for the evidence.
    """
    days = daily(old)
    counted = ledger.counted(*stories_of_pair(material, pair))
    if len(days) < ENOUGH:
        lies = count(len(days), "dated act") if len(days) else "No dated act"
        said = f"{lies} before the period: phases are told from {ENOUGH} on."
        return (Remarks("", (Line((said,), (*ledger.cite_events(strongest(old)), counted)),)),)
    by = By.MONTH if days.day.max() - days.day.min() > LONG else By.WEEK
    found = background(days, None, pair, by=by, most=SHOWN)
    rows = tuple(_phase(material, chapter, by, counted, ledger) for chapter in found.chapters)
    tables = [Table("Phases before the period", _PHASES, rows, numeric=(2, 3, 4), note=_note(found))]
    if found.turns:
        turns = tuple(_turn(material, turn, found, ledger) for turn in found.turns)
        tables.append(Table("Turning points before the period", _TURNS, turns))
    return tuple(tables)


def _note(found: Background) -> str:
    none = "" if found.turns else " No turning point was found."
    return f"{_NOTE} Found by {found.by}.{none}"


def _phase(material: Material, chapter: Chapter, by: By, silent: int, ledger: Ledgered) -> Line:
    phase = chapter.phase
    stamp = "%Y-%m" if by is By.MONTH else "%Y-%m-%d"
    first, last = (day(d.strftime(stamp)) for d in (phase.first, phase.last))
    cells = (
        first if first == last else f"{first} to {last}",
        phase.character.capitalize(),
        str(phase.cooperation),
        str(phase.conflict),
        "—" if phase.intensity is None else _signed(phase.intensity),
        _acts(material, chapter.stories),
    )
    return Line(cells, ledger.cite_events(_events(chapter.stories)) or (silent,))


def _turn(material: Material, turn: Turn, found: Background, ledger: Ledgered) -> Line:
    point = turn.point
    before, after = (found.chapters[i].phase.level or 0 for i in (point.before, point.after))
    what = "Rift" if point.direction is Direction.RIFT else "Rapprochement"
    cells = (
        day(point.day.isoformat()),
        f"{day(point.low.isoformat())} and {day(point.high.isoformat())}",
        f"{what}: from {_signed(before)} to {_signed(after)}",
        _acts(material, turn.stories),
    )
    return Line(cells, ledger.cite_events(_events(turn.stories)))


def _events(stories: Sequence[Story]) -> list[str]:
    return [story.event for story in stories if story.event]


def _acts(material: Material, stories: Sequence[Story]) -> str:
    """Some acts in words: date, who, what, to whom."""
    known = material.events(_events(stories))
    told = []
    for story in stories:
        event = known[story.event or ""]
        who = f"{parties(event.actor)} to {recipients(event)}".replace(" to each other", "")
        told.append(f"{day(story.day.isoformat())}, {who}: {act(event.event_type, event.intensity)}")
    return "; ".join(told) or "—"


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")
