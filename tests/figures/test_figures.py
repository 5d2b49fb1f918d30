"""Figures from small records: what is counted in is drawn, what is not done is no bar, all is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd
import pytest
from casting import Text, stored

from entente.charts.theme import PAGE, PHONE
from entente.errors import UsageError
from entente.figures import Asked, Figure, figure
from entente.records import EventType, Modality
from entente.store import Selection, Store
from entente.units import By, Count

BEGIN = date(2023, 1, 2)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Ten weeks: Armenia and Russia meet in each but the sixth; one threat that is only supposed."""
    texts = []
    for week in range(10):
        text = Text(
            f"Armenia met Russia {week}. Iran aided Armenia. Pashinyan said that Moscow was {week}. "
            "Russia may sanction Armenia.",
            published=f"{BEGIN + timedelta(weeks=week)}",
            outlet="Wire",
        )
        if week != 5:
            text.does(["Armenia"], "CONSULT" if week % 2 else "ACCUSE", "met", ["Russia"])
        if week == 5:
            text.does(["Russia"], "SANCTION", "sanction", ["Armenia"], modality=Modality.HYPOTHETICAL)
        text.does(["Iran"], "AID", "aided", ["Armenia"])
        act = EventType.ACCUSE if week == 3 else None
        text.says("Pashinyan", "said", f"that Moscow was {week}", target="Moscow", act=act)
        texts.append(text)
    undated = Text("Armenia met Russia on no day.", published=None)
    undated.does(["Armenia"], "CONSULT", "met", ["Russia"])
    with stored(*texts, undated) as made:
        yield made


def drawn(store: Store, kind: str, *names: str, by: By = By.WEEK, **chosen: object) -> Figure:
    return figure(kind, Asked(store, Selection(**chosen), names, by))  # type: ignore[arg-type]


def sets(made: Figure, column: str, width: int = PHONE) -> list[pd.DataFrame]:
    every = made.chart(width).to_dict()["datasets"].values()
    return [pd.DataFrame(found) for found in every if found and column in found[0]]


@pytest.mark.parametrize("width", [PHONE, PAGE])
def test_what_is_counted_is_in_the_bars_of_a_dyad(store: Store, width: int) -> None:
    made = drawn(store, "dyad", "Armenia", "Russia")
    (bars,) = sets(made, "height", width)[:1]
    assert bars["events"].sum() == made.table["count"].sum() == 9
    assert made.caption.counted.startswith("Counted: 9 stories told as done")
    told = " ".join(made.caption.told)
    assert "10 of Armenia on Russia (1 hard)" in told
    assert "Not done, and not counted: 1 act (1 hypothetical)" in told
    assert "1 story without a day is not drawn" in told
    assert "Sources: 11 articles of Wire" in told or "Sources: 10 articles of Wire" in told
    assert made.caption.exposure.startswith("Exposure: 1 articles or records a week")


def test_a_hypothetical_act_is_never_a_bar_nor_a_cell(store: Store) -> None:
    sixth = BEGIN + timedelta(weeks=5)
    made = drawn(store, "dyad", "ARM", "RUS")
    assert made.table.set_index("period").loc[pd.Timestamp(sixth), "count"] == 0
    days = drawn(store, "calendar", "ARM", "RUS").table
    day = days[days.day == pd.Timestamp(sixth)]
    assert (day["count"].tolist(), day["undone"].tolist()) == ([0], [1])


def test_a_silent_period_has_no_mean_and_single_stories_no_interval(store: Store) -> None:
    table = drawn(store, "dyad", "ARM", "RUS").table
    silent = table[table["count"] == 0]
    assert len(silent) == 1 and silent.intensity.isna().all()
    assert table.low.isna().all() and not sets(drawn(store, "dyad", "ARM", "RUS"), "run")
    monthly = drawn(store, "dyad", "ARM", "RUS", by=By.MONTH).table
    assert monthly.low.notna().any() and (monthly.high - monthly.low).dropna().between(3, 20).all()


@pytest.mark.parametrize("count", list(Count))
def test_each_count_is_named(store: Store, count: Count) -> None:
    made = drawn(store, "dyad", "ARM", "RUS", count=count)
    assert f"9 {'stories' if count is Count.STORY else count.value + 's'} told" in made.caption.counted


def test_the_calendar_of_one_of_two_and_of_several(store: Store) -> None:
    numbers = [
        int(drawn(store, "calendar", *names).table["count"].sum())
        for names in (("Armenia",), ("Armenia", "Russia"), ("Armenia", "Russia", "Iran"), ("Russia", "Iran"))
    ]
    assert numbers == [19, 9, 19, 0]
    made = drawn(store, "calendar", "Armenia")
    assert made.caption.title.startswith("Armenia and all others by day: 2 Jan 2023 to ")
    cells = pd.concat(sets(made, "way"))
    assert cells["count"].sum() == 19 and (cells.way == "unread").sum() == 63 - 9
    assert "Counted: 0 stories" in drawn(store, "calendar", "Russia", "Iran").caption.counted


def test_days_of_the_selection_are_kept(store: Store) -> None:
    until = BEGIN + timedelta(weeks=3)
    made = drawn(store, "calendar", "ARM", "RUS", until=until)
    assert made.table["count"].sum() == 4 and made.table.day.max() == pd.Timestamp(until)
    assert "no act is told of as hypothetical" in " ".join(made.caption.told)
    assert drawn(store, "dyad", "ARM", "RUS", until=until).table["count"].sum() == 4


def test_nothing_is_drawn_of_nothing() -> None:
    with stored() as empty:
        for kind, names in (("dyad", ("ARM", "RUS")), ("calendar", ("ARM",))):
            made = drawn(empty, kind, *names)
            assert made.caption.counted.startswith("Counted: 0 stories")
            assert made.caption.sources == "Sources: nothing was read."
            assert made.chart(PAGE).to_dict() == made.chart(PAGE).to_dict()


def test_a_small_record_is_not_forecast(store: Store) -> None:
    with pytest.raises(UsageError, match=r"the record has \d+ stories .* Read or import more"):
        drawn(store, "forecast", "ARM", "RUS")
    with pytest.raises(UsageError, match="give week or month"):
        drawn(store, "forecast", "ARM", "RUS", by=By.YEAR)


@pytest.mark.parametrize(
    ("kind", "names", "message"),
    [
        ("pie", ("ARM",), "valid: dyad, words"),
        ("dyad", ("ARM",), "takes two actors; 'ARM' was given"),
        ("forecast", ("ARM", "RUS", "IRN"), "takes two actors"),
        ("calendar", (), "none was given"),
        ("dyad", ("ARM", "Armenia"), "are both Armenia"),
        ("calendar", ("Atlantis",), "Atlantis"),
    ],
)
def test_wrong_questions(store: Store, kind: str, names: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        drawn(store, kind, *names)
