"""Tallies and ties with known turns, drawn with a seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from entente.analysis.dyads.tally import Floats, Tally

#: Intensity of stories for and against.
FOR, AGAINST = 3.0, -5.0


def tallied(cooperation: Sequence[float] | Floats, conflict: Sequence[float] | Floats) -> Tally:
    """Stories of two intensities, with even exposure."""
    good, bad = np.asarray(cooperation, float), np.asarray(conflict, float)
    net, squares = FOR * good + AGAINST * bad, FOR**2 * good + AGAINST**2 * bad
    return Tally(good, bad, net, squares, np.ones(len(good)))


def phased(*phases: tuple[int, float, float], seed: int = 0) -> Tally:
    """Poisson counts: of each phase its periods, stories for and stories against in each."""
    draw = np.random.default_rng(seed)
    good = np.concatenate([draw.poisson(up, n) for n, up, _ in phases])
    bad = np.concatenate([draw.poisson(down, n) for n, _, down in phases])
    return tallied(good, bad)


def flipped(told: Tally) -> Tally:
    """The same with stories for and against in each other's place."""
    return Tally(told.conflict, told.cooperation, -told.net, told.squares, told.exposure)


def multiplied(told: Tally, times: Floats) -> Tally:
    """The same mixture, each story so many times in each period; exposure as it is."""
    return Tally(
        times * told.cooperation, times * told.conflict, times * told.net, times * told.squares, told.exposure
    )


def as_ties(told: Tally, a: str, b: str, first: str = "2010-01-04") -> pd.DataFrame:
    """A tally as weekly ties of two."""
    weeks = pd.date_range(first, periods=len(told.net), freq="7D").as_unit("us")
    heard = told.stories > 0
    stories = told.stories[heard].astype(int)
    mean = told.net[heard] / stories
    return pd.DataFrame(
        {
            "period": weeks[heard],
            "a": a,
            "b": b,
            "stories": stories,
            "reports": stories,
            "articles": stories,
            "words_for": told.cooperation[heard].astype(int),
            "deeds_for": 0,
            "words_against": 0,
            "deeds_against": told.conflict[heard].astype(int),
            "intensity": mean,
            "net": told.net[heard],
            "deviation": np.sqrt(np.maximum(told.squares[heard] / stories - mean**2, 0)),
        }
    )
