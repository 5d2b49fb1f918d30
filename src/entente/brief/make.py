"""The brief put together: material, four parts, findings, evidence."""

from __future__ import annotations

from datetime import date

import pandas as pd

from entente.analysis.words.exchange import exchange
from entente.brief.around import Around
from entente.brief.background import background
from entente.brief.brief import Brief
from entente.brief.evidence import Ledgered
from entente.brief.findings import findings, turned
from entente.brief.material import LEAST_EVENT, Material, gathered
from entente.brief.outlook import outlook
from entente.brief.parts import Contents, Part
from entente.brief.regional import regional
from entente.brief.said import concerning
from entente.brief.wording import count, day
from entente.brief.words import battle
from entente.figures.texts import LEAST
from entente.store import Store


def make_brief(
    store: Store,
    focus: tuple[str, str],
    *,
    region: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Brief:
    """The brief of two actors, made from the records of a store by stated rules.

    Args:
        store: an open store.
        focus: codes or names of the two.
        region: for part three a named region, or actors with commas between; else those who deal most with
            the two.
        since: first day of the period; else 90 days before the end.
        until: last day; else that of the last document, or of the last imported event where there is none.

    What is told of the region rests on stories: see that the store's are those of its records
    (:func:`entente.distinct.made_distinct`).

    Raises UsageError for a name or period that is not valid, and where neither of the two is in the record.
    """
    material = gathered(store, focus, region, since, until)
    ledger = Ledgered(material)
    pairs = material.focus_pairs()
    members = material.members(pairs)
    of_region = material.regional_pairs(members)
    said = exchange(material)
    claims = concerning(material, material.claims())
    around = Around(material, members)
    found = (*turned(around, ledger), *findings(material, pairs, of_region, said, claims, ledger))
    parts = (
        background(material, pairs, around, ledger),
        _read(material, battle(material, said, ledger)),
        regional(material, of_region, around, ledger),
        outlook(material, claims, pairs, around, ledger),
    )
    a, b = material.names
    contents = Contents(
        title=f"{a} and {b}",
        sides=(a, b),
        period=_period(material),
        facts=_facts(material),
        findings=found,
        parts=parts,
        evidence=ledger.all(),
        colophon=_colophon(material),
    )
    return Brief(contents)


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
    if material.region:
        facts.append(("Region", material.region.name))
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
        f"below {LEAST_EVENT}. A number in brackets opens the paragraph that a line rests on. The coder "
        "errs: read the evidence before you rely on a line."
    )
