"""Rifts and rapprochements of the region, and who gained or moved when the two last turned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from entente.analysis.brokerage.thirdparties import NEITHER, third_parties
from entente.analysis.dyads.rifts import FEWEST, Rift
from entente.analysis.rows import rows
from entente.brief.around import Around, told
from entente.brief.evidence import Ledgered
from entente.brief.ground import stories_of_pair, ties_of
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


def rifts_table(around: Around, ledger: Ledgered) -> tuple[Table | None, Line | None]:
    """The turns of the members' dyads, the latest first; and what to say where there are none.

    Where the background tells the largest turns, these stand there alone.
    """
    if not around.turns:
        return None, _none(around, ledger)
    elsewhere = around.largest if around.material.focus.is_closed else []
    found = [turn for turn in around.turns if turn not in elsewhere]
    if not found:
        return None, None
    left = len(found) - len(found[:MOST])
    more = f" Left out: {count(left, 'earlier turn')}." if left else ""
    more += " The largest stand in the background." if len(found) < len(around.turns) else ""
    return _table("Rifts and rapprochements", found[:MOST], more, around, ledger), None


def largest_table(around: Around, ledger: Ledgered) -> Table | None:
    """The largest turns of the members' dyads in the whole record; None without any."""
    if not around.largest:
        return None
    left = len(around.every_turn) - len(around.largest)
    more = f" The {count(len(around.largest), 'turn')} of most weight: change times stories."
    more += f" Left out here: {count(left, 'turn')}." if left else ""
    return _table("The largest rifts and rapprochements of the record", around.largest, more, around, ledger)


def _table(title: str, turns: Sequence[Rift], more: str, around: Around, ledger: Ledgered) -> Table:
    lines = tuple(_turn(around, turn, ledger) for turn in turns)
    heads = ("Date", "Pair", "Turn", "Between", "Stories that carry it")
    return Table(title, heads, lines, note=_NOTE + more)


def _none(around: Around, ledger: Ledgered) -> Line | None:
    inside = around.inside(around.weeks)
    stories = inside.groupby(["a", "b"]).stories.sum()
    enough = stories[stories >= FEWEST]
    if enough.empty:
        return None
    looked = f"{count(len(enough), 'dyad')}, {int(enough.sum()):,} stories"
    what = "Counted are the stories of the members' dyads, all weeks of the record."
    command = ties_of(around.material, "rifts", around.members, None)
    return Line(
        (f"No turn of any dyad in the last five years is told from chance ({looked}).",),
        (ledger.counted(what, command),),
    )


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
    return Line(cells, ledger.cite_stories(stories))


def third_table(around: Around, ledger: Ledgered) -> tuple[Table | None, Line | None]:
    """Who gained, lost or moved with the last turn of those looked at; or that nobody did surely."""
    turn = around.last_turn
    if turn is None:
        return None, None
    when = f"the {turn.direction} of {day(turn.date.isoformat())}"
    two = f"{actor_name(turn.a)} and {actor_name(turn.b)}"
    found = third_parties(around.weeks, turn.a, turn.b, turn.date, members=around.members)
    sure = found[(found.moved != NEITHER) | (found.place != NEITHER)]
    if sure.empty:
        told = f"No third party surely gained, lost or moved with {when} between {two}."
        return None, Line((told,), ledger.cite_stories(around.carriers(turn)))
    lines = tuple(_third(around, one, turn, ledger) for one in rows(sure.head(MOST_THIRD), Third))
    heads = ("Third party", "Tie with", "What changed", "Mean intensity", "Share of cooperation", "Stories")
    note = (
        f"The year before {when} between {two} beside the year from it on; at most one in twenty of these is "
        "chance. “With” is the way that the two went. That the turn caused it is not shown."
    )
    return Table(f"Who gained, who moved: {two}", heads, lines, note=note), None


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
    told = around.cited(one.actor, one.side, turn.date, None, QUADS)
    told = told or around.cited(one.actor, one.side, None, None, QUADS)
    return Line(
        cells,
        ledger.cite_stories(told)
        or (ledger.counted(*stories_of_pair(around.material, (one.actor, one.side))),),
    )


def _mean(value: float) -> str:
    return "—" if value != value else signed(value)


def _share(value: float) -> str:
    return "—" if value != value else percent(value)
