"""The brief put together: material, four parts, findings, evidence."""

from __future__ import annotations

from datetime import date

import pandas as pd

from entente.area import Area, area
from entente.brief.around import Around
from entente.brief.background import background
from entente.brief.brief import Brief
from entente.brief.evidence import Ledgered
from entente.brief.exchange import exchange
from entente.brief.findings import findings, rule, turned
from entente.brief.focus import Focus, of_one, of_several, of_two
from entente.brief.ground import stories_of_focus
from entente.brief.material import LEAST, LEAST_EVENT, Material, gathered
from entente.brief.outlook import outlook
from entente.brief.parts import Contents, Line, Part
from entente.brief.regional import regional
from entente.brief.said import concerning
from entente.brief.wording import count, day
from entente.brief.words import battle
from entente.errors import UsageError
from entente.ontology.naming import actor_name
from entente.store import Store


def make_brief(
    store: Store,
    focus: tuple[str, str] | None = None,
    *,
    actor: str | None = None,
    region: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Brief:
    """The brief of two actors, of one, or of a region, made from the records of a store by stated rules.

    Args:
        store: an open store.
        focus: codes or names of two.
        actor: code or name of one, instead of two.
        region: a named region, or actors with commas between. Beside ``focus`` or ``actor`` it is that of
            part three, else those who deal most with them; alone, the brief is about its members.
        since: first day of the period; else 90 days before the end.
        until: last day; else that of the last document, or of the last imported event where there is none.

    What is told of the region rests on stories: see that the store's are those of its records
    (:func:`entente.distinct.made_distinct`).

    Raises UsageError for a name or period that is not valid, both of ``focus`` and ``actor`` or nobody at
    all, and where nobody of those looked at is in the record.
    """
    found = area(store, region) if region is not None else None
    about = focused(store, focus, actor, found)
    material = gathered(store, about, found, since, until)
    ledger = Ledgered(material)
    pairs = material.focus_pairs()
    members = material.members(pairs)
    of_region = material.regional_pairs(members)
    said = exchange(material)
    claims = concerning(material, material.claims())
    around = Around(material, members)
    told = (*turned(around, ledger), *findings(around, pairs, of_region, said, claims, ledger))
    parts = (
        background(material, pairs, around, ledger),
        _read(material, battle(material, said, ledger)),
        regional(material, of_region, around, ledger),
        outlook(material, claims, pairs, around, ledger),
    )
    contents = Contents(
        title=about.called.title,
        sides=about.called.sides,
        period=_period(material),
        facts=_facts(material),
        findings=told or (_nothing(material, ledger),),
        parts=parts,
        evidence=ledger.all(),
        colophon=_colophon(material),
        rule=rule(about),
    )
    return Brief(contents)


def focused(store: Store, two: tuple[str, str] | None, actor: str | None, region: Area | None) -> Focus:
    """Whom a brief is about; raises UsageError for names that are not valid, or do not go together."""
    if two and actor is not None:
        raise UsageError(
            f"a brief of {' and '.join(two)} and one of {actor} were asked for; give --focus or --actor"
        )
    if two:
        a, b = map(store.actor, two)
        if a == b:
            raise UsageError(f"both actors of the focus are {actor_name(a)}; name two that differ")
        return of_two(a, b)
    if actor is not None:
        return of_one(store.actor(actor))
    if region is None:
        raise UsageError("nobody is named; give two with --focus, one with --actor, or a --region")
    if len(region.members) < 2:
        raise UsageError(f"the region has {region.name} alone; brief on it with --actor, or list two or more")
    return of_several(region.members, region.name)


def _nothing(material: Material, ledger: Ledgered) -> Line:
    """That no finding is to be had."""
    words = f"Nothing in the record of the period allows a finding on {material.focus.called.title}."
    return Line((words,), (ledger.counted(*stories_of_focus(material, since=True)),))


def _read(material: Material, part: Part) -> Part:
    """A part that is made of texts alone; where none was read, it says so and is empty."""
    if material.read or not material.imported:
        return part
    return Part(part.title, "No text was read: the record is of events that others coded.", ())


def _period(material: Material) -> str:
    if material.since is None or material.until is None:
        return "undated"
    return f"{day(material.since.isoformat())} to {day(material.until.isoformat())}"


def _facts(material: Material) -> tuple[tuple[str, str], ...]:
    now = material.documents[material.documents.id.isin(material.current)]
    outlets = sorted({str(o) for o in now.outlet if not pd.isna(o)})
    named = ", ".join(outlets[:8]) + (f" and {len(outlets) - 8} more" if len(outlets) > 8 else "")
    facts = []
    if len(now) == 1:
        title, author = now.title.iloc[0], now.author.iloc[0]
        facts.append(("Text", f"{title}, by {author}" if isinstance(author, str) else str(title)))
    days = now.day.dropna()
    dates = f" ({_span(days.min(), days.max())})" if len(days) else ""
    if material.read > 1:
        told = f"{count(material.read - material.older, 'document')} of the period, {material.older} older"
        facts.append(("Read", f"{told}; {len(now)} of the period name an actor of this brief{dates}"))
    if named:
        facts.append(("Outlets", named))
    if material.imported:
        told = ", ".join(f"{name} ({n:,} events)" for name, n in sorted(material.imported.items()))
        facts.append(("Coded by others", told))
    if material.undated:
        how = "left out, since a period was named" if material.dated_only else "counted to the period"
        facts.append(("Undated", f"{count(material.undated, 'document')}, {how}"))
    if material.region and not material.focus.is_closed:
        facts.append(("Region", material.region.name))
    if material.focus.is_closed:
        facts.append(("Members", ", ".join(material.focus.names)))
    return tuple(facts)


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    stamps = dict.fromkeys(day(d.date().isoformat()) for d in (first, last))
    return " to ".join(stamps)


def _colophon(material: Material) -> str:
    coders = sorted({str(c) for c in material.documents.coder if not pd.isna(c)})
    by = ", ".join([*coders, *sorted(material.imported)]) or "nobody"
    return (
        f"Made by Entente from the record, by the rules stated with each part; coded by {by}. Left out are "
        f"statements with a score below {LEAST} and events "
        f"below {LEAST_EVENT}. A number in brackets opens what a line rests on: a "
        "paragraph, a row that others coded, or what was counted. The coder errs: read the evidence before "
        "you rely on a line."
    )
