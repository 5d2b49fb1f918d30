"""The main findings: sentences of figures, names, dates and quotations, each by a rule of this file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from entente.analysis.words.battle import HARD
from entente.analysis.words.exchange import Said
from entente.brief.around import Around
from entente.brief.background import ENOUGH
from entente.brief.dealt import SURE, balance, change, chief, dealt, third
from entente.brief.evidence import CITED, Ledgered
from entente.brief.focus import Focus
from entente.brief.material import Material
from entente.brief.parts import Line
from entente.brief.said import claimant
from entente.brief.wording import (
    count,
    cue,
    day,
    signed,
    titled,
    when,
)
from entente.ontology.naming import actor_name
from entente.ontology.plover import intensity
from entente.records import Claim

#: Who speak among those of a region, at most.
VOICES = 3


#: The rules of the findings, as they stand on the page.
RULES = (
    "In this order: the last turn {among}, if one is told from chance; the hardest words (threatening, "
    "accusing, rejecting, demanding) that face another, {by_whom}; who speaks how often; acts by "
    "{direction}; the share of conflict in the period beside that before it, from {enough} acts on either "
    "side; the hardest and the friendliest deed that a text itself tells, with a score of {sure} or more; "
    "{third}claims by kind, and what falls due next."
)


def rule(focus: Focus) -> str:
    """The rules in short."""
    return RULES.format(
        among=focus.called.among,
        by_whom="of either side" if focus.called.sides else "of the three who use most of them",
        direction="direction" if focus.called.sides else "pair, of the three with most",
        enough=ENOUGH,
        sure=SURE,
        third="who deals most with them; " if focus.called.sides else "",
    )


def findings(
    around: Around,
    pairs: pd.DataFrame,
    regional: pd.DataFrame,
    said: Sequence[Said],
    claims: Sequence[Claim],
    ledger: Ledgered,
) -> tuple[Line, ...]:
    """The findings that the record allows, in the order of the parts."""
    material = around.material
    deeds = dealt(around, pairs)
    return tuple(
        line
        for some in (
            _sharpest(material, said, ledger),
            _words(said, material, ledger),
            balance(around, deeds, ledger),
            change(around, deeds, ledger),
            chief(around, regional, deeds, ledger),
            third(around, regional, ledger),
            _ahead(material, claims, ledger),
        )
        for line in some
    )


def turned(around: Around, ledger: Ledgered) -> Iterator[Line]:
    """When those looked at last turned, if they surely did."""
    turn = around.last_turn
    if turn:
        yield Line(
            (
                f"The last {turn.direction} of {actor_name(turn.a)} and {actor_name(turn.b)}: "
                f"{day(turn.date.isoformat())}, between {day(turn.low.isoformat())} and "
                f"{day(turn.high.isoformat())}; mean intensity from {signed(turn.before)} to "
                f"{signed(turn.after)}.",
            ),
            ledger.cite_stories(around.carriers(turn)),
        )


def _groups(focus: Focus, said: Sequence[Said]) -> Iterator[tuple[str, str | None, list[Said]]]:
    """What is said by side, or where there are no two sides, by those who say most: name, code and words."""
    if focus.called.sides:
        for own, name in enumerate(focus.called.sides):
            code = next((c for c in focus.codes if actor_name(c) == name), None)
            yield name, code, [s for s in said if s.side == own]
        return
    for code, _ in Counter(s.state for s in sorted(said, key=lambda s: s.state)).most_common(VOICES):
        yield actor_name(code), code, [s for s in said if s.state == code]


def _sharpest(material: Material, said: Sequence[Said], ledger: Ledgered) -> Iterator[Line]:
    """Of each side the hardest statement that faces another, by its type; of several the surest."""
    hard = [s for s in said if s.faces and s.statement.event_type in HARD and not s.attitude]
    for name, _, theirs in _groups(material.focus, hard):
        if not theirs:
            continue
        one = max(theirs, key=_hardness).statement
        assert one.source is not None
        told = when(one.date, material.text(one.document).published)
        who = titled(one.source, material.context(one.document).speaker(one))
        words = material.context(one.document).words(one)
        yield Line(
            (f"Sharpest words of {name.replace('Others', 'others')}, {told}: {who}, {cue(one)}: {words}",),
            (ledger.cite(one),),
        )


def _hardness(said: Said) -> tuple[float, float, str]:
    statement = said.statement
    assert statement.event_type is not None
    return -intensity(statement.event_type), statement.score or 0, statement.id


def _words(said: Sequence[Said], material: Material, ledger: Ledgered) -> Iterator[Line]:
    for name, code, theirs in _groups(material.focus, [s for s in said if not s.attitude]):
        mine = [s.statement for s in theirs]
        if not mine:
            continue
        voices = Counter(
            s.source.identity.actor for s in mine if s.source and s.source.identity.actor != code
        )
        top = max(voices.values(), default=0)
        loudest = sorted(actor_name(str(who)) for who, n in voices.items() if n == top)
        most = f"; most often {' and '.join(loudest[:3])} ({top})" if loudest else ""
        hard = sum(s.event_type in HARD for s in mine)
        speaks = "speak" if code is None else "speaks"
        yield Line(
            (
                f"{name} {speaks} {count(len(mine), 'time')} in the exchange, {hard} of them "
                f"accusing, rejecting, threatening or demanding{most}.",
            ),
            tuple(
                dict.fromkeys(
                    ledger.cite(s) for s in sorted(mine, key=lambda s: (-(s.score or 0), s.id))[:CITED]
                )
            ),
        )


def _ahead(material: Material, claims: Sequence[Claim], ledger: Ledgered) -> Iterator[Line]:
    if not claims:
        return
    kinds = Counter(c.kind.value for c in claims)
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    surest = sorted(claims, key=lambda c: (-(c.score or 0), c.id))[:CITED]
    yield Line(
        (f"{count(len(claims), 'claim')} on what comes next: {told}.",),
        tuple(dict.fromkeys(map(ledger.cite, surest))),
    )
    end = material.until.isoformat() if material.until else ""
    due = [c for c in claims if c.horizon and c.horizon.split("/")[-1] > end]
    if due:
        words = material.context(due[0].document).clause(due[0].span)
        stamp = day(due[0].horizon)
        yield Line((f"Next to fall due ({stamp}): {claimant(due[0])}: “{words}”",), (ledger.cite(due[0]),))
