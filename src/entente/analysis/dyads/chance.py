"""What a search for turns finds where there are none: the same reporting, with the stories dealt out anew.

Each period keeps the number of its stories, with all waves of reporting; which of them are for and which
against is drawn by lot, with the share of the whole series. Stories of neighbouring periods hang together, as
those of the series do over a few weeks (a beta-binomial draw for each stretch: Skellam 1948). What is then
found is crying wolf.
"""

from __future__ import annotations

import numpy as np

from entente.analysis.dyads.tally import Floats, Tally, likeness
from entente.analysis.dyads.turns import scores

#: Below so small a correlation stories are dealt out one by one.
ALONE = 1e-3


def dealt(told: Tally, stretch: int, draw: np.random.Generator, together: float | None = None) -> Tally:
    """A series of the same stories by period, for and against by lot.

    Args:
        told: the series.
        stretch: periods that hang together.
        draw: where chance comes from.
        together: their correlation; None to measure it.
    """
    number = told.stories.astype(np.int64)
    total, against = int(number.sum()), int(told.conflict.sum())
    if total == 0:
        return told
    together = likeness(told) if together is None else together
    share = against / total
    if together > ALONE and 0 < share < 1:
        size = 1 / together - 1
        where = (np.arange(len(number)) + draw.integers(stretch)) // stretch
        chances = draw.beta(share * size, (1 - share) * size, int(where[-1]) + 1)[where]
        conflict = draw.binomial(number, chances).astype(float)
    else:
        marked = draw.permutation(total) < against
        at = np.repeat(np.arange(len(number)), number)
        conflict = np.bincount(at, marked, len(number))
    return _with_intensities(told, number.astype(float), conflict, draw)


def _with_intensities(told: Tally, number: Floats, conflict: Floats, draw: np.random.Generator) -> Tally:
    """Intensities such that means and variance are those of the series: of either kind, where they differ."""
    total, against = number.sum(), told.conflict.sum()
    # What the stories of either kind have, from the periods that have only one kind or both.
    both = np.column_stack([told.cooperation, told.conflict])
    means = np.linalg.lstsq(both, told.net, rcond=None)[0]
    expected = means[0] * (total - against) + means[1] * against
    means = means + (told.net.sum() - expected) / total
    rest = float((told.squares.sum() - means[0] ** 2 * (total - against) - means[1] ** 2 * against) / total)
    rest = max(rest, 0.25)
    net = means[0] * (number - conflict) + means[1] * conflict
    net = net + draw.standard_normal(len(number)) * np.sqrt(number * rest)
    squares = means[0] ** 2 * (number - conflict) + means[1] ** 2 * conflict + number * rest
    least = np.divide(net**2, number, out=np.zeros_like(net), where=number > 0)
    return Tally(number - conflict, conflict, net, np.maximum(squares, least), told.exposure)


def by_chance(told: Tally, least: int, stretch: int, times: int, draw: np.random.Generator) -> list[Floats]:
    """The scores of what is found in a series dealt out anew, for each of some times."""
    together = likeness(told)
    return [scores(dealt(told, stretch, draw, together), least) for _ in range(times)]


def threshold(told: Tally, least: int, stretch: int, times: int, rate: float, seed: int = 0) -> float:
    """The score that chance exceeds somewhere in a series with no more than ``rate``."""
    found = by_chance(told, least, stretch, times, np.random.default_rng(seed))
    highest = np.sort([one.max(initial=0.0) for one in found])[::-1]
    # With 39 times and 5 of 100 the second highest of 40 must be passed, the series itself being one.
    return float(highest[max(int(rate * (times + 1)) - 1, 0)])
