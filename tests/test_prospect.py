"""What next, from a store, and the command that shows it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import entente
from entente.analysis.links.ahead import COLUMNS
from entente.cli import app
from entente.errors import UsageError
from entente.prospect import Prospect
from entente.store import Selection, Store
from entente.units import By

ACTS = {"Consult": 0.6, "Criticize or denounce": 0.25, "Use conventional military force": 0.15}
STATES = ("Armenia", "Azerbaijan", "Georgia", "Iran", "Turkey", "Russia", "Kazakhstan")
LAST = pd.Timestamp("2020-12-31")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record of two years: Armenia and Azerbaijan every other day, the others now and then."""
    folder = tmp_path_factory.mktemp("prospect")
    rng = np.random.default_rng(5)
    rows = []
    for day in pd.date_range("2019-01-01", LAST):
        pairs = [("Armenia", "Azerbaijan")] * int(rng.integers(2))
        pairs += [tuple(rng.choice(STATES, 2, replace=False)) for _ in range(3)]
        rows += [(a, rng.choice(list(ACTS), p=list(ACTS.values())), b, f"{day:%Y-%m-%d}") for a, b in pairs]
    source = folder / "made.tsv"
    source.write_text("".join("\t".join(row) + "\n" for row in rows))
    store = str(folder / "made.duckdb")
    done = CliRunner().invoke(app, ["import", "tkg", str(source), "--db", store])
    assert done.exit_code == 0, done.output
    return store


def shown(*words: str) -> list[dict[str, object]]:
    done = CliRunner().invoke(app, ["forecast", *words, "--format", "json"])
    assert done.exit_code == 0, done.output
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_the_week_that_comes_next_is_forecast(db: str) -> None:
    found = shown("Azerbaijan", "Armenia", "--db", db)
    assert [row["quad"] for row in found] == [1, 2, 3, 4]
    assert {(row["a"], row["b"]) for row in found} == {("ARM", "AZE")}
    # The last day is a Thursday: the week that it breaks into is known in part, and the next is forecast.
    assert found[0]["period"] == "2021-01-04"
    for row in found:
        assert 0 <= row["low"] <= row["probability"] <= row["high"] <= 1  # type: ignore[operator]
        assert row["verdict"]
        assert row["of_all"]
    assert found[0]["probability"] > 0.8  # type: ignore[operator]


def test_the_frames_are_those_of_the_command(db: str) -> None:
    with entente.open(db) as region:
        prospect = region.prospect("ARM, AZE, GEO", by="month")
        chances, expected = prospect.chances, prospect.expected
        assert {*chances.a, *chances.b} == {"ARM", "AZE", "GEO"}
        assert len(expected) == 3
        assert prospect.outlook.period == pd.Timestamp("2021-01-01")
    rows = shown("--region", "ARM, AZE, GEO", "--by", "month", "--db", db)
    assert [row["probability"] for row in rows] == pytest.approx(chances.probability.tolist(), abs=1e-6)


def test_only_what_is_likelier_than_usual_is_rising(db: str) -> None:
    rows = shown("--rising", "--db", db)
    assert all(row["probability"] > row["base_rate"] for row in rows)  # type: ignore[operator]
    assert all(row["of_all"] == "better than the base rate" for row in rows)


def test_what_an_actor_does_next(db: str) -> None:
    rows = shown("Armenia", "--db", db)
    assert list(rows[0]) == [*COLUMNS, "verdict"]
    assert (rows[0]["role"], rows[0]["event_type"], rows[0]["other"]) == ("actor", "CONSULT", "AZE")


def test_the_future_is_not_looked_at(db: str) -> None:
    """A forecast as of a day is that of a record that ends on it."""
    until = pd.Timestamp("2020-06-30").date()
    with Store(db) as store:
        early = Prospect(store, Selection(until=until), (), By.WEEK)
        assert early.outlook.period == pd.Timestamp("2020-07-06")
        assert early.ahead("ARM")["last"].max() <= pd.Timestamp(until)


@pytest.mark.parametrize("what", ["expected", "track", "reliability"])
def test_each_view_has_its_rows(db: str, what: str) -> None:
    assert shown("--show", what, "--by", "month", "--db", db)


def test_a_table_says_how_far_such_forecasts_held(db: str) -> None:
    done = CliRunner().invoke(app, ["forecast", "Armenia", "--limit", "3", "--db", db])
    assert "the recurrency baseline. The one that it was came first in" in done.stdout
    assert [row["method"] for row in shown("Armenia", "--show", "track", "--db", db)] == [
        "links",
        "recurrency",
    ]


CHARTS = (
    ["ARM", "AZE"],
    ["ARM"],
    ["--region", "ARM, AZE, GEO"],
    ["--region", "ARM, AZE, GEO", "--show", "expected"],
    ["--show", "reliability"],
    ["ARM", "--show", "track"],
)


@pytest.mark.parametrize("words", CHARTS, ids=" ".join)
def test_each_view_is_drawn(db: str, tmp_path: Path, words: Sequence[str]) -> None:
    chart = tmp_path / "chart.svg"
    done = CliRunner().invoke(app, ["forecast", *words, "--by", "month", "--db", db, "--chart", str(chart)])
    assert done.exit_code == 0, done.output
    assert "<svg" in chart.read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--by", "year"], "give week or month"),
        (["ARM", "--show", "expected"], "is of dyads"),
        (["ARM", "Armenia"], "are both Armenia"),
        (["ARM", "Atlantis"], "Atlantis"),
        (["--chart", "a.doc"], "a.doc"),
    ],
)
def test_wrong_calls(db: str, words: list[str], message: str) -> None:
    done = CliRunner().invoke(app, ["forecast", *words, "--db", db])
    assert done.exit_code == 2
    assert message in done.output


def test_a_store_without_stories_forecasts_nothing(tmp_path: Path) -> None:
    empty = str(tmp_path / "empty.duckdb")
    Store(empty, write=True).close()
    done = CliRunner().invoke(app, ["forecast", "--db", empty])
    assert done.exit_code == 2
    assert "nothing to forecast from" in done.output
    with entente.open(empty) as region, pytest.raises(UsageError, match="no period 'fortnight'"):
        region.prospect(by="fortnight")


def test_two_who_never_met_have_the_rate_of_such_dyads(db: str) -> None:
    rows = shown("Armenia", "Kenya", "--db", db)
    assert {row["verdict"] for row in rows} == {"too little to tell"}
