"""What a figure says of its sources and its exposure, on stores of events of others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from entente.figures.basis import counted, exposure, sources
from entente.store import Selection, Store
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import import_files
from entente.units import By, Count


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three events in January, none in February, one in March."""
    days = ("2023-01-02", "2023-01-05", "2023-01-30", "2023-03-15")
    rows = "".join(f"{day},Azerbaijan,Armenia,ASSAULT\n" for day in days)
    (tmp_path / "some.csv").write_text("day,a,b,event_type\n" + rows)
    with Store(str(tmp_path / "s.duckdb"), write=True) as made:
        list(import_files(made, format_named("csv"), [str(tmp_path / "some.csv")]))
    return Store(str(tmp_path / "s.duckdb"))


def test_sources_name_the_data_set_and_its_number(store: Store) -> None:
    assert sources(store, Selection()) == "Sources: csv (4 records of others)."
    assert sources(store, Selection(until=date(2022, 1, 1))) == "Sources: nothing was read."


def test_exposure_tells_the_range_and_the_empty_months(store: Store) -> None:
    told = exposure(store, Selection(), By.MONTH)
    expected = "1 to 3 articles or records a month, 1 Jan 2023 to 31 Mar 2023; nothing in 1 of 3 months."
    assert told == f"Exposure: {expected}"
    assert exposure(store, Selection(since=date(2030, 1, 1)), By.MONTH) == ""


def test_a_month_that_is_cut_does_not_lower_the_range(store: Store) -> None:
    told = exposure(store, Selection(since=date(2023, 1, 4)), By.MONTH)
    assert "Exposure: 1 articles or records a month" in told and "nothing in 1 of 2 months" in told


def test_one_is_one() -> None:
    assert counted(1, Count.REPORT, "told as done") == "Counted: 1 report told as done."
