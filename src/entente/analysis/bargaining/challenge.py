"""The challenge model: who is made to move by whom, round by round, until nobody moves.

Sources: Bueno de Mesquita 1985, 1994, 2002 (*Predicting politics*); Scholz, Calbert and Smith 2011; for
another implementation Eftekhari and Rahimi 2014, "Preana". See :mod:`readings` for what the papers leave
open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from entente.analysis.bargaining.readings import PRINTED, Choice, Reading
from entente.analysis.bargaining.utilities import chances, distant, gains, risk
from entente.analysis.bargaining.voting import Inputs, median
from entente.analysis.statistics import Floats

#: Rounds at most, and the part of the range below which a move is none.
ROUNDS, STILL = 20, 0.005
Ints = NDArray[np.int64]


class Contest(IntEnum):
    """What becomes of a challenged actor, those that cost it least first."""

    NONE = 0
    CONFLICT = 1
    COMPROMISE = 2
    SURRENDER = 3


@dataclass(frozen=True, slots=True)
class Round:
    """One round of many versions of an issue.

    Attributes:
        chance, gain: of each challenger (second axis) against each challenged (third).
        exponent: attitudes to risk, one column an actor.
        kind: what each challenger (second axis) brings about for each challenged (third); see
            :class:`Contest`.
        target: where that would move it.
        mover: who made each actor move; -1 where it stayed.
        position: where all stand after the round.
    """

    chance: Floats
    gain: Floats
    exponent: Floats
    kind: Ints
    target: Floats
    mover: Ints
    position: Floats


@dataclass(frozen=True, slots=True)
class Course:
    """Rounds until nobody moves, or as many as were allowed; ``settled`` says which."""

    start: Floats
    rounds: tuple[Round, ...]
    settled: bool

    @property
    def final(self) -> Floats:
        """Where all stand in the end."""
        return self.rounds[-1].position if self.rounds else self.start


def course(inputs: Inputs, reading: Reading = PRINTED, rounds: int = ROUNDS) -> Course:
    """Let the actors of one version challenge each other, round by round.

    In each round, with all attitudes to risk at 1, it is worked out what everybody expects of challenging
    everybody; from that the attitudes to risk; and with these the same again. Of the two that face each
    other: where both expect to gain there is a *conflict*, and who expects less moves to the other; where
    one expects to gain more than the other to lose, they *compromise*: the other moves by the ratio of the
    two; where it expects to lose more than that, it *gives in* and moves all the way (section 6 and figure
    6). Each actor moves for one other at most. Positions are measured by their range at the start, so that
    a step means the same in every round.

    Args:
        inputs: one version of the issue.
        reading: which reading of the papers.
        rounds: at most.

    Returns:
        The rounds in which somebody moved by more than ``STILL`` of the range.
    """
    now = inputs
    told: list[Round] = []
    for _ in range(rounds):
        one = _round(now, _spread(inputs), reading)
        if not _moves(now, one, _spread(inputs)).any():
            return Course(inputs.position, tuple(told), settled=True)
        told.append(one)
        now = Inputs(one.position, now.salience, now.capability)
    return Course(inputs.position, tuple(told), settled=False)


def settle(
    inputs: Inputs, reading: Reading = PRINTED, rounds: int = ROUNDS
) -> tuple[Floats, NDArray[np.bool_]]:
    """Where all stand in the end, and whether they have settled, for many versions at once.

    The same as :func:`course` of each of them; a version that has settled is left alone.
    """
    position, spread = inputs.position.copy(), _spread(inputs)
    going = np.arange(len(position))
    for _ in range(rounds):
        now = Inputs(position[going], inputs.salience[going], inputs.capability[going])
        one = _round(now, spread[going], reading)
        moved = _moves(now, one, spread[going])
        going = going[moved]
        position[going] = one.position[moved]
        if not going.size:
            break
    return position, ~np.isin(np.arange(len(position)), going)


def outlook(inputs: Inputs, reading: Reading = PRINTED) -> Round:
    """The first round alone: who may expect what of challenging whom."""
    return _round(inputs, _spread(inputs), reading)


def _spread(inputs: Inputs) -> Floats:
    spread = np.ptp(inputs.position, axis=1)
    return np.asarray(np.where(spread > 0, spread, 1.0))


def _moves(now: Inputs, one: Round, spread: Floats) -> NDArray[np.bool_]:
    moved = np.abs(one.position - now.position) > STILL * spread[:, None]
    return np.asarray(moved.any(axis=1))


def _round(now: Inputs, spread: Floats, reading: Reading) -> Round:
    middle = median(now.position, now.weight)
    chance = chances(now.position, now.weight, spread, reading)
    n = now.position.shape[1]
    flat = np.ones((len(now.position), n, n))
    exponent = risk(gains(now, middle, chance, spread, flat, reading))
    if reading.bent:
        chance = chances(now.position, now.weight, spread, reading, exponent)
    gain = gains(now, middle, chance, spread, flat * exponent[:, :, None], reading)
    # What the challenged actor itself (third axis) expects of the contest.
    own = np.swapaxes(gain, 1, 2)
    theirs = gain
    if reading.perceived:
        theirs = gains(now, middle, chance, spread, flat * exponent[:, None, :], reading)
    kind, target = _offers(now.position, own, theirs, distant(now.position, spread))
    mover = _taken(now.position, own, theirs, kind, target, reading.choice)
    moved = np.take_along_axis(target, np.maximum(mover, 0)[:, None, :], axis=1)[:, 0]
    return Round(chance, gain, exponent, kind, target, mover, np.where(mover >= 0, moved, now.position))


def _offers(x: Floats, own: Floats, theirs: Floats, apart: NDArray[np.bool_]) -> tuple[Ints, Floats]:
    """What each challenger (second axis) brings about for each challenged (third), and where that is."""
    conflict = apart & (own > 0) & (theirs > own)
    uneven = apart & (own < 0) & (theirs > 0)
    compromise = uneven & (theirs > -own)
    kind = np.select(
        [conflict, compromise, uneven & ~compromise],
        [Contest.CONFLICT, Contest.COMPROMISE, Contest.SURRENDER],
        Contest.NONE,
    )
    whole = np.broadcast_to(x[:, :, None], own.shape)
    here = np.broadcast_to(x[:, None, :], own.shape)
    part = np.where(compromise, np.abs(own) / np.where(compromise, theirs, 1), 1.0)
    return kind, here + (whole - here) * part


def _taken(x: Floats, own: Floats, theirs: Floats, kind: Ints, target: Floats, choice: Choice) -> Ints:
    """The challenger for whom each actor moves; -1 for none."""
    far = np.abs(target - x[:, None, :])
    # Rounding must not decide between equals.
    rank: list[Floats]
    if choice is Choice.ENFORCED:
        rank = [np.round(-theirs, 9), np.asarray(np.round(far, 9), float)]
    elif choice is Choice.LOWEST:
        both = np.abs(own) + np.abs(theirs)
        pulled = np.abs(own) * x[:, None, :] + np.abs(theirs) * x[:, :, None]
        midpoint = pulled / np.where(both > 0, both, 1)
        rank = [kind.astype(float), np.where(kind == Contest.COMPROMISE, midpoint, far)]
    else:
        rank = [kind.astype(float), np.asarray(np.round(far, 9), float)]
    best = kind > Contest.NONE
    for number in rank:
        least = np.where(best, number, np.inf).min(axis=1, keepdims=True)
        best &= number <= least
    return np.where(best.any(axis=1), best.argmax(axis=1), -1)
