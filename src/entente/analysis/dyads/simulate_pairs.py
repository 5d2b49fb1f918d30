"""Dyads of which it is known who follows whom: for tests, for measuring, and for trying things out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.series import QUADS, span
from entente.units import By

Floats = NDArray[np.float64]
#: Deviation of single stories around the tone of their period, and of the tone, in points.
STORY, TONE = 4.0, 3.0
#: Words are so large a part of all.
WORDS = 2 / 3
#: Articles read of a period, where the wave is at its mean.
READ = 500


@dataclass(frozen=True, slots=True)
class Paired:
    """Two directions of some dyads.

    Attributes:
        ties: directed ties by period, with the columns that the store gives.
        exposure: what was read of each period: ``period``, ``articles``.
        lag: periods by which the second actor follows the first; negative where it leads; 0 where neither.
    """

    ties: pd.DataFrame
    exposure: pd.DataFrame
    lag: int


@dataclass(frozen=True, slots=True)
class Make:
    """How a dyad is made.

    Attributes:
        periods, by: its length.
        lag: the second follows the first by so many periods; negative: the first follows the second.
        strength: share of the follower's tone that is the other's, 0 to 1.
        together: autocorrelation of the tone of each, 0 to below 1.
        wave: deviation of the logarithm of the volume that moves both alike; its autocorrelation is 0.7.
        common: share of a tone that moves both in the same period, 0 to 1; it hangs together as well.
        bursts: deviation of the logarithm of each one's own rate.
        rates: stories a period of either direction.
        unread: share of the periods of which nothing was read; they come in runs of three.
        shift: from the middle on the tone of both is so many points lower.
    """

    periods: int = 120
    by: By = By.MONTH
    lag: int = 0
    strength: float = 0.0
    together: float = 0.0
    wave: float = 0.0
    common: float = 0.0
    bursts: float = 0.0
    rates: tuple[float, float] = (4.0, 4.0)
    unread: float = 0.0
    shift: float = 0.0


def paired(make: Make, *, seed: int = 0, names: tuple[str, str] = ("A", "B")) -> Paired:
    """One dyad: stories a period are Poisson, their intensities lie around a tone that hangs together.

    >>> made = paired(Make(periods=24, lag=2, strength=0.9), seed=1)
    >>> (made.lag, len(made.exposure), sorted(set(made.ties.a)))
    (2, 24, ['A', 'B'])
    """
    draw = np.random.default_rng(seed)
    n, ahead = make.periods, abs(make.lag)
    first = _drawn(draw, n + ahead, make.together)
    own = _drawn(draw, n, make.together)
    answer = make.strength * first[:n] + (1 - make.strength**2) ** 0.5 * own if ahead else own
    tones = [first[ahead:], answer] if make.lag >= 0 else [answer, first[ahead:]]
    shared = _drawn(draw, n, max(make.together, 0.5))
    volume = np.exp(make.wave * _drawn(draw, n, 0.7) - make.wave**2 / 2)
    read = draw.poisson(READ * volume) * ~_unread(draw, n, make.unread)
    index = span(pd.Timestamp(date(2001, 1, 1)), pd.Timestamp(date(2001, 1, 1)), make.by)
    index = pd.date_range(index[0], periods=n, freq=_STEPS[make.by]).as_unit("us")
    parts = []
    lower = make.shift * (np.arange(n) >= n // 2)
    for tone, rate, (a, b) in zip(tones, make.rates, (names, names[::-1]), strict=True):
        level = TONE * (make.common * shared + (1 - make.common**2) ** 0.5 * tone) - lower
        busy = rate * volume * np.exp(make.bursts * draw.standard_normal(n) - make.bursts**2 / 2)
        number = draw.poisson(busy) * (read > 0)
        parts.append(_ties(draw, index, a, b, number, level))
    ties = pd.concat(parts, ignore_index=True).sort_values(["period", "a"], ignore_index=True)
    return Paired(ties, pd.DataFrame({"period": index, "articles": read}), make.lag)


def many(make: Make, n: int, *, seed: int = 0) -> Paired:
    """Some dyads of one kind, each drawn by itself: A000 and B000, A001 and B001 and so on.

    The exposure is that of the first; make dyads with ``wave`` or ``unread`` one by one.
    """
    made = [paired(make, seed=seed + i, names=(f"A{i:03}", f"B{i:03}")) for i in range(n)]
    return Paired(pd.concat([one.ties for one in made], ignore_index=True), made[0].exposure, make.lag)


_STEPS = {By.DAY: "D", By.WEEK: "W-MON", By.MONTH: "MS", By.YEAR: "YS"}


def _drawn(draw: np.random.Generator, n: int, together: float) -> Floats:
    """A series of deviation 1 and autocorrelation ``together`` (autoregressive, first order)."""
    found = draw.standard_normal(n)
    for i in range(1, n):
        found[i] = together * found[i - 1] + (1 - together**2) ** 0.5 * found[i]
    return found


def _unread(draw: np.random.Generator, n: int, share: float) -> NDArray[np.bool_]:
    begun = draw.random(n) < share / 3
    return begun | np.roll(begun, 1) | np.roll(begun, 2) if share else np.zeros(n, bool)


def _ties(
    draw: np.random.Generator,
    index: pd.DatetimeIndex,
    a: str,
    b: str,
    number: NDArray[np.int64],
    level: Floats,
) -> pd.DataFrame:
    at = np.repeat(np.arange(len(index)), number)
    value = np.clip(np.round(level[at] + STORY * draw.standard_normal(at.size), 1), -10, 10)
    quad = np.where(value >= 0, 0, 2) + (draw.random(at.size) >= WORDS)
    stories = pd.DataFrame({"at": at, "value": value})
    for place, name in enumerate(QUADS):
        stories[name] = (quad == place).astype(np.int64)
    found = stories.groupby("at").agg(
        stories=("value", "size"),
        **{name: (name, "sum") for name in QUADS},
        intensity=("value", "mean"),
        net=("value", "sum"),
    )
    found["deviation"] = stories.value.groupby(stories["at"]).std(ddof=0)
    found.insert(1, "reports", found.stories)
    found.insert(2, "articles", found.stories)
    found.insert(0, "period", index[found.index])
    found.insert(1, "a", a)
    found.insert(2, "b", b)
    return found.reset_index(drop=True)
