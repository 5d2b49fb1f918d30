"""What is likely next of two, with how far such forecasts held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from entente.analysis.outlook.track import TOO_LITTLE
from entente.analysis.rows import rows
from entente.charts.caption import Caption
from entente.charts.outlook import MOST, QUADS, percent
from entente.charts.reliability import outlook
from entente.charts.theme import Drawing
from entente.errors import UsageError
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.prospect import LEAST, Prospect
from entente.units import By, Count


class _Chance(NamedTuple):
    quad: int
    probability: float
    base_rate: float
    tested: int
    happened: int
    verdict: str
    of_all: str


def made(asked: Asked) -> Figure:
    """The figure of what two do in the week or month to come.

    Raises UsageError for other periods, and where the record is too little to forecast from: a picture would
    look like a forecast. The table of ``entente forecast`` tells what there is.
    """
    if asked.by not in LEAST:
        raise UsageError(f"--by {asked.by} is not forecast; give {' or '.join(LEAST)}")
    a, b = asked.two()
    return outlook_of(Prospect(asked.store, asked.selection, (), asked.by), a, b)


def outlook_of(prospect: Prospect, a: str, b: str) -> Figure:
    """The same of a prospect that is already known; ``a`` and ``b`` are codes or names."""
    one, other = prospect.two(a, b)
    if why := prospect.lacking:
        raise UsageError(
            f"nothing is forecast of {basis.pair(one, other)}: {why}. Read or import more, or widen --from, "
            "--to and --dataset"
        )
    chances, expected = prospect.dyad(one, other)
    past = _shown(prospect.past(one, other), chances)
    bins = prospect.outlook.reliability
    seen = replace(prospect.selection, since=_first(past, chances, prospect.by))
    length = f"in the last {MOST} {prospect.by}s at most"
    caption = Caption(
        title=f"{basis.pair(one, other)}: what is likely {_when(chances, prospect.by)}",
        counted=basis.counted(int(past.stories.sum()), Count.STORY, f"told as done of the two, {length}"),
        sources=basis.sources(prospect.store, seen),
        exposure=basis.exposure(prospect.store, seen, prospect.by),
        notes=tuple(_notes(chances, bins, prospect.by)),
    )
    told = f"{caption.counted} {'; '.join(map(_likely, rows(chances, _Chance)))}."

    def chart(width: int) -> Drawing:
        return outlook(past, chances, expected, bins, width)

    return Figure(caption, chances, chart, told)


def _shown(past: pd.DataFrame, chances: pd.DataFrame) -> pd.DataFrame:
    """The periods that are drawn."""
    begin, end = (pd.Timestamp(chances[name].iloc[0]) for name in ("period", "end"))
    return past[pd.to_datetime(past.period) >= begin - MOST * (end - begin + pd.Timedelta(days=1))]


def _first(past: pd.DataFrame, chances: pd.DataFrame, by: By) -> date:
    """The first day that the drawing shows."""
    back = min(int(chances.periods.iloc[0]), MOST)
    step = pd.DateOffset(weeks=back) if by is By.WEEK else pd.DateOffset(months=back)
    begun = pd.Timestamp(chances.period.iloc[0]) - step
    first: date = min([begun, *pd.to_datetime(past.period.head(1))]).date()
    return first


def _when(chances: pd.DataFrame, by: By) -> str:
    first, last = (pd.Timestamp(chances[name].iloc[0]) for name in ("period", "end"))
    return f"in {first:%B %Y}" if by is By.MONTH else f"from {first:%-d %b} to {last:%-d %b %Y}"


def _notes(chances: pd.DataFrame, bins: pd.DataFrame, by: By) -> Iterator[str]:
    """What the probability is of, and how far such forecasts held."""
    yield (
        f"The probability is that of at least one story of the class of these two in that {by}; its interval "
        "holds the true one in 90 of 100 cases. The upright line is the base rate: their own long run."
    )
    for chance in rows(chances.sort_values("quad"), _Chance):
        tested = f"{chance.tested:,} {by}s tested, {chance.happened:,} had one" if chance.tested else ""
        known = f"{tested}; {_than(chance.verdict)}" if tested else "never tested of these two"
        yield f"{_likely(chance)}: {known}; over all dyads {_than(chance.of_all)}."
    number = int(bins.n.sum()) if len(bins) else 0
    yield (
        f"Below, {number:,} forecasts of all dyads of the record, each from what was known before it; "
        "a bar holds what came true in 95 of 100 cases if they are right; an empty dot lies outside of it."
    )


def _likely(chance: _Chance) -> str:
    usual = "" if pd.isna(chance.base_rate) else f" (base rate {percent(chance.base_rate)} %)"
    return f"{QUADS[chance.quad - 1].capitalize()} {percent(chance.probability)} %{usual}"


def _than(verdict: str) -> str:
    return "too little to tell whether better" if verdict == TOO_LITTLE else verdict
