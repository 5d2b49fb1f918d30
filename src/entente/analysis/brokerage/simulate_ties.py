"""Period ties of dyads whose rates and moods are known: what records with planted effects are made of.

Months of one dyad differ (bursts) and hang together; waves of reporting raise and lower all dyads at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.ontology.plover import intensity, quad
from entente.records import EventType

COLUMNS = (
    "period", "a", "b", "stories", "reports", "articles", "words_for", "deeds_for", "words_against",
    "deeds_against", "intensity", "net", "deviation",
)  # fmt: skip
BEGIN = date(2005, 1, 1)
#: Of stories of either kind, those that are words.
WORDS = 0.75
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Noise:
    """How unsteady a record is.

    Attributes:
        bursts: standard deviation of the logarithm of a dyad's rate from month to month; 1 makes single
            months of tenfold rate.
        moods: the same of the log odds of cooperation.
        together: autocorrelation of both, 0 to 1.
        waves: standard deviation of the logarithm of what raises all dyads of a month.
    """

    bursts: float = 0.5
    moods: float = 0.5
    together: float = 0.3
    waves: float = 0.5


#: As records are.
UNSTEADY = Noise()


def drawn(
    draw: np.random.Generator,
    a: NDArray[np.str_],
    b: NDArray[np.str_],
    rates: Floats,
    chances: Floats,
    noise: Noise,
    moods: Floats | None = None,
) -> pd.DataFrame:
    """Period ties of dyads.

    Args:
        draw: where chance comes from.
        a: one of each two.
        b: the other.
        rates: stories a month, dyads by months.
        chances: of cooperation, dyads by months.
        noise: how unsteady all that is.
        moods: what is added to the log odds of cooperation, dyads by months; None for what ``noise`` draws.
    """
    dyads, months = rates.shape
    wave = np.exp(noise.waves * steady(draw, 1, months, 0.5) - noise.waves**2 / 2)
    burst = np.exp(noise.bursts * steady(draw, dyads, months, noise.together) - noise.bursts**2 / 2)
    number = draw.poisson(rates * wave * burst)
    low = np.log(np.clip(chances, 0.02, 0.98) / (1 - np.clip(chances, 0.02, 0.98)))
    if moods is None:
        moods = noise.moods * steady(draw, dyads, months, noise.together)
    chance = 1 / (1 + np.exp(-low - moods))
    cell = np.repeat(np.arange(number.size), number.ravel())
    friendly = draw.random(cell.size) < chance.ravel()[cell]
    words = draw.random(cell.size) < WORDS
    quads = np.where(friendly, 2 - words, 4 - words)
    return _frame(draw, a, b, months, cell, quads)


def _frame(
    draw: np.random.Generator,
    a: NDArray[np.str_],
    b: NDArray[np.str_],
    months: int,
    cell: NDArray[np.int64],
    quads: NDArray[np.int64],
) -> pd.DataFrame:
    felt = np.zeros(cell.size)
    for number in (1, 2, 3, 4):
        of_quad = [intensity(kind) for kind in EventType if quad(kind) == number]
        here = quads == number
        felt[here] = draw.choice(of_quad, here.sum())
    size = a.size * months
    told = np.bincount(cell, minlength=size)
    counts = [np.bincount(cell[quads == number], minlength=size) for number in (1, 2, 3, 4)]
    net, squares = np.bincount(cell, felt, size), np.bincount(cell, felt**2, size)
    seen = np.flatnonzero(told)
    mean = net[seen] / told[seen]
    first = pd.period_range(BEGIN, periods=months, freq="M").to_timestamp()
    frame = pd.DataFrame(
        {
            "period": first[seen % months],
            "a": np.where(a < b, a, b)[seen // months],
            "b": np.where(a < b, b, a)[seen // months],
            "stories": told[seen],
            "reports": told[seen],
            "articles": told[seen] + draw.poisson(told[seen]),
            **{name: count[seen] for name, count in zip(COLUMNS[6:10], counts, strict=True)},
            "intensity": mean,
            "net": net[seen],
            "deviation": np.sqrt(np.clip(squares[seen] / told[seen] - mean**2, 0, None)),
        }
    ).astype({"a": "str", "b": "str"})
    return frame.sort_values(["period", "a", "b"], ignore_index=True)[list(COLUMNS)]


def steady(draw: np.random.Generator, series: int, months: int, together: float) -> Floats:
    """Standard normal values whose neighbours in a row have this correlation."""
    found = draw.standard_normal((series, months))
    for t in range(1, months):
        found[:, t] = together * found[:, t - 1] + (1 - together**2) ** 0.5 * found[:, t]
    return found
