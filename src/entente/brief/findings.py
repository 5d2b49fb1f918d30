"""The main findings: sentences of figures, names, dates and quotations, each by a rule of this file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from entente.analysis.deeds import done, is_before, is_history, of_dyad, strongest
from entente.analysis.network.ties import Tie, ties
from entente.analysis.rows import rows
from entente.brief.around import Around
from entente.brief.background import ENOUGH
from entente.brief.deeds import no_statement
from entente.brief.evidence import CITED, Ledgered
from entente.brief.exchange import Said
from entente.brief.focus import Focus
from entente.brief.ground import stories_of_focus
from entente.brief.material import Material
from entente.brief.parts import Line
from entente.brief.said import claimant
from entente.brief.wording import (
    act,
    count,
    cue,
    day,
    excerpt,
    is_known,
    parties,
    recipients,
    signed,
    titled,
    when,
)
from entente.brief.words import HARD
from entente.ontology.naming import actor_name
from entente.records import Claim, Event

#: An act stands among the findings only where the coder is as sure as this, and the text itself tells it.
SURE = 0.75
#: Who speak among those of a region, and third parties, at most.
VOICES, THIRD = 3, 2


#: The rules of the findings, as they stand on the page.
RULES = (
    "In this order: the last turn {among}, if one is told from chance; the surest hard words (accusing, "
    "rejecting, threatening, demanding) that face another, {by_whom}; who speaks how often; acts by "
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
    material: Material,
    pairs: pd.DataFrame,
    regional: pd.DataFrame,
    said: Sequence[Said],
    claims: Sequence[Claim],
    ledger: Ledgered,
) -> tuple[Line, ...]:
    """The findings that the record allows, in the order of the parts."""
    own = material.dealings(pairs)
    before = is_before(own, material.since)
    around = done(regional)
    around = around[~is_before(around, material.since)]
    return tuple(
        line
        for some in (
            _sharpest(material, said, ledger),
            _words(said, material, ledger),
            _balance(material, own[~before], ledger),
            _change(material, own[before & ~is_history(own)], own[~before], ledger),
            _chief(material, around, ledger),
            _third(material, around, ledger),
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
    """Of each side the surest hard statement that faces another."""
    hard = [s for s in said if s.faces and s.statement.event_type in HARD and not s.attitude]
    for name, _, theirs in _groups(material.focus, hard):
        if not theirs:
            continue
        one = max(theirs, key=lambda s: (s.statement.score or 0, s.statement.id)).statement
        assert one.source is not None
        told = when(one.date, material.text(one.document).published)
        who = titled(one.source, material.context(one.document).speaker(one))
        words = material.context(one.document).words(one)
        yield Line(
            (f"Sharpest words of {name.replace('Others', 'others')}, {told}: {who}, {cue(one)}: {words}",),
            (ledger.cite(one),),
        )


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


def _conflict(pairs: pd.DataFrame) -> tuple[int, int]:
    """Numbers of acts: all, and those of conflict; one towards several counts once."""
    return pairs.id.nunique(), pairs[pairs.quad > 2].id.nunique()


def _balance(material: Material, now: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    for who, towards in material.focus.towards(now):
        n, hard = _conflict(towards)
        if n:
            yield Line(
                (
                    f"{who} in the period, in words and deeds: "
                    f"{count(n, 'act')}, {n - hard} of cooperation and {hard} of conflict.",
                ),
                ledger.cite_events(strongest(towards)),
            )


def _change(material: Material, before: pd.DataFrame, now: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    (n, hard), (m, harder) = _conflict(before), _conflict(now)
    among = material.focus.called.among
    evidence = (
        *ledger.cite_events(strongest(now)[:2]),
        *ledger.cite_events(strongest(before)[:2]),
        ledger.counted(*stories_of_focus(material, since=False)),
    )
    if min(n, m) >= ENOUGH:
        yield Line(
            (
                f"Conflict makes up {harder / m:.0%} of the acts {among} in the period "
                f"({harder} of {m}), {hard / n:.0%} before it ({hard} of {n}).",
            ),
            evidence,
        )
    elif n + m:
        yield Line(
            (
                f"Too few acts to compare the period with the time before: {m} {among} in it, "
                f"{n} before ({ENOUGH} on either side are asked).",
            ),
            evidence,
        )


def _chief(material: Material, around: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    """The hardest and the friendliest deed of the period, of the sure ones that the texts themselves tell."""
    # Of no acts, what is mapped has no type of its own.
    known = around.a.map(is_known).astype(bool)
    between = known & around.b.map(lambda b: isinstance(b, str) and is_known(b)).astype(bool)
    sure = no_statement(around[(around.score >= SURE) & ~around.attributed & between])
    own = material.focus.between(sure)
    sure, among = (own, material.focus.called.among) if len(own) else (sure, "among the actors")
    for label, some in (("Hardest", sure[sure.quad == 4]), ("Friendliest", sure[sure.quad == 2])):
        if some.empty:
            continue
        first = strongest(some)[0]
        event = material.events([first])[first]
        yield Line(
            (
                f"{label} deed {among}: {act(event.event_type, event.intensity)}, "
                f"{parties(event.actor)} towards {recipients(event)}, {_when(material, event)}: "
                f"“{excerpt(event)}”",
            ),
            (ledger.cite(event),),
        )


def _when(material: Material, event: Event) -> str:
    return when(event.date.value if event.date else None, material.text(event.document).published)


def _third(material: Material, around: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    """The two who deal most with each of those looked at, with the acts of each."""
    codes = material.focus.codes
    if not material.focus.called.sides:
        return
    found = list(rows(ties(around), Tie))
    partners = [{t.a if t.b == code else t.b: t for t in found if code in (t.a, t.b)} for code in codes]
    shared = {name for name in set.intersection(*map(set, partners)) if is_known(name)} - set(codes)
    for third in sorted(shared, key=lambda c: (-sum(own[c].acts for own in partners), c))[:THIRD]:
        told = [
            f"with {actor_name(code)} {count(own[third].cooperation, 'act')} of cooperation and "
            f"{own[third].conflict} of conflict"
            for code, own in zip(codes, partners, strict=True)
        ]
        chief = [e for code in codes for e in strongest(of_dyad(around, third, code))[:2]]
        deals = "deals with both" if len(codes) > 1 else "is among those who deal most"
        yield Line((f"{actor_name(third)} {deals}: {', '.join(told)}.",), ledger.cite_events(chief))


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
