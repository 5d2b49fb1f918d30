"""Where the actors of a network stand: round an oval, those who are close side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from textwrap import wrap

import pandas as pd

from entente.charts.theme import PHONE

#: The width of the drawing in pixels: a phone's, so that text need not shrink there.
WIDTH = PHONE
#: From one line of a label to the next.
LINE = 12

_RADIUS = 74
#: From actor to actor down one side, and from the last of them to the head or foot: room for three lines.
_PITCH, _END = 44, 28
_MARGIN = 30
_LETTERS, _LINES = 15, 3


def ring(ties: pd.DataFrame, focus: tuple[str, str]) -> tuple[str, ...]:
    """The actors in the order in which they stand round the oval, from the head clockwise.

    The order is that of the least sum over all ties of log(1 + |cooperation - conflict|), with the sign of
    the difference, times the steps between the two, as far as exchanging two actors at a time finds it.
    It depends on nothing but the ties. The second of the focus stands at the foot, halfway round.
    """
    pairs = zip(*(ties[name].tolist() for name in ("a", "b", "cooperation", "conflict")), strict=True)
    weights = {(a, b): float(cooperation - conflict) for a, b, cooperation, conflict in pairs}
    others = sorted({actor for pair in weights for actor in pair} - set(focus))
    half = (len(others) + 1) // 2

    def whole(inner: Sequence[str]) -> tuple[str, ...]:
        return (focus[0], *inner[:half], focus[1], *inner[half:])

    def cost(inner: Sequence[str]) -> float:
        seat = {actor: number for number, actor in enumerate(whole(inner))}
        total = 0.0
        for (first, second), weight in weights.items():
            steps = abs(seat[first] - seat[second])
            total += math.copysign(math.log1p(abs(weight)), weight) * min(steps, len(seat) - steps)
        return total

    best, least = others, cost(others)
    better = True
    while better:
        better = False
        for i, j in combinations(range(len(best)), 2):
            trial = list(best)
            trial[i], trial[j] = trial[j], trial[i]
            if (found := cost(trial)) < least - 1e-9:
                best, least, better = trial, found, True
    return whole(best)


def spots(order: Sequence[str], names: Mapping[str, str], focus: tuple[str, str]) -> pd.DataFrame:
    """Each actor's place, and its label's: one row an actor, in pixels from the upper left corner.

    Heights are spread evenly on each side, so that no two labels can meet whatever their number.
    """
    foot = order.index(focus[1])
    radius = _END + max(foot - 2, 2) * _PITCH / 2
    middle = radius + _MARGIN
    rows = [_spot(focus[0], names, WIDTH / 2, middle - radius, "head")]
    for where, side, column in (("right", 1, order[1:foot]), ("left", -1, order[:foot:-1])):
        for number, actor in enumerate(column):
            rise = (number - (len(column) - 1) / 2) * _PITCH
            reach = _RADIUS * math.sqrt(1 - (rise / radius) ** 2)
            rows.append(_spot(actor, names, WIDTH / 2 + side * reach, middle + rise, where))
    rows.append(_spot(focus[1], names, WIDTH / 2, middle + radius, "foot"))
    return pd.DataFrame(rows)


def _spot(actor: str, names: Mapping[str, str], x: float, y: float, where: str) -> dict[str, object]:
    wide = where in ("head", "foot")
    label = label_of(actor, names, 1 if wide else _LINES, _LETTERS * 3 if wide else _LETTERS)
    above = {"head": len(label) * LINE + 12, "foot": -14}.get(where, len(label) * LINE / 2)
    shift = {"left": -11, "right": 11}.get(where, 0)
    return {
        "actor": actor,
        "label": "\n".join(label),
        "x": round(x, 1),
        "y": round(y, 1),
        "text_x": round(x + shift, 1),
        "text_y": round(y - above, 1),
        "where": where,
    }


def label_of(actor: str, names: Mapping[str, str], lines: int, letters: int = _LETTERS) -> list[str]:
    """The lines of an actor's label, so many at most; what is left out shows as three dots."""
    return wrap(names.get(actor, actor), letters, max_lines=lines, placeholder="…", break_on_hyphens=True)
