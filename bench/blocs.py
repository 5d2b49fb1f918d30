"""How well the signed network is read: regions with known answers.

Usage: python bench/blocs.py [RUNS] [PART ...]; parts are intervals, blocs, chance, strain, camps, isolation
and speed.

Prints a table a part; the figures of docs/reference/network.md.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from entente.analysis.balance.balance import balance
from entente.analysis.balance.frustration import frustration
from entente.analysis.balance.strain import strained
from entente.analysis.balance.triads import Null, triangles
from entente.analysis.network.blocs import blocs, divisions
from entente.analysis.network.graph import network
from entente.analysis.network.isolation import isolation
from entente.analysis.network.signed import Signed
from entente.analysis.network.simulate import FOES, FRIENDS, World, world
from entente.ontology.plover import intensity, quad
from entente.records import EventType


def say(*cells: object) -> None:
    """One row of a table."""
    sys.stdout.write("| " + " | ".join(str(cell) for cell in cells) + " |\n")
    sys.stdout.flush()


def percent(found: Sequence[float] | pd.Series[float] | np.ndarray) -> str:
    """A mean as a percentage."""
    return f"{100 * float(np.mean(found)):.1f} %" if len(found) else "-"


def true_mean(chances: Sequence[float]) -> float:
    """The mean intensity of stories of these chances."""
    of_class = [np.mean([intensity(k) for k in EventType if quad(k) == i + 1]) for i in range(4)]
    return float(np.dot(chances, of_class))


def hostile_pairs(made: World) -> pd.Series[bool]:
    """Which pairs of a region of two blocs were planted as foes."""
    of = dict(zip(made.actors, made.blocs, strict=True))
    pairs = pd.MultiIndex.from_tuples(list(combinations(made.actors, 2)), names=["a", "b"])
    foe = pd.Series([of[a] != of[b] for a, b in pairs], index=pairs)
    for pair in made.strained:
        foe[pair] = not foe[pair]
    return foe


def intervals(runs: int) -> None:
    """How often the interval of a tie's mean intensity holds the true one."""
    say("stories", "ties", "interval holds the mean", "with a sign", "wrong sign")
    found = []
    for seed in range(runs):
        made = world(24, 2, months=24, inside=1, outside=1, tail=0.7, seed=seed)
        ties = network(made.ties)
        foe = hostile_pairs(made).reindex(pd.MultiIndex.from_frame(ties[["a", "b"]])).to_numpy(bool)
        truth = np.where(foe, true_mean(FOES), true_mean(FRIENDS))
        found.append(ties.assign(truth=truth))
    every = pd.concat(found)
    for low, high in ((5, 6), (7, 9), (10, 19), (20, 49), (50, 10**6)):
        some = every[every.stories.between(low, high)]
        signed = some[some.sign != 0]
        holds = (some.low <= some.truth) & (some.truth <= some.high)
        wrong = signed.sign != np.sign(signed.truth)
        say(f"{low} to {high}", len(some), percent(holds), percent(some.sign != 0), percent(wrong))


def rand_index(one: Sequence[int], other: Sequence[int]) -> float:
    """Hubert and Arabie's adjusted Rand index (1985)."""
    table = pd.crosstab(np.array(one), np.array(other)).to_numpy()

    def pairs(n: np.ndarray) -> float:
        return float((n * (n - 1) / 2).sum())

    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / pairs(np.array([table.sum()]))
    return (both - expected) / ((rows + columns) / 2 - expected)


WORLDS = {
    "2 blocs, foes between": {"blocs": 2},
    "3 blocs, foes between": {"blocs": 3},
    "4 blocs, foes between": {"blocs": 4},
    "3 blocs, strangers between": {"blocs": 3, "outside": 0.05},
    "3 blocs, half of those between friends": {"blocs": 3, "foes": 0.5},
    "3 blocs, half of stories noise": {"blocs": 3, "noise": 0.5},
    "3 blocs, half of pairs meet": {"blocs": 3, "met": 0.5},
    "3 blocs, a third of the stories": {"blocs": 3, "inside": 0.33, "outside": 0.17},
    "3 blocs, very uneven actors": {"blocs": 3, "tail": 1.2},
}


def recovered(runs: int) -> None:
    """How well planted blocs are found."""
    say("region", "adjusted Rand", "p at most 0.05", "stability of the right", "of the wrong")
    for name, kind in WORLDS.items():
        index, p, right, wrong = [], [], [], []
        for seed in range(max(runs // 4, 1)):
            made = world(24, seed=seed, **kind)
            ties = network(made.ties)
            found = blocs(ties, restarts=5, resamples=20)
            of = dict(zip(made.actors, made.blocs, strict=True))
            truth = found.actor.map(of)
            index.append(rand_index(truth, found.bloc))
            p.extend(divisions(ties, draws=39).p <= 0.05)
            main = truth.groupby(found.bloc).transform(lambda one: one.mode().iloc[0])
            right.extend(found.stability[main == truth].dropna())
            wrong.extend(found.stability[main != truth].dropna())
        say(
            name,
            f"{np.mean(index):.2f}",
            percent(p),
            f"{np.mean(right):.2f}",
            f"{np.mean(wrong or [np.nan]):.2f}",
        )


NULLS = {
    "friends and foes by lot": {"lot": True},
    "the same, very uneven actors": {"lot": True, "tail": 1.2},
    "friends only": {"blocs": 1, "foes": 0.0},
    "three rogues": {"blocs": 1, "foes": 0.1, "rogues": 3},
}


def chance(runs: int) -> None:
    """False alarms in regions without blocs."""
    say(
        "region without blocs",
        "blocs: p",
        "p_dealt",
        "balance: readiness",
        "permutation",
        "strained: readiness",
        "permutation",
    )
    for name, kind in NULLS.items():
        rows: list[list[bool]] = []
        for seed in range(runs):
            ties = network(world(24, seed=1000 + seed, **kind).ties)
            split = divisions(ties, draws=19)
            nulls = [Null.READINESS, Null.PERMUTATION]
            p = [(balance(ties, null=null, draws=99, restarts=2).p <= 0.05).any() for null in nulls]
            q = [(strained(ties, null=null, restarts=1).q <= 0.1).any() for null in nulls]
            rows.append(
                [bool((split.p <= 0.05).any()), bool((split.p_dealt <= 0.05).any()), *map(bool, p + q)]
            )
        say(name, *(percent(column) for column in zip(*rows, strict=True)))


def strain(runs: int) -> None:
    """How planted strained ties rank, and how many others are called strained."""
    say("region", "null", "planted", "first by p", "first by strain", "found at q 0.1", "false among those")
    busy = {"inside": 2, "outside": 2}
    kinds = {
        "2 blocs, 8 planted": {"blocs": 2, "strained": 8, "inside": 2, "outside": 2},
        "2 blocs, 20 planted": {"blocs": 2, "strained": 20, "inside": 2, "outside": 2},
        "3 blocs, 8 planted": {"blocs": 3, "strained": 8, "inside": 2, "outside": 2},
        "40 actors, 2 blocs, 20 planted": {"actors": 40, "blocs": 2, "strained": 20} | busy,
        "2 blocs, 8 planted, 2 rogues": {"blocs": 2, "strained": 8, "inside": 2, "outside": 2, "rogues": 2},
    }
    for name, kind in kinds.items():
        for null in Null:
            first, by_strain, hits, false, total = [], [], 0, 0, 0
            for seed in range(max(runs // 4, 1)):
                made = world(seed=seed, **kind)
                found = strained(network(made.ties), null=null, restarts=2)
                planted = pd.Series([(a, b) in made.strained for a, b in zip(found.a, found.b, strict=True)])
                n = int(planted.sum())
                first.append(planted[:n].mean())
                by_strain.append(planted[np.argsort(-found.strain.to_numpy(), kind="stable")[:n]].mean())
                hits += int((planted & (found.q <= 0.1)).sum())
                false += int((~planted & (found.q <= 0.1)).sum())
                total += n
            say(
                name,
                null,
                total,
                percent(first),
                percent(by_strain),
                f"{hits / total:.0%}",
                f"{false / max(hits + false, 1):.0%}",
            )


def random_graph(n: int, density: float, hostile: float, seed: int) -> Signed:
    """A graph whose signs fall by lot."""
    draw = np.random.default_rng(seed)
    one, other = np.triu_indices(n, 1)
    kept = draw.random(one.size) < density
    weight = draw.exponential(1, kept.sum()) * np.where(draw.random(kept.sum()) < hostile, -1, 1)
    return Signed(
        tuple(f"{i:03}" for i in range(n)), one[kept].astype(np.int64), other[kept].astype(np.int64), weight
    )


def camps(runs: int) -> None:
    """How often frustration is proven least."""
    say("random graph", "proven least", "bound by found", "seconds")
    for n, density, hostile in (
        (15, 0.5, 0.5),
        (20, 0.5, 0.5),
        (25, 0.3, 0.5),
        (25, 0.5, 0.3),
        (25, 1, 0.5),
        (60, 0.1, 0.3),
        (200, 0.05, 0.3),
    ):
        begin = time.perf_counter()
        made = [frustration(random_graph(n, density, hostile, seed)) for seed in range(max(runs // 20, 1))]
        took = (time.perf_counter() - begin) / len(made)
        ratio = np.mean([one.bound / one.weight if one.weight else 1 for one in made])
        say(
            f"{n} actors, density {density}, hostile {hostile}",
            percent([one.exact for one in made]),
            f"{ratio:.2f}",
            f"{took:.2f}",
        )


def isolated(runs: int) -> None:
    """How often the interval of the isolation index holds the true one."""
    say("stories of the actor", "actors", "interval holds the true index", "mean error", "false changes")
    found, moved = [], []
    for seed in range(max(runs // 4, 1)):
        kind = {"blocs": 3, "inside": 0.6, "outside": 0.3, "tail": 0.8, "seed": seed}
        seen = isolation(network(world(24, months=12, **kind).ties, least=1))
        moved.append(
            isolation(network(world(24, months=24, **kind).ties, "year", least=1)).dropna(subset="change")
        )
        truth = isolation(network(world(24, months=1200, **kind).ties, least=1), resamples=0)
        found.append(
            seen.merge(truth[["actor", "isolation"]].rename(columns={"isolation": "truth"}), on="actor")
        )
    every, change = pd.concat(found), pd.concat(moved)
    for low, high in ((1, 19), (20, 49), (50, 99), (100, 10**6)):
        some = every[every.stories.between(low, high)]
        holds = (some.low <= some.truth) & (some.truth <= some.high)
        later = change[change.stories.between(low, high)]
        false = (later.change_low > 0) | (later.change_high < 0)
        error = f"{(some.isolation - some.truth).mean():+.3f}"
        say(f"{low} to {high}", len(some), percent(holds), error, percent(false))


def speed(_: int) -> None:
    """Seconds for a large region."""
    made = world(3000, 12, met=0.03, months=12, inside=3, outside=2, seed=1)
    ties = network(made.ties)
    graph = Signed.of(ties)
    rows: list[tuple[str, Callable[[], object]]] = [
        ("network", lambda: network(made.ties)),
        ("network by month", lambda: network(made.ties, "month", least=1)),
        ("blocs, no resamples", lambda: blocs(ties, resamples=0, restarts=3)),
        ("triads", lambda: triangles(graph)),
        ("camps", lambda: frustration(graph)),
        ("strained", lambda: strained(ties)),
        ("balance", lambda: balance(ties, draws=99)),
        ("isolation", lambda: isolation(ties, resamples=50)),
    ]
    say(
        "actors",
        graph.size,
        "period ties",
        len(made.ties),
        "ties",
        len(ties),
        "with a sign",
        len(graph.weight),
    )
    for name, run in rows:
        begin = time.perf_counter()
        run()
        say(name, f"{time.perf_counter() - begin:.2f} s")


PARTS = {
    "intervals": intervals,
    "blocs": recovered,
    "chance": chance,
    "strain": strain,
    "camps": camps,
    "isolation": isolated,
    "speed": speed,
}

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for part in sys.argv[2:] or PARTS:
        say(part)
        PARTS[part](count)
