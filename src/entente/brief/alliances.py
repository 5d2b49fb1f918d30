"""What binds the actors of part three on the last day of the period: treaties, and common bodies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from entente.brief.evidence import Ledgered
from entente.brief.material import Material
from entente.brief.parts import Line, Table
from entente.brief.wording import day
from entente.ontology.memberships import shared
from entente.ontology.naming import actor_name, is_state
from entente.ontology.treaties import Obligation, Treaty, obligations

MOST = 10
#: Names of parties that are listed of a treaty, and of organisations.
NAMED = 8


def alliances(material: Material, members: Sequence[str], ledger: Ledgered) -> Table | None:
    """Treaties in force among the members, one row a treaty, those of the focus first; None without any."""
    if material.until is None:
        return None
    bound = _bound(members, material.until)
    if not bound:
        return None
    focus = material.focus
    if len(focus.codes) == 1:
        bound = {treaty: pairs for treaty, pairs in bound.items() if any(focus.has(*pair) for pair in pairs)}
    order = list(Obligation)
    ranked = sorted(
        bound,
        key=lambda t: (
            not any(focus.has(a, b) for a, b in bound[t]),
            not any(code in pair for pair in bound[t] for code in focus.codes),
            order.index(t.obligation),
            t.name,
        ),
    )
    if not ranked:
        return None
    lines = tuple(
        Line(_cells(treaty, bound[treaty]), (ledger.listed("Treaties", _told(treaty)),))
        for treaty in ranked[:MOST]
    )
    left = f" Left out: {len(ranked) - MOST} more." if ranked[MOST:] else ""
    note = (
        f"In force on {day(material.until.isoformat())}, the strongest duty of each text, from a table that "
        f"ends with 2025: what was signed, not what was done.{left} {_bodies(material)}"
    )
    heads = ("Obligation", "Treaty", "Between", "Since")
    return Table("Alliances and treaties", heads, lines, note=note.strip())


def _told(treaty: Treaty) -> str:
    """The row of the table in words."""
    parties = "; ".join(", ".join(map(actor_name, side)) for side in treaty.sides)
    until = f" until {day(treaty.term.until)}" if treaty.term.until else ""
    since = f" since {day(treaty.term.since)}" if treaty.term.since else ""
    note = f" {treaty.note}" if treaty.note else ""
    return f"{treaty.name}: {treaty.obligation.value}{since}{until}. Parties: {parties}.{note}"


def _bound(members: Sequence[str], on: date) -> dict[Treaty, list[tuple[str, str]]]:
    """The treaties in force between states among the members, each with the pairs that it binds."""
    found: dict[Treaty, list[tuple[str, str]]] = {}
    for one, other in combinations(filter(is_state, members), 2):
        for treaty in obligations(one, other, on):
            found.setdefault(treaty, []).append((one, other))
    return found


def _cells(treaty: Treaty, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    since = day(treaty.term.since) if treaty.term.since else "—"
    return treaty.obligation.value.capitalize(), treaty.name, _between(treaty, pairs), since


def _between(treaty: Treaty, pairs: Sequence[tuple[str, str]]) -> str:
    codes = list(dict.fromkeys(code for pair in pairs for code in pair))
    if len(treaty.sides) == 1 or len(pairs) == 1:
        shown = [actor_name(code) for code in codes[:NAMED]]
        more = f" and {len(codes) - NAMED} more" if codes[NAMED:] else ""
        return " – ".join(shown) if len(codes) == 2 else ", ".join(shown) + more
    told = [f"{actor_name(one)} – {actor_name(other)}" for one, other in pairs[:NAMED]]
    return "; ".join(told) + (f" and {len(pairs) - NAMED} more" if pairs[NAMED:] else "")


def _bodies(material: Material) -> str:
    """The organisations that both of two are full members of."""
    codes = material.focus.codes
    bodies = shared(codes[0], codes[1], material.until) if material.until and len(codes) == 2 else ()
    if not bodies:
        return ""
    names = [actor_name(code) for code in bodies]
    more = f" and {len(names) - NAMED} more" if names[NAMED:] else ""
    a, b = material.focus.names
    return f"Both {a} and {b} are full members of: {', '.join(names[:NAMED])}{more}."
