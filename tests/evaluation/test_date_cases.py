from __future__ import annotations

from pathlib import Path

import pytest

from entente.errors import MissingInput
from entente.evaluation import naive
from entente.evaluation.benchmarks.dates import DateCase, date_cases, right
from entente.records import DateMention, Span


def case(value: str | None) -> DateCase:
    return DateCase("It fell in late May 2024.", None, 11, 24, value)


def mention(value: str, start: int, end: int) -> DateMention:
    return DateMention(value, Span(start, end, case(None).text[start:end]))


@pytest.mark.parametrize(
    ("value", "given", "expected"),
    [
        ("2024-05", [("2024-05", 16, 24)], True),
        ("2024-05", [("2024-05-01/2024-05-31", 16, 24)], True),
        ("2024-05", [("2024", 20, 24), ("2024-05", 16, 24)], True),
        ("2024-05", [("2024", 20, 24)], False),
        ("2024-05", [("2024-05", 0, 12)], False),
        ("2024-05", [], False),
        (None, [], True),
        (None, [("2024", 20, 24)], False),
        (None, [("2024", 0, 7)], True),
    ],
)
def test_a_value_is_right_where_first_and_last_day_agree(
    value: str | None, given: list[tuple[str, int, int]], expected: bool
) -> None:
    assert right(case(value), [mention(*one) for one in given]) is expected


def test_the_cases_stand_in_their_texts() -> None:
    cases = list(date_cases())
    assert len(cases) == 200
    assert all(c.text[c.start : c.end] for c in cases)


def test_the_second_place_of_a_word_is_meant_by_a_number(tmp_path: Path) -> None:
    file = tmp_path / "dates.jsonl"
    file.write_text(
        '{"text": "May may, and May.", "published": null, "expression": "May~2", "value": null}\n'
    )
    (only,) = date_cases(str(file))
    assert (only.start, only.end) == (13, 16)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="checkout"):
        list(date_cases(str(tmp_path / "none.jsonl")))


def test_the_naive_baseline_reads_full_dates() -> None:
    text = "On 3 May 2024, May 4, 2024, in June 2023, on 2021-02-03 and in 1999, he left on Monday."
    found = [m.value for m in naive.full_dates(text)]
    assert found == ["2024-05-03", "2024-05-04", "2023-06", "2021-02-03", "1999"]
