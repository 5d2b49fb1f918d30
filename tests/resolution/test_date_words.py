"""Dates by words of their own: feasts, decades, quarters, nights; and the present of what is to come."""

from __future__ import annotations

import pytest

from entente.resolution.dates import find_dates

FRIDAY = "2023-09-22"


def values(text: str, published: str | None = FRIDAY) -> list[str]:
    return [mention.value for mention in find_dates(text, 0, len(text), published)]


WORDS = [
    # days of the year with a name
    ("He left on New Year's Eve 1999.", ["1999-12-31"]),
    ("He left on Christmas Day.", ["2022-12-25"]),
    ("He left on Orthodox Christmas Eve 2021.", ["2021-01-06"]),
    # nights
    ("Shells fell overnight.", ["2023-09-22"]),
    ("Shells fell overnight on Monday.", ["2023-09-18"]),
    ("It will not be solved overnight.", []),
    ("He stayed in the port overnight.", []),
    ("They came the night before last.", ["2023-09-20"]),
    # the last but one
    ("He left the week before last.", ["2023-09-04/2023-09-10"]),
    ("He left the month before last.", ["2023-07"]),
    ("He left the year before last.", ["2021"]),
    ("He leaves the year after next.", ["2025"]),
    # quarters
    ("Exports fell last quarter.", ["2023-04/2023-06"]),
    ("Exports fell this quarter.", ["2023-07/2023-09"]),
    ("Exports will fall next quarter.", ["2023-10/2023-12"]),
    ("Exports fell in the first quarter.", ["2023-01/2023-03"]),
    ("Exports fell in the fourth quarter.", ["2022-10/2022-12"]),
    ("A quarter of the men fled, and the first quarter of the match was dull.", []),
    # decades
    ("It began in the eighties.", ["1980/1989"]),
    ("It began in the '70s.", ["1970/1979"]),
    ("It began in the 1980's.", ["1980/1989"]),
    ("He is in his eighties.", []),
    ("It sold 80s of them.", []),
    # seasons that cross the year
    ("This winter will be hard.", ["2023-12/2024-02"]),
    ("This spring was hard.", ["2023-03/2023-05"]),
    ("At the end of summer 2022 he left.", ["2022-08"]),
    # names and habits
    ("They marched after Friday prayers.", []),
    ("The 14 March alliance split.", []),
    ("The army held Monday prayers on Tuesday.", ["2023-09-19"]),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_of_time(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_season_is_the_one_that_goes_on() -> None:
    assert values("This winter has been hard.", "2013-01-22") == ["2012-12/2013-02"]


AHEAD = [
    ("The summit opens on October 5 in Granada.", ["2023-10-05"]),
    ("The summit opens on October 5, the organisers said.", ["2023-10-05"]),
    ("He said the summit opens on October 5.", ["2023-10-05"]),
    ("Greeks vote on Sunday.", ["2023-09-24"]),
    ("On Monday the leaders meet in Rome.", ["2023-09-25"]),
    ("They gather in Rome this Saturday.", ["2023-09-23"]),
    ("They gathered in Rome this Saturday.", ["2023-09-16"]),
    ("They have until Thursday to agree.", ["2023-09-28"]),
    ("They waited until Thursday.", ["2023-09-21"]),
    ("They have held out until Thursday.", ["2023-09-21"]),
    ("The vote is to be held on October 5.", ["2023-10-05"]),
    ("The vote will be held on Monday.", ["2023-09-25"]),
    ("The envoy is visiting Ankara on Monday.", ["2023-09-25"]),
    # how long it took, and how long it may take
    ("The port fell within a week.", []),
    ("Within a week the port had fallen.", []),
    ("He expects a vote within a week.", ["2023-09-22/2023-09-29"]),
    ("Troops were ready to leave within a week.", ["2023-09-22/2023-09-29"]),
    ("He demanded its release within two days.", ["2023-09-22/2023-09-24"]),
    ("They called a strike for October 5.", ["2023-10-05"]),
    ("He expects a text by the summer.", ["2024-06/2024-08"]),
    ("It stands until June.", ["2024-06"]),
    # nouns and the past
    ("Until Thursday, nobody has told them.", ["2023-09-21"]),
    ("The threat before Sept. 11 is excusable.", ["2023-09-11"]),
    ("In the photograph he meets the emir on October 5.", ["2022-10-05"]),
    ("They boycotted the vote on Sunday.", ["2023-09-17"]),
    ("Its vote on Sunday was calm.", ["2023-09-17"]),
    ("The summit opened on October 5.", ["2022-10-05"]),
    ("The summit opens a wound, he said on Monday.", ["2023-09-18"]),
    ("The war has gone on since Monday, and will go on.", ["2023-09-18"]),
]


@pytest.mark.parametrize(("text", "expected"), AHEAD)
def test_the_present_of_what_is_fixed_looks_ahead(text: str, expected: list[str]) -> None:
    assert values(text) == expected
