from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from shelves import Shelf

from entente.analysis.balance.named import named_triads
from entente.analysis.network.graph import network
from entente.charts.theme import PAGE
from entente.figures import Asked, figure
from entente.perspective import LEAST
from entente.store import Selection, Store

FRIENDS, FOES = "Host a visit", "Use conventional military force"
#: Who does what how often: two of the three get on with the third, and not with each other.
TIES = (
    ("Armenia", FRIENDS, "Georgia", 30),
    ("Azerbaijan", FRIENDS, "Georgia", 30),
    ("Armenia", FOES, "Azerbaijan", 40),
    ("Turkey", FRIENDS, "Azerbaijan", 3),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    days = pd.date_range("2020-01-01", periods=40, freq="9D").strftime("%Y-%m-%d")
    lines = [f"{a}\t{act}\t{b}\t{days[n]}\n" for a, act, b, count in TIES for n in range(count)]
    shelf = Shelf(Store(), tmp_path)
    shelf.take("tkg", "".join(lines).encode())
    yield shelf.store
    shelf.store.close()


def test_ties_are_counted_and_weak_ones_said(store: Store) -> None:
    made = figure("network", Asked(store, Selection()))
    assert len(made.table) == 3 and set(made.table.stories) == {30, 40}
    assert made.caption.counted == (
        f"Counted: 100 stories told as done, in 3 ties of {LEAST} or more; 1 tie with fewer not drawn."
    )
    assert "tkg (103 records of others)" in made.caption.sources
    assert made.told == "3 ties: 2 friendly, 1 hostile, 0 mixed or not sure."
    made.chart(PAGE).to_dict()


def test_a_region_is_named_and_narrows(store: Store) -> None:
    made = figure("network", Asked(store, Selection(), ("ARM", "Georgia")))
    assert made.caption.title.startswith("Who stands with whom: Armenia, Georgia, Jan 2020")
    assert len(made.table) == 1


def test_the_unbalanced_triad_is_named(store: Store) -> None:
    made = figure("balance", Asked(store, Selection()))
    assert made.table[["balanced", "unbalanced"]].to_numpy().tolist() == [[0, 1]]
    text = str(made.chart().to_dict())
    assert "Georgia" in text and "unbalanced" in text and made.told == "1 triad, 0 of them balanced."
    (triad,) = named_triads(network(store.ties(Selection(), (), "month"))).itertuples()
    assert (triad.a, triad.b, triad.c, triad.kind, triad.balanced) == ("ARM", "AZE", "GEO", "++-", False)
    assert (triad.ab, triad.ac, triad.bc) == (-1, 1, 1)
    assert (triad.stories_ab, triad.stories_ac, triad.stories_bc) == (40, 30, 30)


def test_no_turns_and_no_triads_are_told(store: Store) -> None:
    made = figure("rifts", Asked(store, Selection()))
    assert made.told == "0 rifts and 0 rapprochements." and "not looked at" in made.caption.counted
    empty = Asked(store, Selection(), ("ARM", "Turkey"))
    for kind in ("network", "balance", "rifts"):
        figure(kind, empty).chart(PAGE).to_dict()
    assert named_triads(network(store.ties(Selection(), (), "month").iloc[:0])).empty
