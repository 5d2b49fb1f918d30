"""Which of several dates an event has."""

from __future__ import annotations

import pytest

from entente.records import Span
from entente.resolution.dates import DateFinder
from entente.resolution.setting.when import when

FRIDAY = "2023-09-22"


def date_of(text: str, trigger: str) -> str | None:
    at, sentence = text.index(trigger), Span(0, len(text), text)
    dates = DateFinder(text, [sentence], FRIDAY).dates(sentence)
    found = when(dates, Span(at, at + len(trigger), trigger), sentence)
    return found.value if found else None


CASES = [
    # each clause has its own
    (
        "After rebels shelled the port on Monday, the army bombed their camp on Tuesday.",
        "shelled",
        "2023-09-18",
    ),
    (
        "After rebels shelled the port on Monday, the army bombed their camp on Tuesday.",
        "bombed",
        "2023-09-19",
    ),
    ("On 5 May Iran fired missiles and on 7 May Washington imposed sanctions.", "fired", "2023-05-05"),
    ("On 5 May Iran fired missiles and on 7 May Washington imposed sanctions.", "imposed", "2023-05-07"),
    ("Two weeks after seizing the city on 3 May, rebels shot prisoners on 17 May.", "seizing", "2023-05-03"),
    ("Two weeks after seizing the city on 3 May, rebels shot prisoners on 17 May.", "shot", "2023-05-17"),
    ("China sanctioned two firms on Thursday over sales approved in December.", "sanctioned", "2023-09-21"),
    ("China sanctioned two firms on Thursday over sales approved in December.", "approved", "2022-12"),
    (
        "Oslo cancelled the order on 5 May, and Paris recalled its envoy two days later.",
        "recalled",
        "2023-05-07",
    ),
    (
        "Oslo cancelled the order on 5 May, and Paris recalled its envoy two days later.",
        "cancelled",
        "2023-05-05",
    ),
    # the day of speaking is not that of the deed
    ("The minister said on Tuesday that troops had crossed the river on Sunday.", "said", "2023-09-19"),
    ("The minister said on Tuesday that troops had crossed the river on Sunday.", "crossed", "2023-09-17"),
    ("Troops crossed the river on Sunday, the minister said on Tuesday.", "crossed", "2023-09-17"),
    ("Troops crossed the river on Sunday, the minister said on Tuesday.", "said", "2023-09-19"),
    ("Troops crossed the river, the minister said on Tuesday.", "crossed", None),
    ("Troops crossed the river, the minister said on Tuesday.", "said", "2023-09-19"),
    # a thing's date is not that of the act
    (
        "Speaking on Wednesday, the envoy threatened reprisals for the visit of 2 August.",
        "threatened",
        "2023-09-20",
    ),
    (
        "Speaking on Wednesday, the envoy threatened reprisals for the visit of 2 August.",
        "visit",
        "2023-08-02",
    ),
    ("On Tuesday, a month after the invitation of 8 August, the two leaders met.", "met", "2023-09-19"),
    ("Brussels condemned the raid of 3 May.", "condemned", None),
    ("Brussels condemned the raid of 3 May.", "raid", "2023-05-03"),
    ("Brussels condemned the raid of 3 May that killed ten.", "killed", "2023-05-03"),
    ("The raid of 3 May killed ten.", "killed", "2023-05-03"),
    ("Ten were killed in the raid of 3 May.", "killed", "2023-05-03"),
    ("Brussels condemned Monday's raid on the port.", "condemned", None),
    ("Brussels condemned Monday's raid on the port.", "raid", "2023-09-18"),
    ("Monday's raid killed ten.", "killed", "2023-09-18"),
    ("Ten were killed in Monday's raid.", "killed", "2023-09-18"),
    ("Baku accused Yerevan of breaking the November 2020 ceasefire.", "accused", None),
    (
        "Moscow, angered by the expulsion of its envoys on Monday, recalled its consul on Thursday.",
        "recalled",
        "2023-09-21",
    ),
    (
        "Moscow, angered by the expulsion of its envoys on Monday, recalled its consul on Thursday.",
        "expulsion",
        "2023-09-18",
    ),
    ("Leaders will meet on Monday to discuss the raid of 3 May.", "meet", "2023-09-25"),
    ("Shells hit the port on the night of 5 May.", "hit", "2023-05-05"),
    ("The army killed ten people in the early hours of Sunday.", "killed", "2023-09-17"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES)
def test_an_event_has_the_date_of_its_own_clause_and_not_of_a_thing(
    text: str, trigger: str, expected: str | None
) -> None:
    assert date_of(text, trigger) == expected
