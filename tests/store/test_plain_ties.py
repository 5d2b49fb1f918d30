"""Ties of imported events against the same counted in pandas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bench.region_made import More, write_events
from bench.region_pandas import EVENTS, plain_ties, read
from entente.store import Selection, Store
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import import_files
from entente.store.exchange.settling import settle

ACTS = (
    "Consult",
    "Make statement",
    "Accuse",
    "Use conventional military force",
    "Provide aid",
    "Praise or endorse",
)
NAMES = ("Russia", "Armenia", "Azerbaijan", "NA", "Nobody")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of a few hundred events, some of them the same act of the same day."""
    folder = tmp_path_factory.mktemp("record")
    draw, lines = np.random.default_rng(5), []
    for _ in range(600):
        one, other = draw.choice(NAMES, 2)
        day = pd.Timestamp("2014-12-20") + pd.Timedelta(days=int(draw.integers(77)))
        lines.append("\t".join((one, draw.choice(ACTS), other, f"{day:%Y-%m-%d}")))
    (folder / "lines.tsv").write_text("\n".join(lines), "utf-8")
    return stored(folder, folder / "lines.tsv")


def stored(folder: Path, lines: Path) -> str:
    db = str(folder / f"{lines.stem}.duckdb")
    with Store(db, write=True) as store:
        list(import_files(store, format_named("tkg"), [str(lines)]))
        settle(store)
    return db


def compared(db: str, by: str, folder: Path) -> pd.DataFrame:
    table = folder / "events.csv"
    with Store(db) as store:
        store.connection.execute(f"COPY ({EVENTS}) TO '{table}' (HEADER)")
        ours = store.ties(Selection(), by=by)
    theirs = plain_ties(read(str(table)), by)
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, rtol=1e-12, atol=1e-12)
    return ours


@pytest.mark.parametrize("by", ["week", "month"])
def test_the_same_as_pandas(record: str, by: str, tmp_path: Path) -> None:
    found = compared(record, by, tmp_path)
    assert len(found) > 10
    assert (found.stories < found.reports).any()


@pytest.mark.parametrize("more", list(More))
def test_as_many_times_in_the_manner_of_a_record(record: str, more: More, tmp_path: Path) -> None:
    lines = tmp_path / "made.tsv"
    written = write_events(record, lines, 10, more)
    made = compared(stored(tmp_path, lines), "month", tmp_path)
    with Store(record) as store:
        was = store.ties(Selection(), by="month")
        assert [(written,)] == store.ask("SELECT 10 * count(*) FROM imported", [])
    dyads = [len(frame.groupby(["a", "b"])) for frame in (was, made)]
    if more is More.DYADS:
        assert dyads[1] == 10 * dyads[0]
        assert made.stories.sum() == 10 * was.stories.sum()
    else:
        assert dyads[1] == dyads[0]
        assert made.stories.sum() > 4 * was.stories.sum()
