"""Forecasts in words, each beside what is usual and how such forecasts held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from entente.analysis.outlook.track import BETTER, TOO_LITTLE, WORSE
from entente.analysis.rows import rows
from entente.brief.wording import points, signed
from entente.units import By


def short(verdict: str) -> str:
    """A verdict below a head that names the base rate."""
    return verdict.removesuffix(" than the base rate")


def first_told(figure: str, usual: str, verdict: str, of_all: str) -> str:
    """A forecast and its base rate in words, the base rate first unless the forecast was better.

    Args:
        figure, usual: the forecast with its interval, and the base rate.
        verdict, of_all: of these two, and over all dyads; the latter decides where the first cannot tell.

    >>> first_told("63% (27% to 92%)", "72%", "no better than the base rate", "better than the base rate")
    'base rate 72%; forecast 63% (27% to 92%), no better than the base rate'
    """
    decisive = of_all if verdict == TOO_LITTLE else verdict
    if decisive == BETTER:
        return f"{figure}; base rate {usual}"
    said = {TOO_LITTLE: "too little to tell whether better", WORSE: WORSE}.get(decisive, decisive)
    return f"base rate {usual}; forecast {figure}, {said}"


class _Expected(NamedTuple):
    stories: float
    stories_low: int
    stories_high: int
    intensity: float
    low: float
    high: float
    usual: float
    seen: int
    stories_verdict: str
    intensity_verdict: str


class _Held(NamedTuple):
    target: str
    forecasts: int
    skill: float
    low: float
    high: float


def expected_rows(
    expected: pd.DataFrame, track: pd.DataFrame, periods: int, by: By
) -> Iterator[tuple[str, ...]]:
    """Stories and intensity that are expected, each beside what is usual and how such forecasts held."""
    (one,) = rows(expected, _Expected)
    held = {row.target: row for row in rows(track[track.method == "climatology"], _Held)}
    stories = f"{one.stories:.1f} ({one.stories_low} to {one.stories_high})"
    tone = f"{signed(one.intensity)} ({signed(one.low)} to {signed(one.high)})"
    mean = f"{one.seen / max(periods, 1):.1f}"
    for what, target, figure, usual, verdict in (
        ("Stories", "stories", stories, mean, one.stories_verdict),
        ("Mean intensity, if there are any", "intensity", tone, signed(one.usual), one.intensity_verdict),
    ):
        book = held[target]
        skill = f"{points(book.skill)} ({points(book.low)} to {points(book.high)})"
        yield (
            f"{what}, next {by}",
            first_told(figure, usual, verdict, verdict).replace("base rate " + usual, "usual " + usual),
            f"{book.forecasts:,}",
            "—" if verdict == TOO_LITTLE else skill,
            short(verdict),
        )
