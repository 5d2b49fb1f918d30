"""The battle of words of two actors: who said what of whom, by speaker and in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from entente.analysis.dyads.exchange import SAYS_SO
from entente.analysis.words.battle import REPORTED, TOLD, UNDATED, battle
from entente.analysis.words.exchange import Said, Telling, exchange, unsaid
from entente.charts.caption import Caption
from entente.charts.lanes import lanes
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.figures.texts import Texts
from entente.ontology.naming import actor_name
from entente.records import Modality
from entente.store import CODED
from entente.units import By

#: What may yet be said, or might have been.
_NOT_YET = (Modality.HYPOTHETICAL, Modality.FUTURE)


def made(asked: Asked) -> Figure:
    """The figure of what two sides say of and to each other, of the same statements as the brief's."""
    two = asked.two()
    telling = Texts.of(asked.store, two, asked.selection)
    names = (actor_name(two[0]), actor_name(two[1]))
    return facing(asked, telling, exchange(telling), names)


def facing(asked: Asked, telling: Telling, found: Sequence[Said], names: tuple[str, str]) -> Figure:
    """The figure of an exchange that is already known, of two sides by name."""
    spoken = [s for s in found if not s.attitude and s.statement.modality not in _NOT_YET]
    table = battle(telling, spoken)
    of_texts = replace(asked.selection, datasets=(CODED,))
    dated = table[table["dated"] != UNDATED]
    days = basis.days(dated, "first")
    caption = Caption(
        title=f"{' and '.join(names)}: who said what of whom" + (f", {days}" if days else ""),
        counted=_counted(table),
        sources=basis.sources(asked.store, of_texts),
        exposure=basis.exposure(asked.store, of_texts, asked.by if asked.by is not By.DAY else By.MONTH),
        notes=tuple(_notes(table, found, spoken, len(unsaid(telling)))),
    )
    return Figure(caption, table, lambda width: lanes(table, names, width), _told(table, names))


def _counted(table: pd.DataFrame) -> str:
    hard, quoted = int((table["stance"] == "against").sum()), int(table["quoted"].sum())
    return (
        f"Counted: {basis.some(len(table), 'statement')} of, to or beside the other side, each once "
        f"({hard:,} against it: accuse, reject, threaten, demand; {quoted:,} quoted)."
    )


def _notes(table: pd.DataFrame, found: Sequence[Said], spoken: Sequence[Said], negated: int) -> Iterator[str]:
    number = table["dated"].value_counts()
    if undated := int(number.get(UNDATED, 0)):
        has = "has" if undated == 1 else "have"
        yield f"{basis.some(undated, 'statement')} {has} no known day: counted at the speaker, not drawn."
    placed = [
        f"{int(number.get(way, 0)):,} {words}"
        for way, words in (
            (REPORTED, "at the day of the report, by which they were said"),
            (TOLD, "at the day that their paragraph tells"),
        )
        if number.get(way, 0)
    ]
    if placed:
        yield f"Of those drawn {', '.join(placed)}."
    rules = table.loc[table["answers"].notna(), "answer_rule"]
    if len(rules):
        says_so = int((rules == SAYS_SO).sum())
        ways = ((says_so, "where the cue says so"), (len(rules) - says_so, "next to speak of the same"))
        told = ", ".join(f"{number:,} {words}" for number, words in ways if number)
        yield f"Answers: {told}; lines where each statement has its mark."
    yield from _left_out(found, spoken, negated)


def _left_out(found: Sequence[Said], spoken: Sequence[Said], negated: int) -> Iterator[str]:
    attitudes = sum(s.attitude for s in found)
    not_yet = len(found) - len(spoken) - attitudes
    again = sum(len(s.also) for s in spoken)
    parts = [
        f"{number:,} {words}"
        for number, words in (
            (attitudes, "thought, feared or wanted rather than said"),
            (negated, "told as not said"),
            (not_yet, "hypothetical or to come"),
            (again, "repeating the same words"),
        )
        if number
    ]
    if parts:
        yield f"Left out: {', '.join(parts)}."


def _told(table: pd.DataFrame, names: tuple[str, str]) -> str:
    """How often each side speaks, how hard, and who most."""
    told = []
    for side, name in enumerate(names):
        ours = table[table["side"] == side]
        hard = int((ours["stance"] == "against").sum())
        most = ours.groupby("speaker").size().sort_index().sort_values(ascending=False, kind="stable")
        by = f", most by {most.index[0]}" if len(most) else ""
        told.append(f"{name}: {basis.some(len(ours), 'statement')}, {hard:,} against{by}.")
    return " ".join(told)
