from __future__ import annotations

import pandas as pd
import pytest
from drawings import NAMES, check, words

from entente.charts.leads import leads


def lags(reach: int, **outside: float) -> pd.DataFrame:
    frame = pd.DataFrame({"lag": range(-reach, reach + 1), "correlation": 0.05, "low": -0.2, "high": 0.2})
    for lag, value in outside.items():
        frame.loc[frame["lag"] == int(lag[1:]), "correlation"] = value
    return frame


@pytest.mark.parametrize("reach", [0, 1, 8, 30, 60])
def test_any_number_of_lags_fits_a_phone(reach: int) -> None:
    check(leads(lags(reach), (NAMES["CCC"], NAMES["DDD"]), "week"))
    check(leads(lags(reach).assign(correlation=-0.95), ("a", "b"), "week"))


def test_only_a_lag_outside_the_band_is_marked() -> None:
    assert not [text for text in words(leads(lags(8))) if text.startswith("lag +")]
    assert "lag +2" in words(leads(lags(8, l2=0.5, l3=0.4)))
    assert "lag +3" in words(leads(lags(8, l2=0.5, l3=-0.6)))
    assert "lag 0" in words(leads(lags(8, l0=0.5)))


def test_the_caller_may_know_better() -> None:
    frame = lags(8, l2=0.5)
    chart = leads(frame.assign(stands_out=False))
    assert not [text for text in words(chart) if text.startswith("lag +")]


def test_who_is_first_is_written_on_either_side() -> None:
    assert {"Valdoria first", "Kestria first", "lag in weeks"} <= set(
        words(leads(lags(8), ("Valdoria", "Kestria"), "week"))
    )


def test_nothing_known() -> None:
    for frame in (lags(1).head(0), lags(1).assign(correlation=float("nan"))):
        assert "too little to tell" in words(leads(frame))
    check(leads(lags(3).assign(low=float("nan"), high=float("nan"))))
