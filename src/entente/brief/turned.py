"""Rifts and rapprochements of the region, and who gained or moved when the two last turned."""

from __future__ import annotations

from typing import NamedTuple

from entente.analysis.brokerage.thirdparties import NEITHER, third_parties
from entente.analysis.dyads.rifts import FEWEST, Rift
from entente.analysis.rows import rows
from entente.brief.around import Around, events_of, told
from entente.brief.evidence import Ledgered
from entente.brief.parts import Line, Table
from entente.brief.wording import count, day, percent, signed
from entente.ontology.naming import actor_name

MOST, MOST_THIRD = 8, 8
#: Quad classes of cooperation, and all.
QUADS_FOR, QUADS = (1, 2), (1, 2, 3, 4)
_NOTE = (
    "A turn is where the mean intensity of a dyad's stories changes by more than chance: of those listed, at "
    "most one in five is false (q by row). “Between” holds the day in 95 of 100 cases."
)


class Third(NamedTuple):
    """What became of a third actor's tie to one of the two; see ``third_parties``."""

    side: str
    actor: str
    stories_before: int
    stories_after: int
    intensity_before: float
    intensity_after: float
    share_before: float
    share_after: float
    moved: str
    place: str


def rifts_table(around: Around, ledger: Ledgered) -> tuple[Table | None, str]:
    """The turns of the members' dyads, the latest first; and what to say where there are none."""
    if not around.turns:
        return None, _none(around)
    lines = tuple(_turn(around, turn, ledger) for turn in around.turns[:MOST])
    left = len(around.turns) - len(lines)
    more = f" Left out: {count(left, 'earlier turn')}." if left else ""
    heads = ("Date", "Pair", "Turn", "Between", "Stories that carry it")
    return Table("Rifts and rapprochements", heads, lines, note=_NOTE + more), ""


def _none(around: Around) -> str:
    inside = around.inside(around.weeks)
    stories = inside.groupby(["a", "b"]).stories.sum()
    enough = stories[stories >= FEWEST]
    if enough.empty:
        return ""
    looked = f"{count(len(enough), 'dyad')}, {int(enough.sum()):,} stories"
    return f"No turn of any dyad in the last five years is told from chance ({looked})."


def _turn(around: Around, turn: Rift, ledger: Ledgered) -> Line:
    stories = around.carriers(turn)
    cells = (
        day(turn.date.isoformat()),
        f"{actor_name(turn.a)} – {actor_name(turn.b)}",
        f"{turn.direction.capitalize()}: {signed(turn.before)} to {signed(turn.after)} "
        f"({turn.stories_before:,} stories before, {turn.stories_after:,} after; q {turn.q:.2f})",
        f"{day(turn.low.isoformat())} and {day(turn.high.isoformat())}",
        told(stories),
    )
    return Line(cells, ledger.cite_events(events_of(stories)))


def third_table(around: Around, ledger: Ledgered) -> tuple[Table | None, str]:
    """Who gained, lost or moved with the last turn of the two; and what to say where nobody did surely."""
    turn = around.last_turn
    if turn is None:
        return None, ""
    a, b = around.material.focus
    when = f"the {turn.direction} of {day(turn.date.isoformat())}"
    found = third_parties(around.weeks, a, b, turn.date, members=around.members)
    sure = found[(found.moved != NEITHER) | (found.place != NEITHER)]
    if sure.empty:
        return None, f"No third party of the region surely gained, lost or moved with {when}."
    lines = tuple(_third(around, one, turn, ledger) for one in rows(sure.head(MOST_THIRD), Third))
    heads = ("Third party", "Tie with", "What changed", "Mean intensity", "Share of cooperation", "Stories")
    note = (
        f"The year before {when} beside the year from it on; at most one in twenty of these is chance. "
        "“With” is the way that the two went. That the turn caused it is not shown."
    )
    return Table("Who gained, who moved", heads, lines, note=note), ""


def _third(around: Around, one: Third, turn: Rift, ledger: Ledgered) -> Line:
    changes = [f"{one.place} ground"] * (one.place != NEITHER)
    changes += [f"moved {one.moved} the two"] * (one.moved != NEITHER)
    cells = (
        actor_name(one.actor),
        actor_name(one.side),
        ", ".join(changes).capitalize(),
        f"{_mean(one.intensity_before)} to {_mean(one.intensity_after)}",
        f"{_share(one.share_before)} to {_share(one.share_after)}",
        f"{one.stories_before:,} before, {one.stories_after:,} after",
    )
    return Line(cells, ledger.cite_events(around.cited(one.actor, one.side, turn.date, None, QUADS)))


def _mean(value: float) -> str:
    return "—" if value != value else signed(value)


def _share(value: float) -> str:
    return "—" if value != value else percent(value)
