"""What figures rest on, in set sentences: what is counted, over what, and the command that lists it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date

import pandas as pd

from entente.brief.focus import Pair
from entente.brief.material import Material
from entente.figures.basis import exposure, sources
from entente.ontology.naming import actor_name
from entente.store import Selection
from entente.units import By

#: Members that a command names one by one.
NAMED = 20


def ground(material: Material, since: pd.Timestamp | date | None) -> str:
    """The sources of a picture and how much was read a month, from a day to the end of the period."""
    first = None if since is None or pd.isna(since) else pd.Timestamp(since).date()
    chosen = Selection(since=first, until=material.until)
    return " ".join(
        filter(None, (sources(material.store, chosen), exposure(material.store, chosen, By.MONTH)))
    )


def stories_of_pair(material: Material, pair: Pair) -> tuple[str, str]:
    """What is counted of two, and the command that lists it."""
    a, b = map(actor_name, pair)
    told = f"Counted are stories between {a} and {b} that are told as done."
    return told, f"stories --dyad {shlex.quote(pair[0])} {shlex.quote(pair[1])}{until(material)}"


def stories_of_focus(material: Material, *, since: bool) -> tuple[str, str]:
    """What is counted of the dealings looked at, ``since`` in the period, and the command that lists it."""
    focus = material.focus
    when = " in the period" if since else ""
    told = f"Counted are acts and stories {focus.called.among} that are told as done{when}."
    chosen = focus.narrowed(Selection())
    if chosen.dyad:
        who = "--dyad " + " ".join(map(shlex.quote, chosen.dyad))
    else:
        who = " ".join(f"--actor {shlex.quote(code)}" for code in chosen.actors[:NAMED])
    begun = f" --from {material.since.isoformat()}" if since and material.since else ""
    return told, f"stories {who}{begun}{until(material)}"


def ties_of(material: Material, command: str, members: Sequence[str], first: str | None) -> str:
    """A command on members from an ISO day on: ``network``, ``balance --show strain`` and the like."""
    named = f" --region {shlex.quote(','.join(members[:NAMED]))}" if members else ""
    return f"{command}{named}{f' --from {first}' if first else ''}{until(material)} --level government"


def period(material: Material) -> str:
    """The options that name the period."""
    return (f" --from {material.since.isoformat()}" if material.since else "") + until(material)


def until(material: Material) -> str:
    """The option that names the last day."""
    return f" --to {material.until.isoformat()}" if material.until else ""
