"""Regions whose blocs and strained ties are known: for tests, for measuring, and for trying things out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.series import QUADS
from entente.ontology.plover import intensity, quad
from entente.records import EventType

#: Chances of the quad classes, 1 to 4, among the stories of friends and of foes.
FRIENDS, FOES = (0.70, 0.15, 0.10, 0.05), (0.25, 0.05, 0.35, 0.35)
#: Share of a rogue's partners that are its foes.
ROGUE = 0.8


@dataclass(frozen=True, slots=True)
class World:
    """A generated region.

    Attributes:
        ties: undirected period ties, by month.
        actors: their names.
        blocs: the bloc of each, from 0.
        strained: pairs whose sign was planted against their blocs.
    """

    ties: pd.DataFrame
    actors: tuple[str, ...]
    blocs: tuple[int, ...]
    strained: tuple[tuple[str, str], ...]


def world(
    actors: int = 24,
    blocs: int = 3,
    *,
    months: int = 24,
    inside: float = 1.0,
    outside: float = 0.5,
    met: float = 1.0,
    foes: float = 1.0,
    strained: int = 0,
    rogues: int = 0,
    lot: bool = False,
    tail: float = 0.5,
    noise: float = 0.0,
    seed: int = 0,
) -> World:
    """A region of blocs: friends inside, foes or strangers between.

    Stories of a pair and month are Poisson, at a rate that grows with the activity of both. Their quad
    classes are drawn by what the pair is to each other, and their intensities among PLOVER's of the class.

    Args:
        actors, blocs, months: how many; blocs are of about one size. With one bloc, ``foes`` says which
            share of all pairs are foes.
        inside, outside: stories a pair and month, of one bloc and of two.
        met: share of pairs that deal with each other at all.
        foes: of the pairs between blocs, the share that are foes; the others are friends.
        strained: so many pairs, taken by lot among those that deal, are friends where their blocs would
            make them foes, or foes where they would make them friends.
        rogues: so many actors are foes of four in five that they deal with, their own bloc's among them.
        lot: deal out who is friend and who foe, and how busy a pair is, over all pairs by lot: a region
            with the same ties but without blocs.
        tail: standard deviation of the logarithm of the actors' activity.
        noise: share of stories whose quad class is drawn at even chances.
        seed: the same seed gives the same region.

    >>> made = world(actors=4, blocs=2, months=3, seed=1)
    >>> made.blocs, sorted(set(made.ties.a) | set(made.ties.b))
    ((0, 1, 0, 1), ['A000', 'A001', 'A002', 'A003'])
    """
    draw = np.random.default_rng(seed)
    width = max(len(str(actors - 1)), 3)
    names = np.array([f"A{i:0{width}}" for i in range(actors)])
    bloc = np.arange(actors) % blocs
    one, other = np.triu_indices(actors, 1)
    kept = draw.random(one.size) < met
    one, other = one[kept], other[kept]
    same = bloc[one] == bloc[other]
    hostile = np.where(same if blocs > 1 else False, False, draw.random(one.size) < foes)
    hostile |= (one < rogues) & (draw.random(one.size) < ROGUE)
    chosen = draw.permutation(one.size)[:strained]
    hostile[chosen] = ~hostile[chosen]
    rate = np.where(same, inside, outside)
    if lot:
        dealt = draw.permutation(one.size)
        hostile, rate = hostile[dealt], rate[dealt]
    activity = np.exp(tail * draw.standard_normal(actors) - tail**2 / 2)
    number = draw.poisson(np.repeat((rate * activity[one] * activity[other])[:, None], months, axis=1))
    frame = _frame(draw, number, hostile, noise)
    frame.insert(1, "a", names[one[frame.pair]])
    frame.insert(2, "b", names[other[frame.pair]])
    pairs = tuple((str(names[one[i]]), str(names[other[i]])) for i in np.sort(chosen))
    return World(frame.drop(columns="pair"), tuple(map(str, names)), tuple(map(int, bloc)), pairs)


def _frame(
    draw: np.random.Generator, number: NDArray[np.int64], hostile: NDArray[np.bool_], noise: float
) -> pd.DataFrame:
    """Period ties of pairs by their number: rows of ``number`` are pairs, columns months."""
    months = number.shape[1]
    cell = np.repeat(np.arange(number.size), number.ravel())
    chances = np.where(hostile[cell // months][:, None], FOES, FRIENDS)
    chances = chances * (1 - noise) + noise / 4
    kind = (draw.random(cell.size)[:, None] > chances.cumsum(axis=1)).sum(axis=1).clip(max=3)
    value = np.zeros(cell.size)
    for i in range(4):
        of_class = np.array([intensity(one) for one in EventType if quad(one) == i + 1])
        here = kind == i
        value[here] = draw.choice(of_class, int(here.sum()))
    full, place = np.unique(cell, return_inverse=True)
    stories = np.bincount(place, minlength=full.size)
    net = np.bincount(place, value, full.size)
    mean = net / np.maximum(stories, 1)
    apart = np.bincount(place, (value - mean[place]) ** 2, full.size)
    periods = pd.date_range("2000-01-01", periods=months, freq="MS").as_unit("us")
    frame = pd.DataFrame({"period": periods[full % months], "pair": full // months, "stories": stories})
    frame["reports"] = stories + draw.poisson(stories)
    frame["articles"] = frame.reports + draw.poisson(stories)
    for i, name in enumerate(QUADS):
        frame[name] = np.bincount(place[kind == i], minlength=full.size)
    return frame.assign(
        intensity=mean, net=net, deviation=np.sqrt(apart / np.maximum(stories, 1))
    ).sort_values(["period", "pair"], ignore_index=True)
