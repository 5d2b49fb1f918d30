"""Half dates."""

from __future__ import annotations

from datetime import date

import pytest

from entente.ontology.terms import term


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("1991", "1999", date(1991, 1, 1), date(1999, 12, 31)),
        ("2012-06", "2012-02", date(2012, 6, 1), date(2012, 2, 29)),
        ("2020-01-31", "2020-01-31", date(2020, 1, 31), date(2020, 1, 31)),
        ("", "", date.min, date.max),
    ],
)
def test_a_half_date_counts_from_its_first_to_its_last_day(
    since: str, until: str, first: date, last: date
) -> None:
    made = term(since, until)
    assert (made.since, made.until) == (since, until)
    assert (made.first, made.last) == (first, last)


def test_both_ends_count() -> None:
    made = term("1994", "1994-03")
    assert made.holds(date(1994, 1, 1)) and made.holds(date(1994, 3, 31))
    assert not made.holds(date(1993, 12, 31)) and not made.holds(date(1994, 4, 1))


@pytest.mark.parametrize("cell", ["soon", "1994-13", "94", "1994-02-30", "1994-1"])
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        term(cell, "")
    with pytest.raises(ValueError, match=r"."):
        term("", cell)
