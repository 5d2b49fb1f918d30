"""What actors do next and what is done to them, in part four, with the track record beside it."""

from __future__ import annotations

import shlex
from dataclasses import replace
from math import isnan
from typing import NamedTuple

import pandas as pd

from entente.analysis.dyads.background import listed
from entente.analysis.links.ahead import Track
from entente.analysis.rows import rows
from entente.brief.evidence import CITED, Ledgered
from entente.brief.ground import until
from entente.brief.material import Material
from entente.brief.parts import Line, Table
from entente.brief.wording import chance, day, percent
from entente.ontology.naming import actor_name
from entente.prospect import Prospect

MOST = 5


class _Next(NamedTuple):
    role: str
    event_type: str
    other: str
    share: float
    stories: int
    last: pd.Timestamp


def next_acts(material: Material, prospect: Prospect, actor: str, ledger: Ledgered) -> Table | None:
    """The likeliest next acts of an actor; None of one of whom no story is told."""
    found = prospect.ahead(actor)
    if found.empty:
        return None
    # A meeting is told of both: of an act that goes both ways the likelier one is shown.
    shown = found.drop_duplicates(["event_type", "other"]).head(MOST)
    what = f"Counted are the stories of {actor_name(actor)} in the three years up to the last day."
    counted = (ledger.counted(what, f"forecast {shlex.quote(actor)}{until(material)}"),)
    lines = []
    for one in rows(shown, _Next):
        pair = (actor, one.other) if one.role == "actor" else (one.other, actor)
        cells = (
            f"{actor_name(pair[0])} to {actor_name(pair[1])}",
            one.event_type.capitalize(),
            chance(one.share),
            f"{one.stories:,}",
            "—" if pd.isna(one.last) else day(f"{one.last:%Y-%m-%d}"),
        )
        lines.append(Line(cells, _told(material, one, pair, ledger) or counted))
    name = actor_name(actor)
    heads = ("Who to whom", "Act", "Share", "So far", "Last")
    note = (
        f"Share: of all acts of {name}, or of all that is done to it, that come next. "
        f"{held(prospect.links_track)} How often each type of act comes is taken as it was lately, and is "
        "not tested. Of an act that goes both ways the likelier is shown; “so far”: in three years."
    )
    return Table(f"What {name} does next, and what is done to it", heads, tuple(lines), (2, 3), note)


def held(track: Track) -> str:
    """How far forecasts of who deals with whom held over the last days, in words."""
    if not track.ours.queries or isnan(track.low):
        return "How far such forecasts held: too few days to tell."
    return (
        f"Such forecasts were {track.verdict} over the last {track.days} days: given one of the two and the "
        f"type, the other came first in {percent(track.ours.hits_1)} of "
        f"{track.ours.queries:,} cases (baseline {percent(track.baseline.hits_1)}), among three in "
        f"{percent(track.ours.hits_3)} ({percent(track.baseline.hits_3)})."
    )


def _told(material: Material, one: _Next, pair: tuple[str, str], ledger: Ledgered) -> tuple[int, ...]:
    """The last such stories."""
    if pd.isna(one.last):
        return ()
    chosen = replace(material.told(), since=one.last.date(), dyad=pair, types=(one.event_type,))
    days = material.store.days(chosen)
    same = days[
        (days.day == one.last) & (~days.directed.astype(bool) | ((days.a == pair[0]) & (days.b == pair[1])))
    ]
    return ledger.cite_stories(listed(same, CITED))
