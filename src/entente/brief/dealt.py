"""Findings on what those looked at do: acts that texts tell, or stories where others coded some."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from entente.analysis.deeds import done, is_before, is_history, of_dyad, strongest
from entente.analysis.dyads.background import listed
from entente.analysis.dyads.series import QUADS
from entente.analysis.network.ties import Tie, ties
from entente.analysis.rows import rows
from entente.brief.around import Around, act_of
from entente.brief.background import ENOUGH
from entente.brief.deeds import no_statement
from entente.brief.evidence import CITED, Ledgered
from entente.brief.ground import stories_of_focus
from entente.brief.material import Material
from entente.brief.parts import Line
from entente.brief.wording import act, day, excerpt, is_known, parties, recipients, when
from entente.figures.basis import some
from entente.ontology.naming import actor_name
from entente.records import Event

#: An act stands among the findings only where the coder is as sure as this, and the text itself tells it.
SURE = 0.75
#: Third parties, at most.
THIRD = 2


@dataclass(frozen=True)
class Dealt:
    """What those looked at do to each other.

    Attributes:
        now, before: frames with ``a``, ``b``, ``quad`` and ``id``, of the period and of before it.
        noun: what a row is: act or story.
        cite: the evidence of some rows, at most so many entries.
    """

    now: pd.DataFrame
    before: pd.DataFrame
    noun: str
    cite: Callable[[Ledgered, pd.DataFrame, int], tuple[int, ...]]


def dealt(around: Around, pairs: pd.DataFrame) -> Dealt:
    """The acts of our texts; the stories, where some that others coded are among them."""
    material = around.material
    if material.imported:
        days = material.story_days()
        days = days.assign(id=days.story)
        old = days.day < pd.Timestamp(material.since) if material.since else days.day.isna()
        return Dealt(days[~old], days[old], "story", _stories)
    own = material.dealings(pairs)
    before = is_before(own, material.since)
    return Dealt(own[~before], own[before & ~is_history(own)], "act", _acts)


def _acts(ledger: Ledgered, chosen: pd.DataFrame, most: int) -> tuple[int, ...]:
    return ledger.cite_events(strongest(chosen)[:most])


def _stories(ledger: Ledgered, chosen: pd.DataFrame, most: int) -> tuple[int, ...]:
    return ledger.cite_stories(listed(chosen, most))


def _conflict(chosen: pd.DataFrame) -> tuple[int, int]:
    """Numbers of acts: all, and those of conflict; one towards several counts once."""
    return chosen.id.nunique(), chosen[chosen.quad > 2].id.nunique()


def balance(around: Around, deeds: Dealt, ledger: Ledgered) -> Iterator[Line]:
    """How much is done in the period, by direction or by pair."""
    for who, towards in around.material.focus.towards(deeds.now):
        n, hard = _conflict(towards)
        if n:
            yield Line(
                (
                    f"{who} in the period, in words and deeds: {some(n, deeds.noun)}, {n - hard} of "
                    f"cooperation and {hard} of conflict.",
                ),
                deeds.cite(ledger, towards, CITED),
            )


def change(around: Around, deeds: Dealt, ledger: Ledgered) -> Iterator[Line]:
    """The share of conflict in the period and before it, or that there is too little to compare."""
    (n, hard), (m, harder) = _conflict(deeds.before), _conflict(deeds.now)
    if not n + m:
        return
    material, what = around.material, some(2, deeds.noun).removeprefix("2 ")
    among = material.focus.called.among
    evidence = (
        *deeds.cite(ledger, deeds.now, 2),
        *deeds.cite(ledger, deeds.before, 2),
        ledger.counted(*stories_of_focus(material, since=False)),
    )
    if min(n, m) >= ENOUGH:
        words = (
            f"Conflict makes up {harder / m:.0%} of the {what} {among} in the period "
            f"({harder:,} of {m:,}), {hard / n:.0%} before it ({hard:,} of {n:,})."
        )
    else:
        words = (
            f"Too few {what} to compare the period with the time before: {m:,} {among} in it, {n:,} before "
            f"({ENOUGH} on either side are asked)."
        )
    yield Line((words,), evidence)


def chief(around: Around, regional: pd.DataFrame, deeds: Dealt, ledger: Ledgered) -> Iterator[Line]:
    """The hardest and the friendliest deed of the period: of those that texts tell, else of the stories."""
    found = list(_told(around.material, _now(around.material, regional), ledger))
    if found or deeds.cite is not _stories:
        yield from found
        return
    among = around.material.focus.called.among
    weight = deeds.now.intensity.abs()
    ranked = deeds.now.assign(weight=weight).sort_values(
        ["weight", "day", "story"], ascending=[False, True, True]
    )
    for label, quad in (("Hardest", 4), ("Friendliest", 2)):
        for story in listed(ranked[ranked.quad == quad].head(1), 1):
            yield Line(
                (
                    f"{label} deed {among}: {act_of(story.event_type, story.intensity)}, "
                    f"{actor_name(story.a)} towards {actor_name(story.b)}, {day(story.day.isoformat())}, "
                    f"coded by others ({story.dataset}).",
                ),
                ledger.cite_stories([story]),
            )


def _now(material: Material, regional: pd.DataFrame) -> pd.DataFrame:
    found = done(regional)
    return found[~is_before(found, material.since)]


def _told(material: Material, around: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    # Of no acts, what is mapped has no type of its own.
    known = around.a.map(is_known).astype(bool)
    between = known & around.b.map(lambda b: isinstance(b, str) and is_known(b)).astype(bool)
    sure = no_statement(around[(around.score >= SURE) & ~around.attributed & between])
    own = material.focus.between(sure)
    sure, among = (own, material.focus.called.among) if len(own) else (sure, "among the actors")
    for label, deeds in (("Hardest", sure[sure.quad == 4]), ("Friendliest", sure[sure.quad == 2])):
        if deeds.empty:
            continue
        first = strongest(deeds)[0]
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


def third(around: Around, regional: pd.DataFrame, ledger: Ledgered) -> Iterator[Line]:
    """Who deals most with each of those looked at, with how much of it is of either kind."""
    focus = around.material.focus
    if not focus.called.sides:
        return
    codes, members = focus.codes, set(around.members)
    partners = [_partners(around, regional, code) for code in codes]
    shared = {name for name in set.intersection(*map(set, partners)) if is_known(name)} & members - set(codes)
    noun = "story" if around.material.imported else "act"
    for name in sorted(shared, key=lambda c: (-sum(sum(own[c]) for own in partners), c))[:THIRD]:
        told = [
            f"with {actor_name(code)} {some(own[name][0], noun)} of cooperation and {own[name][1]} of "
            "conflict"
            for code, own in zip(codes, partners, strict=True)
        ]
        deals = "deals with both" if len(codes) > 1 else "is among those who deal most"
        evidence = tuple(n for code in codes for n in _between(around, regional, name, code, ledger))
        yield Line((f"{actor_name(name)} {deals}: {', '.join(told)}.",), tuple(dict.fromkeys(evidence)))


def _partners(around: Around, regional: pd.DataFrame, code: str) -> dict[str, tuple[int, int]]:
    """With whom one deals in the period: how much of cooperation, how much of conflict."""
    material = around.material
    if not material.imported:
        found = [t for t in rows(ties(_now(material, regional)), Tie) if code in (t.a, t.b)]
        return {t.a if t.b == code else t.b: (t.cooperation, t.conflict) for t in found}
    weeks = around.weeks[(around.weeks.a == code) | (around.weeks.b == code)]
    now = weeks[weeks.period >= pd.Timestamp(material.since)] if material.since else weeks
    other = now.b.where(now.a == code, now.a)
    summed = now.groupby(other)[list(QUADS)].sum()
    return {
        str(name): (int(one + two), int(three + four))
        for name, one, two, three, four in summed.itertuples(name=None)
    }


def _between(
    around: Around, regional: pd.DataFrame, one: str, other: str, ledger: Ledgered
) -> tuple[int, ...]:
    """The two strongest acts or stories of two in the period."""
    if around.material.imported:
        told = around.cited(one, other, around.material.since, None, (1, 2, 3, 4))
        return ledger.cite_stories(told[:2])
    return ledger.cite_events(strongest(of_dyad(_now(around.material, regional), one, other))[:2])
