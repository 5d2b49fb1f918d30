"""Dates told by another date: the last one named, or the one that follows."""

from __future__ import annotations

import pytest

from entente.language.sentences import split_sentences
from entente.records import Span
from entente.resolution.dates import DateFinder, find_dates

FRIDAY = "2023-09-22"


def values(text: str, published: str | None = FRIDAY) -> list[str]:
    return [mention.value for mention in find_dates(text, 0, len(text), published)]


STORY = [
    ("It fell on 3 May 2021. Two days later it rose.", ["2021-05-03", "2021-05-05"]),
    ("It fell on 3 May 2021. The next morning it rose.", ["2021-05-03", "2021-05-04"]),
    ("It fell on 3 May 2021, and that night it burned.", ["2021-05-03", "2021-05-03"]),
    ("It fell on 3 May 2021. On the same day it rose.", ["2021-05-03", "2021-05-03"]),
    ("It fell on 3 May 2021. The day before, it stood.", ["2021-05-03", "2021-05-02"]),
    ("It fell on 3 May 2021; the troops had come the night before.", ["2021-05-03", "2021-05-02"]),
    ("It fell on 3 May 2021. A week earlier it stood.", ["2021-05-03", "2021-04-26"]),
    ("It fell on 3 May 2021. The following week it rose.", ["2021-05-03", "2021-05-10/2021-05-16"]),
    ("It fell on 3 May 2021. It rose, and 48 hours later it fell.", ["2021-05-03", "2021-05-05"]),
    ("It fell on 31 January 2021. Three months later it rose.", ["2021-01-31", "2021-04"]),
    ("It fell on 3 May 2021. A year later it rose.", ["2021-05-03", "2022"]),
    ("It fell on 3 May 2021. In the following month it rose.", ["2021-05-03", "2021-06"]),
    ("It fell in May 2021. Later that year it rose.", ["2021-05", "2021"]),
    ("It fell in May 2021. A decade earlier it stood.", ["2021-05", "2011"]),
    ("It fell on 3 May 2021. The following Friday it rose.", ["2021-05-03", "2021-05-07"]),
    ("It fell on 3 May 2021. The previous Monday it stood.", ["2021-05-03", "2021-04-26"]),
    ("It fell in May 2021 and rose in June of the following year.", ["2021-05", "2022-06"]),
    ("It fell in May 2021 and rose on 5 June of that year.", ["2021-05", "2021-06-05"]),
    # each step is the next one's start
    (
        "It fell on 3 May 2021. A day later it rose. Two days later it fell.",
        ["2021-05-03", "2021-05-04", "2021-05-06"],
    ),
    # too coarse a date is passed over, an unsure one ends the search
    (
        "On 3 May 2021 it recalled the war of 2018. Two days later it fell.",
        ["2021-05-03", "2018", "2021-05-05"],
    ),
    ("It fell in 2021. Two days later it rose.", ["2021"]),
    ("On 3 May it fell. Last week it rose. Two days later it fell.", ["2023-05-03", "2023-09-11/2023-09-17"]),
    # what has happened lies before publication: "Thursday" is the day of speaking
    (
        "It fell on 3 May, he said on Thursday. Two days later it rose.",
        ["2023-05-03", "2023-09-21", "2023-05-05"],
    ),
    ("It will open on 5 October. Two days later it will close.", ["2023-10-05", "2023-10-07"]),
    # no number, no date
    ("It fell on 3 May 2021. Days later it rose, and years later it fell.", ["2021-05-03"]),
    ("It fell on 3 May 2021. A few days later it rose.", ["2021-05-03"]),
    # told by what follows, not by what was said
    ("It fell on 3 May 2021, the day before the vote, two days after the march.", ["2021-05-03"]),
]


@pytest.mark.parametrize(("text", "expected"), STORY)
def test_an_expression_runs_on_from_the_last_date(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_date_far_back_is_no_start() -> None:
    text = "It fell on 3 May 2021. " + "Nothing was heard of it. " * 40 + "Two days later it rose."
    assert values(text) == ["2021-05-03"]


COMPOUNDS = [
    ("On the eve of the 5 November 2024 vote he left.", ["2024-11-04"]),
    ("He left on the eve of Monday's vote.", ["2023-09-17"]),
    ("He left two days after 5 May 2021.", ["2021-05-07"]),
    ("He left the day before 5 May 2021.", ["2021-05-04"]),
    ("He left in the week of 5 May 2021.", ["2021-05-03/2021-05-09"]),
    ("He left in the week beginning 5 May 2021.", ["2021-05-05/2021-05-11"]),
    ("He left on the night of 5 May 2021.", ["2021-05-05"]),
    ("They marked the tenth anniversary of the 2008 war.", ["2018"]),
    ("They marked the 10th anniversary of the attack of 5 May 2008.", ["2018-05-05"]),
    ("They marked the five-year anniversary of the 2018 accord.", ["2023"]),
    ("They marked the centenary of the 1915 killings.", ["2015"]),
    ("They marked the anniversary of the 2008 war.", ["2008"]),
    ("They marked the second anniversary of the war.", []),
]


@pytest.mark.parametrize(("text", "expected"), COMPOUNDS)
def test_words_before_a_date_move_it(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_compound_is_one_mention_with_the_words_that_move_it() -> None:
    text = "Both came on the eve of the 5 November 2024 vote."
    (mention,) = find_dates(text, 0, len(text), None)
    assert mention.span is not None
    assert mention.span.text == "on the eve of the 5 November 2024"


def sentences(text: str) -> list[Span]:
    return list(split_sentences(text, 0, len(text)))


def test_a_finder_knows_the_dates_of_sentences_that_nobody_asked_for() -> None:
    text = "It fell on 3 May 2021. The next day it rose. A week later it fell."
    parts = sentences(text)
    last = DateFinder(text, parts, None).dates(parts[-1])
    assert [mention.value for mention in last] == ["2021-05-11"]


def test_a_finder_gives_the_same_in_any_order() -> None:
    text = "It fell on 3 May 2021. The next day it rose. It stood in 2022. A year later it fell."
    parts = sentences(text)
    finder, other = DateFinder(text, parts, FRIDAY), DateFinder(text, parts, FRIDAY)
    forward = [finder.dates(part) for part in parts]
    assert [other.dates(part) for part in reversed(parts)] == forward[::-1]
    assert [mention.value for found in forward for mention in found] == [
        "2021-05-03",
        "2021-05-04",
        "2022",
        "2023",
    ]


def test_a_finder_reads_a_sentence_that_is_not_of_its_list() -> None:
    text = "It fell on 3 May 2021. The next day it rose."
    finder = DateFinder(text, [], None)
    assert [m.value for m in finder.dates(Span(0, 22, text[:22]))] == ["2021-05-03"]
    assert [m.value for m in finder.dates(Span(23, len(text), text[23:]))] == ["2021-05-04"]
