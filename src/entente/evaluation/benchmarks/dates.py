"""Time expressions: the days that they mean, on cases labelled by a reader who had not seen the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from entente.evaluation import naive
from entente.evaluation.data import own_rows, place_of
from entente.evaluation.metric import Metric
from entente.language.encoder import Encoder
from entente.records import DateMention
from entente.resolution.dates import find_dates
from entente.resolution.dates.period import Anchor

FILE = "eval/dates.jsonl"
#: A mention is the expression's where they share this part of one of the two.
SHARE = 0.5


@dataclass(frozen=True, slots=True)
class DateCase:
    """A text, an expression in it and the ISO day, month, year or range meant; ``value`` None for no date."""

    text: str
    published: str | None
    start: int
    end: int
    value: str | None


def date_cases(name: str = FILE) -> Iterator[DateCase]:
    """The cases of a file; raises MissingInput."""
    for row in own_rows(name):
        yield DateCase(row["text"], row["published"], *place_of(row["text"], row["expression"]), row["value"])


def right(case: DateCase, found: Iterable[DateMention]) -> bool:
    """Whether the mentions found in a text give the expression its value, or leave it where it has none."""
    met = [
        (mention, shared)
        for mention in found
        if mention.span
        and (shared := min(mention.span.end, case.end) - max(mention.span.start, case.start)) > 0
    ]
    if case.value is None:
        return not met
    want = Anchor.of(case.value)
    return any(
        Anchor.of(mention.value) == want
        and shared >= SHARE * min(mention.span.end - mention.span.start, case.end - case.start)
        for mention, shared in met
        if mention.span
    )


def _share(cases: list[DateCase], find: Callable[[DateCase], Iterable[DateMention]]) -> tuple[int, int]:
    """How many of the dated cases are right, and how many of those without a date."""
    marks = [(case.value is not None, right(case, find(case))) for case in cases]
    return sum(ok for dated, ok in marks if dated), sum(ok for dated, ok in marks if not dated)


def dates(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Share of time expressions read as meant, and of words that only look like one left alone."""
    cases = list(date_cases())
    dated = sum(case.value is not None for case in cases)
    ours = _share(cases, lambda case: find_dates(case.text, 0, len(case.text), case.published))
    base = _share(cases, lambda case: naive.full_dates(case.text))
    yield Metric(
        "dates.value",
        sum(ours) / len(cases),
        sum(base) / len(cases),
        "",
        FILE,
        0.92,
        0.97,
        f"{ours[0]} of {dated} dates, {ours[1]} of {len(cases) - dated} words that are none",
    )
