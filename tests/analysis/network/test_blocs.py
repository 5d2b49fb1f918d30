from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from signs import camps, drawn

from entente.analysis.network.blocs import Division, Membership, blocs, divisions
from entente.analysis.network.communities import modularity, partition
from entente.analysis.network.graph import network
from entente.analysis.network.nulls import swapped
from entente.analysis.network.signed import Signed
from entente.analysis.network.simulate import World, world


def together(made: World, found: pd.DataFrame) -> float:
    """Hubert and Arabie's adjusted Rand index of planted and found blocs (1985)."""
    of = dict(zip(made.actors, made.blocs, strict=True))
    table = pd.crosstab(found.actor.map(of), found.bloc).to_numpy()

    def pairs(n: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> float:
        return float((n * (n - 1) / 2).sum())

    rows, columns = pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / pairs(np.array([table.sum()]))
    return (pairs(table) - expected) / ((rows + columns) / 2 - expected)


@pytest.mark.parametrize("outside", [0.5, 0.05])
def test_planted_blocs_are_found(outside: float) -> None:
    made = world(24, 3, outside=outside, seed=5)
    ties = network(made.ties)
    found = blocs(ties, restarts=3, resamples=5)
    assert together(made, found) > 0.9
    assert divisions(ties, draws=19).p.tolist() == [pytest.approx(0.05)]
    assert found.groupby("bloc").actor.count().is_monotonic_decreasing


def test_a_region_by_lot_has_no_blocs() -> None:
    p = pd.concat(
        [divisions(network(world(16, 2, lot=True, inside=2, seed=s).ties), draws=9) for s in range(20)]
    ).p
    assert (p <= 0.1).mean() < 0.35
    assert p.mean() > 0.3


def test_of_small_graphs_the_best_partition_is_found() -> None:
    for seed in range(12):
        draw = np.random.default_rng(seed)
        one, other = np.triu_indices(7, 1)
        weight = draw.normal(0, 1, one.size) * (draw.random(one.size) < 0.7)
        kept = weight != 0
        graph = Signed(tuple("abcdefg"), one[kept], other[kept], weight[kept])
        best = max(modularity(graph, np.array(label)) for label in _labels(7))
        found = max(modularity(graph, partition(graph, 1.0, np.random.default_rng(i))) for i in range(8))
        assert found == pytest.approx(best)


def _labels(n: int) -> list[list[int]]:
    """All partitions, each actor in a bloc of an earlier one or in the next new one."""
    if n == 1:
        return [[0]]
    return [[*rest, c] for rest in _labels(n - 1) for c in range(max(rest) + 2)]


def test_two_that_share_foes_belong_together_without_a_tie() -> None:
    ties = [(a, b, -1.0) for a in "AB" for b in "XYZ"] + [("X", "Y", 1.0), ("Y", "Z", 1.0)]
    found = blocs(drawn(ties)).set_index("actor").bloc
    assert found["A"] == found["B"] != found["X"] == found["Z"]


def test_how_firmly_an_actor_belongs() -> None:
    ties = drawn([*camps("ABCD", "WXYZ", foes=False), ("A", "W", -1.0), ("B", "X", 0.5)])
    ties = pd.concat([ties, drawn([("D", "Q", 0.0)])], ignore_index=True)
    found = blocs(ties).set_index("actor")
    assert "Q" not in found.index
    assert found.bloc[list("ABCD")].nunique() == 1 == found.bloc[list("WXYZ")].nunique()
    assert found.inside["A"] == pytest.approx(24 / 26)
    assert found.outside["A"] == pytest.approx(8 / 14)
    assert found.inside["D"] == pytest.approx(24 / 26)
    assert (found.partners["A"], found.strength["A"], found.members["A"]) == (4, 4.0, 4)
    assert found.steady["C"] == 1
    assert found.stability["C"] > 0.8


def test_a_waverer_is_less_stable_than_a_core() -> None:
    ties = [*camps("ABCDE", "VWXYZ"), ("M", "A", 1.0), ("M", "Z", 1.0)]
    found = blocs(drawn(ties), resamples=80).set_index("actor").stability
    assert found["M"] < 0.85 < found["C"]


def test_numbers_of_blocs_persist() -> None:
    frames = [
        drawn(camps("ABCDE", "VWXY"), "2001-01-01"),
        drawn(camps("ABC", "VWXYDE"), "2002-01-01"),
        drawn(camps("PQR"), "2003-01-01"),
        drawn(camps("ABC", "VWXYDE"), "2004-01-01"),
    ]
    found = blocs(pd.concat(frames, ignore_index=True), resamples=0)
    of = found.set_index([found.window.dt.year, "actor"]).bloc
    assert [of[2001, "A"], of[2002, "A"], of[2004, "A"]] == [0, 0, 0]
    assert [of[2001, "V"], of[2002, "V"], of[2004, "V"], of[2002, "E"]] == [1, 1, 1, 1]
    assert of[2003, "P"] == 2
    assert found.stability.isna().all()


def test_swapping_keeps_what_every_actor_has() -> None:
    graph = Signed.of(network(world(30, 3, seed=2).ties))
    other = swapped(graph, np.random.default_rng(0))
    for up in (True, False):
        degrees = [
            np.bincount(np.concatenate([g.one, g.other])[np.tile((g.weight > 0) == up, 2)], minlength=g.size)
            for g in (graph, other)
        ]
        assert degrees[0].tolist() == degrees[1].tolist()
    assert (other.one < other.other).all()
    pairs = [set(zip(g.one.tolist(), g.other.tolist(), strict=True)) for g in (graph, other)]
    assert len(pairs[1]) == len(graph.one)
    assert len(pairs[0] & pairs[1]) < 0.5 * len(graph.one)


def test_the_same_seed_gives_the_same() -> None:
    ties = network(world(16, 2, seed=9).ties)
    pd.testing.assert_frame_equal(blocs(ties, seed=3, resamples=5), blocs(ties, seed=3, resamples=5))
    pd.testing.assert_frame_equal(divisions(ties, draws=5), divisions(ties, draws=5))


def test_nothing_and_a_single_tie() -> None:
    none = drawn([])
    assert list(blocs(none).columns) == list(Membership._fields)
    assert list(divisions(none).columns) == list(Division._fields)
    odd = 'D\'Ivoire | "Ça"\n(; 国)'
    found = blocs(drawn([(odd, "Z", 1.0)]))
    assert found.bloc.tolist() == [0, 0] and set(found.actor) == {odd, "Z"}
    assert divisions(drawn([("A", "B", -1.0)])).empty
    foes = blocs(drawn([("A", "B", -1.0)]))
    assert sorted(foes.bloc) == [0, 1] and foes.stability.isna().all()
    assert blocs(drawn([("A", "B", 0.0)])).empty
