"""Blocs: actors on good terms with one another, and on worse with the rest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.network.communities import best, modularity, partition
from entente.analysis.network.matching import numbered
from entente.analysis.network.nulls import dealt, p_value, swapped
from entente.analysis.network.signed import Floats, Ints, Signed
from entente.analysis.network.windows import each

#: Fewer actors and ties make no bloc worth a test.
SMALLEST = 4


class Membership(NamedTuple):
    """An actor in a bloc; see :func:`blocs`."""

    window: pd.Timestamp
    actor: str
    bloc: int
    members: int
    partners: int
    strength: float
    inside: float
    outside: float
    steady: float
    stability: float


class Division(NamedTuple):
    """Whether a window has blocs; see :func:`divisions`."""

    window: pd.Timestamp
    actors: int
    friendly: int
    hostile: int
    blocs: int
    modularity: float
    expected: float
    p: float
    expected_dealt: float
    p_dealt: float


def blocs(
    network: pd.DataFrame,
    *,
    resolution: float = 1.0,
    restarts: int = 10,
    resamples: int = 50,
    seed: int = 0,
) -> pd.DataFrame:
    """Who belongs to which bloc in each window, and how firmly.

    Blocs are the communities of most signed modularity (see ``communities``). Ask :func:`divisions` first
    whether there are any: every graph has a best partition.

    Args:
        network: of one or more windows, from ``graph.network``. Ties without a sign bind nobody, but their
            stories count in ``inside`` and ``outside``.
        resolution: above 1 makes more and smaller blocs, below 1 fewer and larger ones.
        restarts: searches; the best is taken.
        resamples: draws of ties, with replacement, for ``stability``.
        seed: the same seed gives the same blocs.

    Returns:
        One row a window and actor with a signed tie, by window, bloc and falling strength: ``window``,
        ``actor``, ``bloc`` (from 0, the largest of the first window first; in later windows the number
        of the bloc that it shares most with), ``members`` (of the bloc), ``partners`` (signed ties),
        ``strength`` (sum of their weights), ``inside`` (share of its stories of cooperation that are with its
        bloc), ``outside`` (share of its stories of conflict that are not), both missing where it has none,
        ``steady`` and ``stability`` (the share of searches, and of resamples, in which it stays where most
        of its bloc is; missing where it is alone, or for ``resamples=0``).
    """
    found: list[Membership] = []
    known: dict[int, pd.Series[float]] = {}
    for start, ties in each(network):
        graph = Signed.of(ties)
        if not graph.size:
            continue
        label, searched = best(graph, resolution, restarts, seed)
        strength = np.add(*graph.strengths())
        number, known = numbered(graph.actors, label, strength, known)
        stability = _stability(graph, label, strength, resolution, resamples, seed)
        steady = _stays(label, strength, searched)
        found.extend(_members(start, ties, graph, number, strength, steady, stability))
    frame = pd.DataFrame(found, columns=list(Membership._fields))
    return frame.sort_values(
        ["window", "bloc", "strength", "actor"], ascending=[True, True, False, True], ignore_index=True
    )


def _members(
    start: pd.Timestamp,
    ties: pd.DataFrame,
    graph: Signed,
    number: Ints,
    strength: Floats,
    steady: Floats,
    stability: Floats,
) -> list[Membership]:
    size = np.bincount(number)
    partners = np.diff(graph.starts)
    inside, outside = _firmness(ties, graph, number)
    return [
        Membership(
            start,
            actor,
            int(number[i]),
            int(size[number[i]]),
            int(partners[i]),
            float(strength[i]),
            float(inside[i]),
            float(outside[i]),
            float(steady[i]),
            float(stability[i]),
        )
        for i, actor in enumerate(graph.actors)
    ]


def _firmness(ties: pd.DataFrame, graph: Signed, number: Ints) -> tuple[Floats, Floats]:
    """Shares of each actor's cooperation inside its bloc, and of its conflict outside."""
    bloc = pd.Series(number, index=list(graph.actors), dtype=float)
    # Actors without a bloc are missing there, and equal to nobody.
    same = ties.a.map(bloc).to_numpy() == ties.b.map(bloc).to_numpy()
    both = pd.concat(
        [
            pd.DataFrame({"actor": ties[end], "same": same, "good": ties.cooperation, "bad": ties.conflict})
            for end in ("a", "b")
        ]
    )
    whole = both.groupby("actor")[["good", "bad"]].sum().reindex(list(graph.actors))
    within = both[both.same].groupby("actor")[["good", "bad"]].sum().reindex(list(graph.actors)).fillna(0)
    share = within / whole.where(whole > 0)
    return share.good.to_numpy(float), 1 - share.bad.to_numpy(float)


def _stability(
    graph: Signed, label: Ints, strength: Floats, resolution: float, resamples: int, seed: int
) -> Floats:
    draw = np.random.default_rng([seed, 1])
    m = len(graph.weight)
    drawn = [
        partition(graph.with_weight(graph.weight * draw.multinomial(m, np.full(m, 1 / m))), resolution, draw)
        for _ in range(resamples)
    ]
    return _stays(label, strength, drawn)


def _stays(label: Ints, strength: Floats, drawn: list[Ints]) -> Floats:
    """The share of partitions in which each actor is where most strength of the rest of its bloc is."""
    n, size = label.size, np.bincount(label)
    alone = size[label] == 1
    stays = np.zeros(n)
    for other in drawn:
        shape = (int(label.max()) + 1, int(other.max()) + 1)
        held = np.zeros(shape)
        np.add.at(held, (label, other), strength)
        rest = held[label]
        rest[np.arange(n), other] -= strength
        stays += rest[np.arange(n), other] >= rest.max(axis=1) * (1 - 1e-9)
    return np.where(alone | (not drawn), np.nan, stays / max(len(drawn), 1))


def divisions(
    network: pd.DataFrame,
    *,
    resolution: float = 1.0,
    draws: int = 99,
    seed: int = 0,
) -> pd.DataFrame:
    """Whether each window is divided into blocs more than chance would divide it.

    The modularity of the best partition is compared with that of two kinds of chance, searched in the same
    way: ``swapped``, where every actor keeps its numbers of friends and of foes, and meets others; and
    ``dealt``, where who deals with whom stays, and friends and foes are dealt out anew. The first asks
    whether there are blocs, the second whether signs make them, and not only who meets whom.

    Args:
        network: of one or more windows, from ``graph.network``.
        resolution: as in :func:`blocs`.
        draws: graphs of each kind; the least p-value is 1 / (1 + draws).
        seed: the same seed gives the same figures.

    Returns:
        One row a window with at least four actors and four signed ties: ``window``, ``actors``, ``friendly``,
        ``hostile`` (ties), ``blocs`` (communities of two or more), ``modularity``, ``expected`` (its mean
        where swapped), ``p``, ``expected_dealt``, ``p_dealt``. The p-values are of this window alone; over
        many windows some are small by chance.
    """
    found: list[Division] = []
    for start, ties in each(network):
        graph = Signed.of(ties)
        if graph.size < SMALLEST or len(graph.weight) < SMALLEST:
            continue
        draw = np.random.default_rng(seed)
        label = partition(graph, resolution, draw)
        seen = modularity(graph, label, resolution)
        drawn = [
            np.array([_searched(make(graph, draw), resolution, draw) for _ in range(draws)])
            for make in (swapped, dealt)
        ]
        found.append(
            Division(
                start,
                graph.size,
                int((graph.weight > 0).sum()),
                int((graph.weight < 0).sum()),
                int((np.bincount(label) > 1).sum()),
                seen,
                float(drawn[0].mean()),
                p_value(seen, drawn[0]),
                float(drawn[1].mean()),
                p_value(seen, drawn[1]),
            )
        )
    return pd.DataFrame(found, columns=list(Division._fields))


def _searched(graph: Signed, resolution: float, draw: np.random.Generator) -> float:
    return modularity(graph, partition(graph, resolution, draw), resolution)
