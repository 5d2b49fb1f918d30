"""Records of many actors in which somebody brokers, leans on another, or gains by a turn: with known answers.

Monthly ties as the store gives them. Rates of dyads are heavy-tailed; months of one dyad differ (bursts) and
hang together; waves of reporting raise and lower all dyads at once.
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


@dataclass(frozen=True, slots=True)
class Turned:
    """A record in which ``a`` and ``b`` turn at ``at``, ``gainer`` gains in ``a``'s cooperation, and
    ``follower``'s tie to ``a`` changes as that of ``b`` does; all others stay as they are."""

    ties: pd.DataFrame
    at: date
    a: str
    b: str
    gainer: str
    follower: str


def turned(
    actors: int = 20,
    months: int = 48,
    *,
    rate: float = 4.0,
    tail: float = 0.8,
    fall: float = 0.5,
    gain: float = 3.0,
    follows: float = 0.5,
    wave: float = 1.0,
    noise: Noise = Noise(),
    seed: int = 0,
) -> Turned:
    """A record with a planted third-party effect in its middle.

    Args:
        actors: their number; all deal with all.
        months: length of the record.
        rate: stories a month and dyad, median.
        tail: standard deviation of the logarithm of that over dyads.
        fall: what the share of cooperation of the dyad falls by; 0 for no turn.
        gain: what the gainer's stories with ``a`` are multiplied by; 1 for none.
        follows: what the follower's share of cooperation with ``a`` falls by.
        wave: what all stories are multiplied by after the turn.
        noise: how unsteady all that is.
        seed: the same seed gives the same record.

    >>> made = turned(seed=1)
    >>> made.at, len(made.ties.columns), int(made.ties.stories.min()) > 0
    (datetime.date(2007, 1, 1), 13, True)
    """
    draw = np.random.default_rng(seed)
    i, j = np.triu_indices(actors, 1)
    level = rate * np.exp(tail * draw.standard_normal(i.size))
    friendly = draw.beta(6, 3, i.size)
    # The planted ties are of the usual size, such that there is something to be seen.
    planted = [np.flatnonzero((i == 0) & (j == k))[0] for k in (1, 2, 3)]
    level[planted], friendly[planted] = 2 * rate, 0.75
    rates, chances = np.repeat(level[:, None], months, 1), np.repeat(friendly[:, None], months, 1)
    half = months // 2
    rates[:, half:] *= wave
    rates[planted[1], half:] *= gain
    chances[planted[0], half:] -= fall
    chances[planted[2], half:] -= follows
    names = _names(actors)
    ties = drawn(draw, names[i], names[j], rates, chances, noise)
    at = (pd.Period(BEGIN, "M") + half).start_time.date()
    return Turned(ties, at, *(str(name) for name in names[:4]))


@dataclass(frozen=True, slots=True)
class Brokered:
    """A record of two camps that do not deal with each other, or only as foes, and who stands between them.

    ``shares`` are the shares of the brokers in what goes between the camps, as planted.
    """

    ties: pd.DataFrame
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    shares: dict[str, float]


def brokered(
    camp: int = 5,
    months: int = 24,
    *,
    weights: tuple[float, ...] = (3.0, 1.0),
    hostile: bool = False,
    rate: float = 4.0,
    noise: Noise = Noise(),
    seed: int = 0,
) -> Brokered:
    """Two camps with brokers of known weight between them.

    >>> brokered().shares
    {'B0': 0.75, 'B1': 0.25}
    """
    draw = np.random.default_rng(seed)
    first, second = (tuple(f"{side}{i}" for i in range(camp)) for side in "XY")
    brokers = tuple(f"B{i}" for i in range(len(weights)))
    pairs = [(a, b, rate, 0.8) for side in (first, second) for n, a in enumerate(side) for b in side[n + 1 :]]
    if hostile:
        pairs += [(a, b, rate, 0.1) for a in first for b in second]
    pairs += [(k, a, rate * w, 0.8) for k, w in zip(brokers, weights, strict=True) for a in first + second]
    ties = _ties(draw, pairs, months, noise)
    total = sum(weights)
    shares = {k: w / total for k, w in zip(brokers, weights, strict=True)}
    return Brokered(ties, (first, second), shares)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A record in which ``actor`` has ``shares`` of its cooperation with ``on``, in each half of it."""

    ties: pd.DataFrame
    actor: str
    on: str
    shares: tuple[float, float]


def leaning(
    shares: tuple[float, float] = (0.6, 0.6),
    months: int = 48,
    *,
    others: int = 9,
    rate: float = 20.0,
    noise: Noise = Noise(),
    seed: int = 0,
) -> Leaning:
    """An actor that leans on another; ``rate`` is its stories a month with all.

    The other deals with nobody else; so all of its cooperation is with the actor.
    """
    draw = np.random.default_rng(seed)
    old, new = shares
    half = months // 2
    level = np.repeat([old, new], [half, months - half])
    names = _names(others + 2)
    b = names[1:]
    rates = np.vstack([level, *((1 - level) / others for _ in range(others))]) * rate
    ties = drawn(draw, np.repeat(names[0], b.size), b, rates, np.full(rates.shape, 0.75), noise)
    return Leaning(ties, str(names[0]), str(names[1]), shares)


def drawn(
    draw: np.random.Generator,
    a: NDArray[np.str_],
    b: NDArray[np.str_],
    rates: Floats,
    chances: Floats,
    noise: Noise,
) -> pd.DataFrame:
    """Period ties of dyads, by their rates of stories and chances of cooperation (dyads by months)."""
    dyads, months = rates.shape
    wave = np.exp(noise.waves * _steady(draw, 1, months, 0.5) - noise.waves**2 / 2)
    burst = np.exp(noise.bursts * _steady(draw, dyads, months, noise.together) - noise.bursts**2 / 2)
    number = draw.poisson(rates * wave * burst)
    low = np.log(np.clip(chances, 0.02, 0.98) / (1 - np.clip(chances, 0.02, 0.98)))
    chance = 1 / (1 + np.exp(-low - noise.moods * _steady(draw, dyads, months, noise.together)))
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


def _ties(
    draw: np.random.Generator, pairs: list[tuple[str, str, float, float]], months: int, noise: Noise
) -> pd.DataFrame:
    a, b, rate, chance = (np.array(column) for column in zip(*pairs, strict=True))
    wide = np.ones((1, months))
    return drawn(draw, a, b, rate[:, None] * wide, chance[:, None] * wide, noise)


def _steady(draw: np.random.Generator, series: int, months: int, together: float) -> Floats:
    """Standard normal values whose neighbours in a row have this correlation."""
    found = draw.standard_normal((series, months))
    for t in range(1, months):
        found[:, t] = together * found[:, t - 1] + (1 - together**2) ** 0.5 * found[:, t]
    return found


def _names(number: int) -> NDArray[np.str_]:
    return np.array([f"A{i:0{len(str(number - 1))}}" for i in range(number)])
