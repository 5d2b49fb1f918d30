from __future__ import annotations

import pytest

from entente.extraction.spans import balanced, runs, trimmed
from entente.records import Span


def of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part), part)


def test_runs_of_nothing() -> None:
    assert list(runs([])) == []
    assert list(runs([False, False])) == []


def test_gaps_are_bridged_up_to_their_size() -> None:
    mask = [True, False, False, True, True]
    assert list(runs(mask, gap=1)) == [(0, 0), (3, 4)]
    assert list(runs(mask, gap=2)) == [(0, 4)]


def test_marks_at_the_edges_go() -> None:
    text = "— Moscow, "
    assert trimmed(text, Span(0, len(text), text)) == Span(2, 8, "Moscow")
    assert trimmed(text, Span(0, 2, "— ")) is None


@pytest.mark.parametrize(
    ("text", "part", "wanted"),
    [
        ("He said “no way” twice", "“no way", "“no way”"),
        ("He said “no way” twice", "no way”", "“no way”"),
        ('She said "no" twice', '"no', '"no"'),
        ("the bloc (EU) met", "the bloc (EU", "the bloc (EU)"),
        ("plain words", "plain", "plain"),
    ],
)
def test_a_lacking_mark_is_taken_in(text: str, part: str, wanted: str) -> None:
    assert balanced(text, of(text, part), Span(0, len(text), text)).text == wanted
