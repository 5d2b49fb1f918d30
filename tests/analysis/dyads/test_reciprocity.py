from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from dailies import Told, dailies
from test_leads import directed

from entente.analysis.dyads.reciprocity import COLUMNS, alike, reciprocity
from entente.analysis.dyads.series import directions
from entente.analysis.dyads.simulate_pairs import Make, paired
from entente.errors import UsageError
from entente.units import By


def row(make: Make, seed: int = 1) -> Any:
    return reciprocity(directed(paired(make, seed=seed), "A", "B", make.by), "A", "B").iloc[0]


def test_like_is_answered_with_like() -> None:
    found = row(Make(common=0.9, rates=(8.0, 8.0)))
    assert 0.3 < found.tone_low < found.tone < found.tone_high < 1
    assert found.conflict_low > 0 and found.cooperation_low > 0


def test_a_wave_of_reporting_is_no_reciprocity() -> None:
    waves = Make(wave=1.0, rates=(12.0, 12.0), periods=200)
    held = [row(waves, seed) for seed in range(10)]
    assert sum(one.cooperation_low > 0 for one in held) <= 2
    table = directed(paired(waves, seed=1), "A", "B", By.MONTH).drop(columns="articles")
    assert reciprocity(table, "A", "B").cooperation_low.item() > 0


def test_who_does_more_and_who_is_kinder() -> None:
    days = dailies(
        *(
            Told(f"2001-{m:02}-0{d}", "A>B", "SUPPORT" if d % 2 else "AID")
            for m in range(1, 13)
            for d in (1, 2, 3)
        ),
        *(Told(f"2001-{m:02}-07", "B>A", "ACCUSE" if m % 2 else "THREATEN") for m in range(1, 13)),
    )
    found = reciprocity(directions(days, "A", "B", By.MONTH), "A", "B").iloc[0]
    assert (found.a_to_b, found.b_to_a, found.weaker, found.kinder) == (36, 12, 0.25, "A")
    assert found.weaker_low < 0.25 < found.weaker_high
    turned = reciprocity(directions(days, "B", "A", By.MONTH), "B", "A").iloc[0]
    assert turned.kinder == "A" and turned.balance == pytest.approx(-found.balance)
    assert turned.balance_low == pytest.approx(-found.balance_high)


def test_what_two_do_together_is_no_answer() -> None:
    told = [
        Told(f"2001-{m:02}-0{d}", way, "CONSULT", story=f"m{m}{d}")
        for m in range(1, 13)
        for d in range(1, 1 + m % 4)
        for way in ("A>B", "B>A")
    ]
    found = reciprocity(directions(dailies(*told), "A", "B", By.MONTH), "A", "B").iloc[0]
    assert (found.a_to_b, found.b_to_a) == (0, 0)
    assert np.isnan(found.weaker) and np.isnan(found.cooperation) and found.kinder is None


def test_windows_lie_end_to_end() -> None:
    table = directed(paired(Make(periods=50), seed=2), "A", "B", By.MONTH)
    found = reciprocity(table, "A", "B", window=24)
    assert list(found["first"].dt.strftime("%Y-%m")) == ["2001-01", "2003-01", "2005-01"]
    assert list(found.periods) == [24, 24, 2]
    assert found.a_to_b.sum() == reciprocity(table, "A", "B").a_to_b.item()
    assert np.isnan(found.tone.iloc[2]) and not np.isnan(found.tone.iloc[0])
    with pytest.raises(UsageError, match="window of 0"):
        reciprocity(table, "A", "B", window=0)


def test_intervals_hold_what_is_true() -> None:
    """More runs stand in docs/reference/leads.md."""
    rows = [row(Make(together=0.6, periods=60), seed) for seed in range(25)]
    for name in ("tone", "cooperation", "conflict", "balance"):
        held = [one[f"{name}_low"] <= 0 <= one[f"{name}_high"] for one in rows]
        assert sum(held) >= 20, name


def test_nothing_one_period_and_no_change() -> None:
    empty = reciprocity(directions(dailies(), "A", "B"), "A", "B")
    assert empty.empty and list(empty.columns) == list(COLUMNS)
    single = reciprocity(directions(dailies(Told("2001-01-01", "A>B", "AID")), "A", "B"), "A", "B").iloc[0]
    assert single.weaker == 0 and np.isnan(single.balance)
    assert np.isnan(alike(np.ones(20), np.arange(20.0))[0])


def test_the_correlation_is_that_of_ranks() -> None:
    draw = np.random.default_rng(0)
    x = draw.standard_normal(300)
    r, low, high, pairs = alike(x, np.exp(x))
    assert r == pytest.approx(1) and pairs == 300
    y = 0.6 * x + 0.8 * draw.standard_normal(300)
    r, low, high, _ = alike(x, y)
    assert low < 0.58 < high and high - low < 0.25
