"""The signed network of the region: its picture, blocs, balance, and who is more alone than before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.balance.balance import Balance, balance
from entente.analysis.balance.strain import strained
from entente.analysis.network.blocs import Division, Membership, blocs, divisions
from entente.analysis.network.graph import network
from entente.analysis.network.isolation import isolation
from entente.analysis.rows import rows
from entente.analysis.statistics import FALSE, Z, adjusted, two_sided
from entente.brief.around import Around
from entente.brief.evidence import Ledgered
from entente.brief.ground import ground, ties_of
from entente.brief.parts import Line, Picture, Remarks
from entente.brief.pictures import network_drawn
from entente.brief.wording import count, day, percent, signed
from entente.figures.basis import counted
from entente.ontology.naming import actor_name
from entente.units import Count

#: Actors that are drawn with the two at head and foot, and ties that make a picture.
DRAWN, TIES = 14, 3
#: A bloc is told from so firm members on; a strained tie from this q; isolation of so many stories a year.
STABLE, STRAINED, TOLD = 0.5, 0.1, 50
YEAR = pd.DateOffset(years=1)
#: All quad classes.
ALL = (1, 2, 3, 4)
_NOTE = (
    "A tie is friendly or hostile where the 95 % interval of its mean intensity lies above or below 0, else "
    "mixed; five stories make one."
)


class Strained(NamedTuple):
    """A tie under strain; see ``strained``."""

    a: str
    b: str
    sign: int
    triads: int
    unbalanced: int
    pushed: str
    q: float


class Alone(NamedTuple):
    """How isolated an actor is; see ``isolation``."""

    actor: str
    isolation: float
    before: float
    change_low: float
    change_high: float


class Camps:
    """The signed network of the members in the last years; empty where the record is too thin for it."""

    def __init__(self, around: Around, ledger: Ledgered) -> None:
        self.around = around
        self._ledger = ledger
        self.ties = network(around.inside(around.recent if around.is_rich else around.recent.iloc[:0]))
        self._division = next(rows(divisions(self.ties), Division), None)

    @property
    def is_drawn(self) -> bool:
        """Whether there are ties with a sign for a picture."""
        return int((self.ties.sign != 0).sum()) >= TIES

    def picture(self) -> Picture:
        """Who is with whom: with the blocs where there are any, else with the two at head and foot."""
        members = self._blocs()
        codes = self.around.material.focus.codes
        # The picture has places for two at its head and foot.
        focus = (codes[0], codes[1]) if len(codes) == 2 and not members else None
        drawn = self._drawn()
        names = {code: actor_name(code) for code in (*drawn.a, *drawn.b, *codes)}
        signs = drawn.sign.value_counts()
        kinds = [(1, "friendly"), (-1, "hostile"), (0, "mixed")]
        told = ", ".join(f"{int(signs.get(sign, 0))} {kind}" for sign, kind in kinds)
        busiest = "; ".join(
            f"{names[a]} and {names[b]}, {int(n):,} stories, {signed(mean)}"
            for a, b, n, mean in drawn.head(3)[["a", "b", "stories", "intensity"]].itertuples(index=False)
        )
        lines = network_drawn(drawn, names, focus, {m.actor: m.bloc + 1 for m in members}, "stories")
        return Picture(
            "Who is with whom",
            lines.phone,
            f"Network of {count(len({*drawn.a, *drawn.b}), 'actor')}: {told}. The busiest ties: {busiest}.",
            f"{counted(int(drawn.stories.sum()), Count.STORY, 'between the actors drawn')} "
            f"{ground(self.around.material, pd.Timestamp(self.around.since_recent()))} {_NOTE}",
            lines.page,
        )

    def _drawn(self) -> pd.DataFrame:
        ranked = self.ties.sort_values(["stories", "a", "b"], ascending=[False, True, True])
        both = pd.concat([ranked.set_index("a").stories, ranked.set_index("b").stories])
        weight = both.groupby(level=0).sum().sort_values(ascending=False, kind="stable")
        order = sorted(
            weight.index, key=lambda name: (name not in self.around.material.focus.codes, -weight[name])
        )
        kept = order[:DRAWN]
        return ranked[ranked.a.isin(kept) & ranked.b.isin(kept)]

    def _blocs(self) -> list[Membership]:
        """Who is in a bloc of two or more, where there are blocs at all."""
        if self._division is None or self._division.p > FALSE:
            return []
        return [m for m in rows(blocs(self.ties), Membership) if m.members > 1 and m.stability >= STABLE]

    def remarks(self) -> tuple[Remarks | None, Line | None]:
        """What is sure of blocs, balance and isolation; and what is not told from chance."""
        lines, missing = [], []
        if self._division:
            p = self._division.p
            if members := self._blocs():
                words = _bloc_words(members, self._division)
                lines.append(Line((words,), self._counted("network --show blocs")))
            elif p > FALSE:
                missing.append(f"blocs (p {p:.2f})")
        for found in rows(balance(self.ties), Balance):
            if found.p <= FALSE:
                lines.append(Line((_balance_words(found),), self._counted("balance")))
            elif found.hostile and found.p == found.p:
                missing.append(f"balance (p {found.p:.2f})")
        lines += [*self._strained(), *self._alone()]
        not_told = (
            Line((f"Not told from chance: {' and '.join(missing)}.",), self._counted("balance"))
            if missing
            else None
        )
        note = (
            f"From the ties of the picture. p is the chance of as much where ties fell by lot; up to {FALSE} "
            "it is told. A year is compared with the one before."
        )
        return (Remarks("Blocs, balance, isolation", tuple(lines), note) if lines else None), not_told

    def _counted(self, command: str) -> tuple[int, ...]:
        """The entry on the ties of the picture, with the command that gives the figure."""
        around = self.around
        what = (
            f"Counted are {int(self.ties.stories.sum()):,} stories in {count(len(self.ties), 'tie')} among "
            f"the actors of the regional part from {day(around.since_recent())} on."
        )
        command = ties_of(around.material, command, around.members, around.since_recent())
        return (self._ledger.counted(what, command),)

    def _strained(self) -> Iterator[Line]:
        found = strained(self.ties)
        for tie in rows(found[found.q <= STRAINED].head(3), Strained):
            kind = "friendly" if tie.sign > 0 else "hostile"
            told = self.around.cited(tie.a, tie.b, date.fromisoformat(self.around.since_recent()), None, ALL)
            yield Line(
                (
                    f"{actor_name(tie.a)} and {actor_name(tie.b)} are under strain to a {tie.pushed}: their "
                    f"tie is {kind}, and {tie.unbalanced} of {tie.triads} common partners speak against it "
                    f"(q {tie.q:.2f}).",
                ),
                (*self._ledger.cite_stories(told[:2]), *self._counted("balance --show strain")),
            )

    def _alone(self) -> Iterator[Line]:
        """Members that are surely more, or less, isolated than in the year before."""
        around = self.around
        if not around.is_rich:
            return
        ties = around.recent[around.recent.a.isin(around.members) | around.recent.b.isin(around.members)]
        start, middle = (pd.Timestamp(around.since(YEAR * n)) for n in (2, 1))
        parts = [ties[(ties.period >= start) & (ties.period < middle)], ties[ties.period >= middle]]
        known = [network(part, least=1) for part in parts if len(part)]
        if len(known) < 2:
            return
        found = isolation(pd.concat(known, ignore_index=True))
        found["least"] = found.groupby("actor").stories.transform("min")
        found = found[found.actor.isin(around.members) & (found.least >= TOLD) & found.change.notna()]
        error = (found.change_high - found.change_low) / (2 * Z)
        found = found.assign(q=adjusted(two_sided(found.change / error, np.full(len(found), 1e6))))
        for one in rows(found[found.q <= FALSE].sort_values("change", ascending=False).head(4), Alone):
            way = "more" if one.isolation > one.before else "less"
            yield Line(
                (
                    f"{actor_name(one.actor)} is {way} isolated than the year before: {one.isolation:.2f}, "
                    f"from {one.before:.2f} (change from {_two(one.change_low)} to {_two(one.change_high)}; "
                    "1 cooperates with nobody).",
                ),
                self._counted("network --show isolation --window year"),
            )


def _two(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _bloc_words(members: Sequence[Membership], division: Division) -> str:
    by_bloc: dict[int, list[str]] = {}
    for one in members:
        by_bloc.setdefault(one.bloc, []).append(actor_name(one.actor))
    told = "; ".join(f"{bloc + 1}: {', '.join(names)}" for bloc, names in sorted(by_bloc.items()))
    why = "friends and foes" if division.p_dealt <= FALSE else "who deals with whom, not friends against foes"
    return f"Blocs, by {why} (p {division.p:.2f}): {told}."


def _balance_words(found: Balance) -> str:
    way = "more" if found.balanced > found.expected else "less"
    return (
        f"The region is {way} balanced than chance (p {found.p:.2f}): {percent(found.balanced)} of "
        f"{count(found.triads, 'triad')} by weight, {percent(found.expected)} expected; "
        f"{count(found.frustrated, 'tie')} of {found.friendly + found.hostile} against two camps."
    )
