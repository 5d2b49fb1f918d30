from __future__ import annotations

import time
from itertools import combinations, groupby, pairwise

import pandas as pd
import pytest
from drawings import NAMES, check, marks, rows, words

from entente.charts.circle import circle, height, seats
from entente.charts.network import MOST, network


def ties(*found: tuple[str, str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(found, columns=["a", "b", "cooperation", "conflict"])
    return frame.assign(intensity=0.0)


def camps(count: int, blocs: int) -> tuple[pd.DataFrame, dict[str, int]]:
    """Everyone with everyone: friends in their bloc, against the others."""
    bloc = {f"X{n:02d}": n % blocs + 1 for n in range(count)}
    pairs = combinations(bloc, 2)
    return ties(*((a, b, 9, 1) if bloc[a] == bloc[b] else (a, b, 1, 9) for a, b in pairs)), bloc


def changes(around: list[int]) -> int:
    return sum(one != other for one, other in pairwise([*around, around[0]]))


def test_friends_come_to_stand_side_by_side_without_being_told() -> None:
    frame, bloc = camps(12, 2)
    order = circle(frame, list(bloc), {})
    assert changes([bloc[actor] for actor in order]) == 2


def test_blocs_stand_together_and_allied_blocs_side_by_side() -> None:
    bloc = {f"X{n}": n % 4 + 1 for n in range(8)}
    allied = {(1, 3), (2, 4)}
    frame = ties(
        *(
            (a, b, 9, 0) if tuple(sorted((bloc[a], bloc[b]))) in allied else (a, b, 0, 9)
            for a, b in combinations(bloc, 2)
        )
    )
    order = circle(frame, list(bloc), bloc)
    around = [number for number, _ in groupby(bloc[actor] for actor in order)]
    assert sorted(around) == [1, 2, 3, 4]
    assert tuple(sorted(around[:2])) in allied or tuple(sorted(around[1:3])) in allied


def test_the_order_does_not_depend_on_that_of_the_rows() -> None:
    frame, bloc = camps(15, 3)
    assert circle(frame, list(bloc), bloc) == circle(frame.iloc[::-1], list(bloc)[::-1], bloc)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 12, 25, 60])
def test_any_number_of_actors_is_drawn_and_no_labels_meet(count: int) -> None:
    frame, bloc = camps(count, 3)
    names = dict.fromkeys(bloc, NAMES["DDD"])
    chart = network(frame, names, blocs=bloc)
    check(chart)
    placed = seats(circle(frame, list(bloc), bloc), names, bloc)
    assert len(placed) == count
    lines = placed["label"].str.count("\n") + 1
    for _, column in placed.assign(end=placed["text_y"] + 12 * lines).groupby("where"):
        spans = sorted(zip(column["text_y"], column["end"], strict=True))
        assert all(upper[1] <= lower[0] for upper, lower in pairwise(spans))
    if count:
        assert placed["y"].min() > 0 and placed["y"].max() < height(placed)


def test_sixty_actors_take_a_moment() -> None:
    frame, bloc = camps(60, 5)
    start = time.perf_counter()
    circle(frame, list(bloc), bloc)
    circle(frame, list(bloc), {})
    assert time.perf_counter() - start < 5


def test_blocs_have_arcs_shapes_and_a_key() -> None:
    frame, bloc = camps(9, 3)
    chart = network(frame, NAMES, blocs=bloc)
    assert {"bloc 1", "bloc 2", "bloc 3"} <= set(words(chart))
    assert rows(chart, "arc")["arc"].nunique() == 3
    assert len({mark.get("d") for mark in marks(chart, "symbol")}) == 3
    table = pd.DataFrame({"actor": list(bloc), "bloc": list(bloc.values())})
    assert words(network(frame, NAMES, blocs=table)) == words(chart)
    assert "bloc 1" not in words(network(frame, NAMES))


def test_an_actor_without_a_tie_stands_in_its_bloc_and_one_without_a_bloc_beside_them() -> None:
    chart = network(ties(("AAA", "CCC", 2, 0)), {}, blocs={"AAA": 1, "BBB": 1})
    assert {"AAA", "BBB", "CCC"} <= set(words(chart))


def test_the_sign_of_a_tie_goes_before_its_counts() -> None:
    frame = ties(("AAA", "BBB", 9, 0), ("AAA", "CCC", 9, 0), ("BBB", "CCC", 9, 0)).assign(sign=[-1, 0, 1])
    for focus in (None, ("AAA", "BBB")):
        found = rows(network(frame, NAMES, focus), "balance").set_index(["a", "b"])["balance"]
        assert found.loc[[("AAA", "BBB"), ("AAA", "CCC"), ("BBB", "CCC")]].tolist() == [
            "mostly conflict",
            "mixed",
            "mostly cooperation",
        ]


def test_of_very_many_ties_the_strongest_are_drawn_and_that_is_said() -> None:
    frame, bloc = camps(30, 2)
    chart = network(frame, {}, blocs=bloc)
    assert len(marks(chart, "rule")) == MOST
    assert f"the {MOST} strongest of 435 ties" in words(chart)


def test_no_actors_at_all() -> None:
    assert "no ties" in words(network(ties(), {}))
