"""The main findings: sentences of figures, names, dates and quotations, each by a rule of this file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from entente.analysis.deeds import done, is_before, is_history, of_dyad, strongest
from entente.analysis.network.ties import Tie, ties
from entente.analysis.rows import rows
from entente.analysis.words.battle import HARD
from entente.analysis.words.exchange import Said
from entente.brief.around import Around, events_of
from entente.brief.background import ENOUGH
from entente.brief.deeds import no_statement
from entente.brief.evidence import CITED, Ledgered
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
from entente.ontology.naming import actor_name
from entente.records import Claim, Event

#: An act stands among the findings only where the coder is as sure as this, and the text itself tells it.
SURE = 0.75


def findings(
    material: Material,
    pairs: pd.DataFrame,
    regional: pd.DataFrame,
    said: Sequence[Said],
    claims: Sequence[Claim],
    ledger: Ledgered,
) -> tuple[Line, ...]:
    """The findings that the record allows, in the order of the parts."""
    dyad = material.dyad(pairs)
    before = is_before(dyad, material.since)
    around = done(regional)
    around = around[~is_before(around, material.since)]
    return tuple(
        line
        for some in (
            _sharpest(material, said, ledger),
            _words(said, material, ledger),
            _balance(material, dyad[~before], ledger),
            _change(dyad[before & ~is_history(dyad)], dyad[~before]),
            _chief(material, around, ledger),
            _third(material, around, ledger),
            _ahead(material, claims, ledger),
        )
        for line in some
    )


def turned(around: Around, ledger: Ledgered) -> Iterator[Line]:
    """When the two last turned, if they surely did."""
    turn = around.last_turn
    if turn:
        a, b = around.material.names
        yield Line(
            (
                f"The last {turn.direction} of {a} and {b}: {day(turn.date.isoformat())}, between "
                f"{day(turn.low.isoformat())} and {day(turn.high.isoformat())}; mean intensity from "
                f"{signed(turn.before)} to {signed(turn.after)}.",
            ),
            ledger.cite_events(events_of(around.carriers(turn))),
        )


def _sharpest(material: Material, said: Sequence[Said], ledger: Ledgered) -> Iterator[Line]:
    """Of each side the surest hard statement that faces the other."""
    for own, code in enumerate(material.focus):
        hard = [
            s for s in said if s.side == own and s.faces and s.statement.event_type in HARD and not s.attitude
        ]
        if not hard:
            continue
        one = max(hard, key=lambda s: (s.statement.score or 0, s.statement.id)).statement
        assert one.source is not None
        told = when(one.date, material.text(one.document).published)
        who = titled(one.source, material.context(one.document).speaker(one))
        words = material.context(one.document).words(one)
        yield Line(
            (f"Sharpest words of {actor_name(code)}, {told}: {who}, {cue(one)}: {words}",),
            (ledger.cite(one),),
        )


def _words(said: Sequence[Said], material: Material, ledger: Ledgered) -> Iterator[Line]:
    for own, code in enumerate(material.focus):
        mine = [s.statement for s in said if s.side == own and not s.attitude]
        if not mine:
            continue
        voices = Counter(
            s.source.identity.actor for s in mine if s.source and s.source.identity.actor != code
        )
        top = max(voices.values(), default=0)
        loudest = sorted(str(name) for name, n in voices.items() if n == top)
        most = f"; most often {' and '.join(loudest[:3])} ({top})" if loudest else ""
        hard = sum(s.event_type in HARD for s in mine)
        yield Line(
            (
                f"{actor_name(code)} speaks {count(len(mine), 'time')} in the exchange, {hard} of them "
                f"accusing, rejecting, threatening or demanding{most}.",
            ),
            tuple(
                dict.fromkeys(
                    ledger.cite(s) for s in sorted(mine, key=lambda s: (-(s.score or 0), s.id))[:CITED]
                )
            ),
        )


def _conflict(pairs: pd.DataFrame) -> tuple[int, int]:
    """Numbers of acts: all, and those of conflict."""
    return len(pairs), int((pairs.quad > 2).sum())


def _balance(material: Material, now: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    for one, other in (material.focus, material.focus[::-1]):
        towards = now[(now.a == one) & (now.b == other)]
        n, hard = _conflict(towards)
        if n:
            yield Line(
                (
                    f"{actor_name(one)} towards {actor_name(other)} in the period, in words and deeds: "
                    f"{count(n, 'act')}, {n - hard} of cooperation and {hard} of conflict.",
                ),
                ledger.cite_events(strongest(towards)),
            )


def _change(before: pd.DataFrame, now: pd.DataFrame) -> Iterator[Line]:
    (n, hard), (m, harder) = _conflict(before), _conflict(now)
    if min(n, m) >= ENOUGH:
        yield Line(
            (
                f"Conflict makes up {harder / m:.0%} of the acts between the two in the period "
                f"({harder} of {m}), {hard / n:.0%} before it ({hard} of {n}).",
            )
        )
    elif n + m:
        yield Line(
            (
                f"Too few acts to compare the period with the time before: {m} between the two in it, "
                f"{n} before ({ENOUGH} on either side are asked).",
            )
        )


def _chief(material: Material, around: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    """The hardest and the friendliest deed of the period, of the sure ones that the texts themselves tell."""
    # Of no acts, what is mapped has no type of its own.
    known = around.a.map(is_known).astype(bool)
    between = known & around.b.map(lambda b: isinstance(b, str) and is_known(b)).astype(bool)
    sure = no_statement(around[(around.score >= SURE) & ~around.attributed & between])
    for label, some in (("Hardest", sure[sure.quad == 4]), ("Friendliest", sure[sure.quad == 2])):
        if some.empty:
            continue
        first = strongest(some)[0]
        event = material.events([first])[first]
        yield Line(
            (
                f"{label} deed among the actors: {act(event.event_type, event.intensity)}, "
                f"{parties(event.actor)} towards {recipients(event)}, {_when(material, event)}: "
                f"“{excerpt(event)}”",
            ),
            (ledger.cite(event),),
        )


def _when(material: Material, event: Event) -> str:
    return when(event.date.value if event.date else None, material.text(event.document).published)


def _third(material: Material, around: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    found = ties(around)
    a, b = material.focus
    with_a = {t.a if t.b == a else t.b: t for t in rows(found, Tie) if a in (t.a, t.b)}
    with_b = {t.a if t.b == b else t.b: t for t in rows(found, Tie) if b in (t.a, t.b)}
    both = sorted(
        set(with_a) & set(with_b) - set(material.focus),
        key=lambda c: (-with_a[c].acts - with_b[c].acts, c),
    )
    for third in both[:2]:
        x, y = with_a[third], with_b[third]
        chief = [*strongest(of_dyad(around, third, a))[:2], *strongest(of_dyad(around, third, b))[:2]]
        yield Line(
            (
                f"{actor_name(third)} deals with both: with {actor_name(a)} {count(x.cooperation, 'act')} of "
                f"cooperation and {x.conflict} of conflict, with {actor_name(b)} "
                f"{y.cooperation} and {y.conflict}.",
            ),
            ledger.cite_events(chief),
        )


def _ahead(material: Material, claims: Sequence[Claim], ledger: Ledgered) -> Iterator[Line]:
    if not claims:
        return
    kinds = Counter(c.kind.value for c in claims)
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    yield Line((f"{count(len(claims), 'claim')} on what comes next: {told}.",))
    end = material.until.isoformat() if material.until else ""
    due = [c for c in claims if c.horizon and c.horizon.split("/")[-1] > end]
    if due:
        words = material.context(due[0].document).clause(due[0].span)
        stamp = day(due[0].horizon)
        yield Line((f"Next to fall due ({stamp}): {claimant(due[0])}: “{words}”",), (ledger.cite(due[0]),))
