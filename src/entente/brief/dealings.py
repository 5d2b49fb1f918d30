"""Who depends on whom, and who stands between members that do not deal with each other."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from entente.analysis.brokerage.brokers import brokers
from entente.analysis.brokerage.dependence import dependence
from entente.analysis.rows import rows
from entente.brief.around import Around
from entente.brief.evidence import Ledgered
from entente.brief.focus import Pair
from entente.brief.ground import stories_of_pair, ties_of
from entente.brief.parts import Line, Table
from entente.brief.turned import QUADS_FOR
from entente.brief.wording import day, is_known, percent
from entente.ontology.naming import actor_name

#: Stories of cooperation from which shares are told; the least that a share surely is; how many are listed.
ENOUGH, SURE, MOST = 30, 0.05, 3
#: Pairs that a broker stands between, at least, and the share that its own surely is.
PAIRS, PART = 3, 0.05
FALSE = 0.05
#: Rows on who depends on whom.
MOST_LEANING = 15
WINDOW = 12


class Leaning(NamedTuple):
    """How an actor depends on another; see ``dependence``."""

    actor: str
    on: str
    cooperation: int
    share: float
    low: float
    high: float
    asymmetry: float
    change: float
    q: float


class Broker(NamedTuple):
    """Who stands between others; see ``brokers``."""

    actor: str
    pairs: int
    sole: int
    share: float
    low: float
    high: float
    chief: str


def dependence_table(around: Around, ledger: Ledgered) -> Table | None:
    """The partners with the largest shares of each one's cooperation in the last twelve months."""
    if not around.is_rich:
        return None
    focus = around.material.focus
    start = pd.Timestamp(around.since(pd.DateOffset(months=2 * WINDOW)))
    since = pd.Timestamp(around.since(pd.DateOffset(months=WINDOW)))
    ties = around.recent[around.recent.period >= start]
    if ties.empty:
        return None
    found = dependence(ties, members=around.members, months=WINDOW, least=ENOUGH)
    now = found[(found["first"] >= since) & (found["rank"] <= MOST) & (found.low >= SURE)]
    # Those looked at, and who leans on one of them; of more than a few only what is among them.
    now = now[now.actor.isin(focus.codes) | (now.on.isin(focus.codes) & (len(focus.codes) == 1))]
    now = now[now.on.map(is_known).astype(bool)]
    if focus.is_closed:
        now = now[now.on.isin(focus.codes)]
    if now.empty:
        return None
    order = list(around.members)
    own = now.actor.isin(focus.codes)
    ranked = now.assign(place=now.actor.map(order.index), theirs=~own).sort_values(
        ["theirs", "place", "rank"]
    )
    lines = tuple(_leaning(around, one, since, ledger) for one in rows(ranked.head(MOST_LEANING), Leaning))
    heads = ("Who", "Leans on", "Share of its cooperation", "Share of the other's")
    note = (
        f"Stories of cooperation from {day(since.date().isoformat())} on, with the interval that holds the "
        "share nine times in ten; a share that surely changed since the year before says from what."
    )
    return Table("Who depends on whom", heads, lines, numeric=(3,), note=note)


def _leaning(around: Around, one: Leaning, since: pd.Timestamp, ledger: Ledgered) -> Line:
    was = f", from {percent(one.share - one.change)} the year before" if one.q <= FALSE else ""
    cells = (
        actor_name(one.actor),
        actor_name(one.on),
        f"{percent(one.share)} ({percent(one.low)} to {percent(one.high)}){was}",
        "—" if one.asymmetry != one.asymmetry else percent(one.share - one.asymmetry),
    )
    return Line(cells, _cited(around, (one.actor, one.on), since, ledger))


def _cited(around: Around, pair: Pair, since: pd.Timestamp, ledger: Ledgered) -> tuple[int, ...]:
    """Stories of cooperation of two, or where none can be opened, what was counted."""
    told = ledger.cite_stories(around.cited(*pair, since.date(), None, QUADS_FOR))
    return told or (ledger.counted(*stories_of_pair(around.material, pair)),)


def brokers_table(around: Around, ledger: Ledgered) -> Table | None:
    """Who stands between members that do not deal with each other, or are hostile."""
    if not around.is_rich:
        return None
    found = brokers(around.recent, members=around.members)
    sure = found[(found.pairs >= PAIRS) & (found.low >= PART)]
    sure = sure[sure.actor.map(is_known).astype(bool)].head(MOST)
    if sure.empty:
        return None
    heads = ("Broker", "Pairs", "Only it", "Part of all such pairs", "Widest between")
    note = (
        f"Pairs of members with fewer than five stories from {day(around.since_recent())} on, or more of "
        "conflict than of cooperation; a broker has five of cooperation with both."
    )
    lines = tuple(_broker(around, one, ledger) for one in rows(sure, Broker))
    return Table("Who stands between", heads, lines, numeric=(1, 2), note=note)


def _broker(around: Around, one: Broker, ledger: Ledgered) -> Line:
    pairs = [pair.split("/") for pair in one.chief.split("; ")]
    cells = (
        actor_name(one.actor),
        f"{one.pairs:,}",
        f"{one.sole:,}",
        f"{percent(one.share)} ({percent(one.low)} to {percent(one.high)})",
        "; ".join(" and ".join(map(actor_name, pair)) for pair in pairs),
    )
    since = pd.Timestamp(around.since_recent())
    shown = [s for end in pairs[0] for s in around.cited(one.actor, end, since.date(), None, QUADS_FOR)[:1]]
    command = ties_of(around.material, "brokers", around.members, around.since_recent())
    counted = ledger.counted("Counted are stories of cooperation among the members.", command)
    return Line(cells, (*ledger.cite_stories(shown), counted))
