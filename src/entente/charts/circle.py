"""Where the actors of a network without a focus stand: round an oval, friends and blocs side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.charts.ring import WIDTH, label_of

#: Beyond so many actors each has less room: labels of fewer lines.
_MANY = 24
#: From actor to actor down one side, few and many, on a phone and on a page; and from the last of them to the
#: head of the oval.
_PITCHES, _PITCHES_PAGE, _END = (44, 30), (40, 28), 24
#: Lines of a label, few actors and many; letters of a line.
_LINES, _LINES_PAGE, _LETTERS, _LETTERS_PAGE = (3, 2), (2, 2), 15, 28
#: Beside the oval there is room for the labels; above and below it for dots. It is so high at least, by its
#: width.
_BESIDE, _BESIDE_PAGE, _MARGIN, _ROUND = 99, 186, 14, 0.6
#: Points of a bloc's arc from one actor to the next.
_STEPS = 12
#: Below this an exchange is no gain.
_GAIN = 1e-9


def circle(ties: pd.DataFrame, actors: Sequence[str], blocs: Mapping[str, int]) -> tuple[str, ...]:
    """The actors in the order in which they stand round the oval, from its head clockwise.

    As in :func:`ring.ring`, the order makes small the sum over all ties of log(1 + |cooperation -
    conflict|), with the sign of the difference, times the steps between the two. Actors change places within
    their bloc, and blocs with one another, while that helps. Those without a bloc stand together.
    """
    names = sorted(set(actors))
    number = {actor: place for place, actor in enumerate(names)}
    weights = np.zeros((len(names), len(names)))
    pairs = zip(*(ties[name].tolist() for name in ("a", "b", "cooperation", "conflict")), strict=True)
    for a, b, cooperation, conflict in pairs:
        if a in number and b in number and a != b:
            weight = math.copysign(math.log1p(abs(cooperation - conflict)), cooperation - conflict)
            weights[number[a], number[b]] += weight
            weights[number[b], number[a]] += weight
    seats = np.arange(len(names))
    steps = np.abs(seats[:, None] - seats[None, :])
    steps = np.minimum(steps, len(names) - steps).astype(float)
    parts = [
        [number[actor] for actor in names if blocs.get(actor) == bloc] for bloc in _numbers(names, blocs)
    ]
    better = True
    while better:
        better = _exchanged(parts, weights, steps)
        better = _turned(parts, weights, steps) or better
    return tuple(names[place] for part in parts for place in part)


def _numbers(names: Sequence[str], blocs: Mapping[str, int]) -> list[int | None]:
    """The blocs in the order of their numbers; those without one come last."""
    found = {blocs.get(actor) for actor in names}
    return [*sorted(bloc for bloc in found if bloc is not None), *([None] if None in found else [])]


def _exchanged(parts: list[list[int]], weights: NDArray[np.float64], steps: NDArray[np.float64]) -> bool:
    """Exchange two actors of one bloc wherever that helps; whether it did."""
    order = np.array([place for part in parts for place in part], dtype=int)
    helped, start = False, 0
    for part in parts:
        for i, j in combinations(range(start, start + len(part)), 2):
            # The two keep their distance from each other: only what they have with the others changes.
            gap = weights[order[i], order] - weights[order[j], order]
            gap[[i, j]] = 0.0
            if float(gap @ (steps[j] - steps[i])) < -_GAIN:
                order[i], order[j] = order[j], order[i]
                helped = True
        part[:] = order[start : start + len(part)].tolist()
        start += len(part)
    return helped


def _turned(parts: list[list[int]], weights: NDArray[np.float64], steps: NDArray[np.float64]) -> bool:
    """Exchange two blocs, or turn one round, wherever that helps; whether it did."""

    def cost() -> float:
        order = np.array([place for part in parts for place in part], dtype=int)
        return float((weights[np.ix_(order, order)] * steps).sum()) / 2

    least, helped = cost(), False
    for i, j in combinations(range(len(parts)), 2):
        parts[i], parts[j] = parts[j], parts[i]
        if (found := cost()) < least - _GAIN:
            least, helped = found, True
        else:
            parts[i], parts[j] = parts[j], parts[i]
    for part in parts if len(parts) > 1 else ():
        part.reverse()
        if (found := cost()) < least - _GAIN:
            least, helped = found, True
        else:
            part.reverse()
    return helped


@dataclass(frozen=True, slots=True)
class Oval:
    """The oval that so many actors stand round in a drawing of a width, in pixels."""

    count: int
    width: int = WIDTH

    @property
    def wide(self) -> bool:
        """Whether there is the room of a page."""
        return self.width > WIDTH

    @property
    def across(self) -> float:
        """Half its width."""
        return self.width / 2 - (_BESIDE_PAGE if self.wide else _BESIDE)

    @property
    def down(self) -> float:
        """Half its height."""
        pitch = (_PITCHES_PAGE if self.wide else _PITCHES)[self.count > _MANY]
        return max(_END + max((self.count + 1) // 2 - 1, 1) * pitch / 2, self.across * _ROUND)

    @property
    def pitch(self) -> float:
        """From actor to actor down one side."""
        return 2 * (self.down - _END) / max((self.count + 1) // 2 - 1, 1)

    @property
    def tall(self) -> float:
        """The height of the drawing."""
        return 2 * (self.down + _MARGIN)

    def label(self, actor: str, names: Mapping[str, str]) -> list[str]:
        """The lines of an actor's label."""
        lines = (_LINES_PAGE if self.wide else _LINES)[self.count > _MANY]
        return label_of(actor, names, lines, _LETTERS_PAGE if self.wide else _LETTERS)

    def point(self, angle: float) -> tuple[float, float]:
        """Where the oval is at an angle, clockwise from its head."""
        return (
            round(self.width / 2 + self.across * math.sin(angle), 1),
            round(self.down + _MARGIN - self.down * math.cos(angle), 1),
        )


def seats(
    order: Sequence[str], names: Mapping[str, str], blocs: Mapping[str, int], width: int = WIDTH
) -> pd.DataFrame:
    """Each actor's place and its label's: one row an actor, in pixels from the upper left corner.

    The first half stands down the right side, the others up the left. Heights are spread evenly, so that
    no two labels can meet.

    Returns:
        ``actor``, ``label``, ``x``, ``y``, ``text_x``, ``text_y``, ``where`` ("right" or "left"), ``angle``
        (radians, clockwise from the head) and ``bloc`` (0: none).
    """
    half = (len(order) + 1) // 2
    oval = Oval(len(order), width)
    rows = []
    for number, actor in enumerate(order):
        right = number < half
        count = half if right else len(order) - half
        place = number if right else len(order) - 1 - number
        rise = (place - (count - 1) / 2) * oval.pitch
        angle = math.acos(-rise / oval.down)
        angle = angle if right else 2 * math.pi - angle
        x, y = oval.point(angle) if len(order) > 1 else (width / 2, oval.tall / 2)
        label = oval.label(actor, names)
        rows.append(
            {
                "actor": actor,
                "label": "\n".join(label),
                "x": x,
                "y": y,
                "text_x": x + (14 if right else -14),
                "text_y": round(y - len(label) * 6, 1),
                "where": "right" if right else "left",
                "angle": angle,
                "bloc": blocs.get(actor, 0),
            }
        )
    columns = ["actor", "label", "x", "y", "text_x", "text_y", "where", "angle", "bloc"]
    return pd.DataFrame(rows, columns=columns)


def height(actors: pd.DataFrame, width: int = WIDTH) -> float:
    """How high the drawing is."""
    return Oval(len(actors), width).tall


def arcs(actors: pd.DataFrame, width: int = WIDTH) -> pd.DataFrame:
    """The arc of each bloc along the oval, from its first actor to its last: by ``arc`` and ``step``."""
    oval = Oval(len(actors), width)
    rows = []
    seated = zip(actors["bloc"].tolist(), actors["angle"].tolist(), strict=True)
    for arc, (bloc, group) in enumerate(groupby(seated, key=lambda seat: seat[0])):
        angles = [angle for _, angle in group]
        if not bloc or len(angles) < 2:
            continue
        fine = np.interp(np.arange((len(angles) - 1) * _STEPS + 1) / _STEPS, range(len(angles)), angles)
        rows += [(*oval.point(float(angle)), arc, step) for step, angle in enumerate(fine)]
    return pd.DataFrame(rows, columns=["x", "y", "arc", "step"])
