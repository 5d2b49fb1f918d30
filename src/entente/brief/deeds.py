"""Tables of acts, shared by the parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from entente.analysis.deeds import strongest
from entente.analysis.dyads.course import Step
from entente.analysis.network.ties import Tie
from entente.brief.evidence import Ledgered
from entente.brief.material import Material
from entente.brief.parts import Line, Table
from entente.brief.wording import act, day, excerpt, parties, recipients, status, when
from entente.records import Event

HEADS = ("Date", "Who", "Act", "To whom", "As the text has it")
#: Columns of figures by quad class, and of the extremes.
FIGURES = ("Words for", "Deeds for", "Words against", "Deeds against", "Hardest", "Friendliest")


def acts_table(
    material: Material, title: str, pairs: pd.DataFrame, most: int, ledger: Ledgered, *, history: bool = False
) -> Table | None:
    """Acts in order of time, of more than ``most`` the strongest and surest; None where there are none.

    With ``history`` an act without a day is told as history, not by the day of its report.
    """
    if pairs.empty:
        return None
    ids = strongest(pairs)
    order = list(dict.fromkeys(pairs.sort_values(["when", "id"]).id))
    chosen = set(ids[:most])
    shown = [i for i in order if i in chosen]
    events = material.events(shown)
    reports = dict(zip(pairs.id, pairs.reports, strict=True))
    lines = tuple(
        _line(material, event, int(reports[event.id]), ledger, history) for event in _apart(events, shown)
    )
    note = f"The {most} strongest and surest of {len(ids)}." if len(ids) > most else ""
    return Table(title, HEADS, lines, note=note)


def figures(told: Tie | Step, events: dict[str, Event]) -> tuple[str, ...]:
    """The cells under :data:`FIGURES`; ``events`` holds the extremes."""
    worst, best = events[told.worst], events[told.best]
    return (
        *map(str, (told.words_for, told.deeds_for, told.words_against, told.deeds_against)),
        act(worst.event_type, worst.intensity) if told.conflict else "—",
        act(best.event_type, best.intensity) if told.cooperation else "—",
    )


def extremes(told: Tie | Step) -> list[str]:
    """Ids of the hardest event of conflict and the friendliest of cooperation, where there are such."""
    return [told.worst] * bool(told.conflict) + [told.best] * bool(told.cooperation)


def _apart(events: dict[str, Event], order: Sequence[str]) -> Iterator[Event]:
    """The events, those that hang on one word as one: "both agreed" is an event of each side."""
    by_trigger: dict[tuple[str, int], Event] = {}
    for event in (events[i] for i in order):
        key = event.document, (event.trigger or event.sentence).start
        first = by_trigger.get(key)
        if first is None or first.event_type is not event.event_type:
            by_trigger[key] = event
        else:
            actors = (*first.actor, *(p for p in event.actor if p not in first.actor))
            others = tuple(p for p in (*first.recipient, *event.recipient) if p not in actors)
            by_trigger[key] = replace(first, actor=actors, recipient=tuple(dict.fromkeys(others)))
    yield from by_trigger.values()


def _line(material: Material, event: Event, reports: int, ledger: Ledgered, history: bool) -> Line:
    how = [status(event)] if status(event) else []
    how += [f"{reports} texts"] if reports > 1 else []
    value = event.date.value if event.date else None
    published = material.text(event.document).published
    cells = (
        day(value) if history else when(value, published),
        parties(event.actor),
        ", ".join([act(event.event_type, event.intensity), *how]),
        recipients(event),
        excerpt(event),
    )
    return Line(cells, (ledger.cite(event),))


def no_statement(pairs: pd.DataFrame) -> pd.DataFrame:
    """Without what is said: acts that are statements, and verbal conflict on somebody's word."""
    return pairs[~pairs.statement & ~((pairs.quad == 3) & pairs.attributed)]


def unless_empty(*tables: Table | None) -> Sequence[Table]:
    """The tables that there are."""
    return [t for t in tables if t is not None]
