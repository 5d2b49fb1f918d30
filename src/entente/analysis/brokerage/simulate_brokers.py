"""Records of many actors in which somebody brokers, leans on another, or gains by a turn: with known answers.

Monthly ties as the store gives them. Rates of dyads are heavy-tailed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.brokerage.simulate_ties import BEGIN, UNSTEADY, Noise, drawn, steady


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
    noise: Noise = UNSTEADY,
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
    a, b, gainer, follower = (str(name) for name in names[:4])
    return Turned(ties, at, a, b, gainer, follower)


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
    noise: Noise = UNSTEADY,
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
    noise: Noise = UNSTEADY,
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


@dataclass(frozen=True, slots=True)
class Swayed:
    """A record in which ``follower``'s tie to ``a`` moves with that of ``a`` and ``b``, ``lag`` months later,
    and ``contrary``'s against it; all others move by themselves."""

    ties: pd.DataFrame
    a: str
    b: str
    follower: str
    contrary: str
    lag: int


def swayed(
    actors: int = 10,
    months: int = 120,
    *,
    strength: float = 0.8,
    lag: int = 1,
    rate: float = 6.0,
    mood: float = 2.0,
    noise: Noise = UNSTEADY,
    seed: int = 0,
) -> Swayed:
    """A record with ties that move with or against a dyad's; ``strength`` is the correlation of their moods.

    >>> swayed().follower
    'A2'
    """
    draw = np.random.default_rng(seed)
    i, j = np.triu_indices(actors, 1)
    moods = steady(draw, i.size, months + lag, noise.together)
    leading = moods[0, : months + lag].copy()
    for row, way in ((1, 1), (2, -1)):
        own = (1 - strength**2) ** 0.5 * moods[row]
        moods[row, lag:] = own[lag:] + way * strength * leading[:months]
    rates, chances = np.full((i.size, months), rate), np.full((i.size, months), 0.5)
    names = _names(actors)
    ties = drawn(draw, names[i], names[j], rates, chances, noise, mood * moods[:, lag:])
    a, b, follower, contrary = (str(name) for name in names[:4])
    return Swayed(ties, a, b, follower, contrary, lag)


def _ties(
    draw: np.random.Generator, pairs: list[tuple[str, str, float, float]], months: int, noise: Noise
) -> pd.DataFrame:
    a, b, rate, chance = (np.array(column) for column in zip(*pairs, strict=True))
    wide = np.ones((1, months))
    return drawn(draw, a, b, rate[:, None] * wide, chance[:, None] * wide, noise)


def _names(number: int) -> NDArray[np.str_]:
    return np.array([f"A{i:0{len(str(number - 1))}}" for i in range(number)])
