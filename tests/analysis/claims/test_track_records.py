from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from entente.analysis.claims.claimants import COLUMNS, LEAST, Skill, claimants
from entente.analysis.claims.simulate import made
from entente.analysis.claims.verdicts import verdicts


def judged(*rows: tuple[str | None, str, float]) -> pd.DataFrame:
    """Claims by claimant, status and chance."""
    frame = pd.DataFrame(rows, columns=["claimant", "status", "chance"])
    frame["chance"] = frame.chance.astype(float)
    return frame.assign(outlet="The Post", due=pd.Timestamp("2023-06-01"))


def test_counts_share_and_interval() -> None:
    rows = [("ARM", "borne out", 0.5)] * 4 + [("ARM", "not borne out", 0.5)] * 6
    (row,) = claimants(judged(*rows, ("ARM", "open", np.nan))).itertuples()
    assert (row.claims, row.due, row.borne_out, row.not_borne_out, row.open) == (11, 11, 4, 6, 1)
    assert row.share == 0.4 and row.low == pytest.approx(0.168, abs=0.001)
    assert row.high == pytest.approx(0.687, abs=0.001)
    assert (row.compared, row.chance, row.skill) == (10, 0.5, Skill.NO_BETTER)


def test_no_share_from_fewer_than_the_least() -> None:
    few = claimants(judged(*[("ARM", "borne out", 0.1)] * (LEAST - 1))).iloc[0]
    assert few.borne_out == LEAST - 1 and np.isnan(few.share) and np.isnan(few.low) and pd.isna(few.skill)
    enough = claimants(judged(*[("ARM", "borne out", 0.1)] * LEAST)).iloc[0]
    assert enough.share == 1 and enough.skill == Skill.BETTER
    worse = claimants(judged(*[("ARM", "not borne out", 0.9)] * LEAST)).iloc[0]
    assert worse.share == 0 and worse.skill == Skill.WORSE


def test_only_claims_with_a_chance_are_compared() -> None:
    rows = [("ARM", "borne out", np.nan)] * 20 + [("ARM", "not borne out", 0.5)] * LEAST
    row = claimants(judged(*rows)).iloc[0]
    assert row.share == 0.8 and row.compared == LEAST and row.compared_share == 0


def test_nobody_and_writers_of_each_outlet_have_their_own_row() -> None:
    frame = judged(("author", "open", np.nan), ("author", "open", np.nan), (None, "open", np.nan))
    frame["outlet"] = ["The Post", "The Wire", "The Wire"]
    table = claimants(frame)
    assert list(table.columns) == list(COLUMNS)
    found = {
        (a if isinstance(a, str) else None, o if isinstance(o, str) else None)
        for a, o in zip(table.claimant, table.outlet, strict=True)
    }
    assert found == {("author", "The Post"), ("author", "The Wire"), (None, None)}
    assert claimants(frame, on=date(2023, 5, 1)).due.sum() == 0
    assert claimants(frame.iloc[:0]).empty


@pytest.mark.parametrize(("skill", "word"), [(0.0, Skill.NO_BETTER), (0.6, Skill.BETTER)])
def test_skill_is_told_from_chance(skill: float, word: Skill) -> None:
    case = made(number=300, skill=skill, rate=0.02, seed=5)
    last = case.record.day.max().date()
    frame = verdicts(case.claims, case.events, case.record, on=last, begun=date(2020, 1, 1))
    row = claimants(frame).iloc[0]
    assert row.skill == word
