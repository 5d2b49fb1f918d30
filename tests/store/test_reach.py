"""The first rows of many imported events are those of a whole sort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from choices import make
from hypothesis import given, settings
from hypothesis import strategies as st
from stored import CODER

from entente.records import DateMention
from entente.store import CODED, Kind, Level, Selection, Store
from entente.store.reach import within_reach

_CODES = ("036", "190", "112")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A thousand imported events of some years, and ours, of which some are dated by month, year or range."""
    with Store() as made:
        for number in range(4):
            made.add(make(number), CODER)
        made.connection.execute(
            """
            INSERT INTO imported SELECT 1, 'gdelt1', 'g' || i,
                DATE '2022-12-01' + (i * i % 397)::INTEGER * (CASE WHEN i % 3 = 0 THEN 1 ELSE -1 END),
                ['ARM', 'RUS', 'AZE'][1 + i % 3], ['TUR', 'IRN', NULL][1 + i % 3], true, '036', 'CONSULT',
                1, 1, 1, ''
            FROM range(1000) t(i)"""
        )
        made.connection.execute(
            """
            INSERT INTO dyad_days
            SELECT batch, dataset, a, b, day, directed, code, event_type, quad, count(*),
                sum(articles), avg(intensity) FROM imported GROUP BY ALL"""
        )
        yield made


def _ids(rows: Iterator[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "actors": st.sampled_from([("ARM",), ("RUS", "IRN"), ("USA",)]),
        "dyad": st.just(("ARM", "TUR")),
        "countries": st.just(("AZE",)),
        "types": st.sampled_from([("CONSULT",), ("AID",)]),
        "since": st.dates(date(2021, 1, 1), date(2024, 6, 1)),
        "until": st.dates(date(2021, 1, 1), date(2024, 6, 1)),
        "outlets": st.sampled_from([("Wire",), ("Nobody",)]),
        "level": st.sampled_from(Level),
        "datasets": st.sampled_from([("gdelt1",), (CODED,), (CODED, "gdelt1")]),
    },
)


@settings(deadline=None, max_examples=100)
@given(FILTERS, st.integers(0, 60), st.integers(0, 1100), st.booleans())
def test_a_part_is_that_of_the_whole(
    store: Store, filters: dict[str, Any], limit: int, offset: int, newest: bool
) -> None:
    chosen = Selection(newest=newest, **filters)
    whole = _ids(store.rows(Kind.EVENTS, chosen))
    part = _ids(store.rows(Kind.EVENTS, replace(chosen, limit=limit, offset=offset)))
    assert part == whole[offset : offset + limit]
    assert store.total(Kind.EVENTS, chosen) == len(whole)


@pytest.mark.parametrize("newest", [True, False])
def test_only_the_days_that_are_needed_are_looked_at(store: Store, newest: bool) -> None:
    (found,) = within_reach(store.ask, Selection(limit=50, newest=newest))
    assert (found.since is not None) == newest
    assert (found.until is not None) != newest
    inside = store.count(Kind.EVENTS, replace(found, limit=None, datasets=("gdelt1",)))
    assert 50 <= inside < 70


def test_a_range_that_ends_in_the_last_days_does_not_come_before_what_lies_between() -> None:
    made = make(0)
    document = replace(made.document, published="2023-01-01")
    event = next(e for e in made.events if {p.identity.actor for p in e.actor} == {"RUS"})
    ours = replace(event, document=document.id, date=DateMention("2022-11-01/2023-01-31"))
    with Store() as store:
        store.add(replace(made, document=document, statements=(), claims=(), events=(ours,)), CODER)
        for number, day in enumerate(("2023-01-31", "2023-01-15")):
            store.connection.execute(
                "INSERT INTO imported "
                "VALUES (1, 'gdelt1', ?, ?, 'RUS', 'TUR', true, '036', 'CONSULT', 1, 1, 1, '')",
                [f"g{number}", day],
            )
        chosen = Selection(newest=True, limit=2, level=Level.ACTOR, actors=("RUS",))
        assert _ids(store.rows(Kind.EVENTS, chosen)) == ["g0", "g1"]
        assert _ids(store.rows(Kind.EVENTS, replace(chosen, limit=3))) == ["g0", "g1", ours.id]


@pytest.mark.parametrize("newest", [True, False])
def test_the_first_and_the_last_day_that_there_are_can_be_asked_for(store: Store, newest: bool) -> None:
    for day in (date.min, date.max):
        chosen = Selection(newest=newest, limit=2, outlets=("Wire",), since=day, until=day)
        assert _ids(store.rows(Kind.EVENTS, chosen)) == []
