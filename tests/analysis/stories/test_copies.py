"""Texts with known copies."""

from __future__ import annotations

import random

import pytest

from entente.analysis.stories.copies import KEPT, Copy, Text, copies, matched, signature

WORDS = [f"word{n}" for n in range(3000)]


def prose(seed: int, length: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def text(name: str, words: list[str], published: str | None = "2024-05-02") -> Text:
    return Text(name, " ".join(words), published)


def test_the_same_words_are_a_copy_whatever_case_marks_and_accents() -> None:
    given = [
        Text("b", "Élan vital: the  TALKS ended, at last.", "2024-05-02"),
        Text("a", "Elan vital; the talks ended at last", "2024-05-01"),
    ]
    assert copies(given) == [Copy("b", "a")]


def test_a_text_that_is_cut_short_edited_or_longer_by_a_paragraph_is_a_copy() -> None:
    wire = prose(1)
    edited = [w if n % 25 else "edited" for n, w in enumerate(wire)]
    given = [
        text("cut", ["another", "headline", *wire[:90]]),
        text("edited", edited),
        text("local", [*prose(2, 40), *wire]),
        text("wire", wire, "2024-05-01"),
        text("other", prose(3)),
    ]
    assert sorted(copies(given)) == [Copy("cut", "wire"), Copy("edited", "wire"), Copy("local", "wire")]


def test_the_original_is_the_earliest_then_the_longest_then_the_first_by_id() -> None:
    wire = prose(1)
    late, undated = text("a", [*wire, "more"], "2024-05-03"), text("b", [*wire, "still", "more"], None)
    assert {c.original for c in copies([undated, late, text("z", wire)])} == {"z"}
    assert copies([text("a", wire), text("b", [*wire, "more"])]) == [Copy("a", "b")]
    assert copies([text("b", wire), text("a", wire)]) == [Copy("b", "a")]
    assert copies([text("day", wire, "2024-05-02"), text("month", wire, "2024-05")])[0].original == "month"


def test_no_original_is_a_copy_and_the_order_of_the_input_is_nothing() -> None:
    rng = random.Random(5)
    given = []
    for group in range(20):
        wire = prose(group)
        for n in range(5):
            cut = wire[: rng.randrange(90, 200)]
            given.append(text(f"{group}-{n}", cut, f"2024-05-{rng.randrange(1, 4):02d}"))
    found = copies(given)
    assert len(found) == 80
    assert not {c.original for c in found} & {c.document for c in found}
    assert all(c.document.split("-")[0] == c.original.split("-")[0] for c in found)
    rng.shuffle(given)
    assert copies(given) == found


def test_a_form_that_is_filled_in_day_by_day_is_no_copy() -> None:
    form = prose(1, 60)
    digests = [text(f"d{n}", [*form, *prose(10 + n, 30)], f"2024-{n:02d}-10") for n in range(1, 7)]
    assert copies(digests) == []
    # Two of them alone, weeks apart, share too little for the time between them.
    assert copies(digests[:2]) == []
    assert copies([d._replace(published="2024-05-02") for d in digests[:2]]) != []


def test_a_text_that_collects_two_others_makes_them_no_copies_of_each_other() -> None:
    one, two = prose(1), prose(2)
    found = copies([text("one", one), text("two", two), text("both", one + two, "2024-05-03")])
    assert found == [Copy("both", "one")] or found == [Copy("both", "two")]


def test_a_line_that_is_quoted_is_no_copy_of_the_text() -> None:
    wire = prose(1, 250)
    assert copies([text("wire", wire, "2024-05-01"), text("line", [*wire[:12], *prose(2, 12)])]) == []


@pytest.mark.parametrize("words", [[], ["one"], ["one", "two", "three"]])
def test_little_text_is_compared_as_a_whole_only(words: list[str]) -> None:
    found = copies([text("a", words), text("b", words), text("c", prose(1))])
    assert found == ([Copy("b", "a")] if words else [])


def test_signatures_can_be_kept_and_are_of_one_size() -> None:
    kept = [signature(text("a", prose(1, 5000))), signature(text("b", prose(1, 5000)))]
    assert all(len(s.sketch) == KEPT for s in kept)
    assert matched(kept) == [Copy("b", "a")]
    assert copies([]) == []


def test_a_day_that_cannot_be_read_is_no_day() -> None:
    wire = prose(1)
    assert copies([text("a", wire, "soon"), text("b", wire, "2024")]) == [Copy("a", "b")]
