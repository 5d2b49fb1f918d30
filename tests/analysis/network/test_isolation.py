from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from entente.analysis.network.graph import network
from entente.analysis.network.isolation import COLUMNS, isolation
from entente.analysis.network.simulate import world


def counted(rows: list[tuple[str, str, str, int, int]]) -> pd.DataFrame:
    """A network of window, two actors and their stories of cooperation and conflict."""
    table = pd.DataFrame(rows, columns=["window", "a", "b", "cooperation", "conflict"])
    table["window"] = pd.to_datetime(table.window)
    return table.assign(
        stories=table.cooperation + table.conflict, sign=np.sign(table.cooperation - table.conflict)
    )


def test_the_index_goes_from_all_alike_to_nobody() -> None:
    found = isolation(
        counted([("2001", "A", b, 50_000, 0) for b in "BCDE"] + [("2001", "B", "C", 0, 50_000)]), resamples=0
    ).set_index("actor")
    assert found.isolation["A"] == pytest.approx(0, abs=1e-3)
    assert (found.effective["A"], found.evenness["A"]) == (pytest.approx(4), pytest.approx(1))
    assert found.isolation["D"] == pytest.approx(1 - np.log(2) / np.log(5), abs=1e-3)
    assert found.isolation["B"] == pytest.approx(1 - 0.5 * np.log(2) / np.log(5), abs=1e-3)
    assert (found.partners["B"], found.friends["B"], found.foes["B"], found.cooperating["B"]) == (2, 1, 1, 1)
    assert np.isnan(found.evenness["B"]) and found.hostile["B"] == 0.5
    foes = isolation(counted([("2001", "A", "B", 0, 9)]))
    assert foes.isolation.tolist() == [1.0, 1.0]


def test_an_uneven_partner_hardly_counts() -> None:
    found = isolation(counted([("2001", "A", "B", 500, 0), ("2001", "A", "C", 1, 0)]), resamples=0)
    assert 1 < found.effective[0] < 1.1 and found.partners[0] == 2


def test_members_are_all_possible_partners_and_the_only_ones() -> None:
    ties = counted([("2001", "A", "B", 9, 0), ("2001", "A", "X", 9, 0)])
    found = isolation(ties, members=["A", "B", "C", "D"]).set_index("actor")
    assert set(found.index) == {"A", "B"}
    assert (found.possible["A"], found.share["A"], found.stories["A"]) == (3, pytest.approx(1 / 3), 9)
    assert isolation(ties).possible.tolist() == [2, 2, 2]


def test_an_actor_that_is_cut_off_shows_in_its_own_course() -> None:
    before = [("2001", "A", b, 40, 2) for b in "BCDEF"] + [("2001", "B", b, 40, 2) for b in "CDEF"]
    after = [("2002", "A", "B", 40, 40)] + [("2002", "B", b, 40, 2) for b in "CDEF"]
    found = isolation(counted(before + after)).set_index(["window", "actor"])
    row: Any = found.loc[(pd.Timestamp("2002"), "A")]
    assert row.before == found.isolation[(pd.Timestamp("2001"), "A")]
    assert row.change == pytest.approx(row.isolation - row.before)
    assert row.change_low > 0.2
    assert found.loc[pd.Timestamp("2001")].change.isna().all()
    same: Any = found.loc[(pd.Timestamp("2002"), "B")]
    assert same.change_low < same.change < same.change_high and abs(same.change) < row.change


def test_a_change_is_from_the_last_window_it_was_seen_in() -> None:
    rows = [(y, "A", "B", 9, 0) for y in ("2001", "2003")] + [("2002", "C", "D", 9, 0)]
    found = isolation(counted(rows))
    assert found[found.window == pd.Timestamp("2003")].before.notna().all()


def test_intervals_hold_the_index_of_endless_stories() -> None:
    seen, truth = (isolation(network(world(16, 2, months=m, seed=6).ties, least=1)) for m in (24, 2400))
    holds = (seen.low <= truth.isolation) & (truth.isolation <= seen.high)
    assert holds.mean() >= 0.75
    assert abs((seen.isolation - truth.isolation).mean()) < 0.03


def test_nothing_and_the_same_seed() -> None:
    assert list(isolation(counted([])).columns) == list(COLUMNS)
    ties = network(world(8, 2, seed=1).ties, "year", least=1)
    pd.testing.assert_frame_equal(isolation(ties, seed=2), isolation(ties, seed=2))
    assert isolation(ties, seed=2).low.tolist() != isolation(ties, seed=3).low.tolist()
