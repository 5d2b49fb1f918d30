"""The text of a document cut at its marks."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.web.pages.marking import SENTENCE, Mark, blocks, marks_of, segments

WORDS = st.text(max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], list[int]]:
    text = draw(WORDS)
    # Some reach beyond the text, some are empty.
    place = st.integers(-2, len(text) + 2)
    pairs = draw(st.lists(st.tuples(place, place), max_size=12))
    marks = [Mark(min(p), max(p), f"r{n}", "event", "who") for n, p in enumerate(pairs)]
    return text, marks, draw(st.lists(place, max_size=4))


@settings(deadline=None)
@given(marked())
def test_segments_joined_are_the_text_and_each_mark_covers_its_words(
    given: tuple[str, list[Mark], list[int]],
) -> None:
    text, marks, cuts = given
    found = list(segments(text, marks, cuts))
    assert "".join(segment.text for segment in found) == text
    assert all(segment.text and text.startswith(segment.text, segment.start) for segment in found)
    for mark in marks:
        covered = [segment for segment in found if mark in segment.marks]
        start, end = max(mark.start, 0), min(mark.end, len(text))
        assert "".join(segment.text for segment in covered) == text[start : max(end, start)]
        assert not covered or covered[0].start == start
    assert {cut for cut in cuts if 0 <= cut < len(text)} <= {segment.start for segment in found}


@settings(deadline=None)
@given(marked(), st.lists(st.integers(0, 40), max_size=6))
def test_blocks_hold_all_but_what_is_blank_between_zones(
    given: tuple[str, list[Mark], list[int]], edges: list[int]
) -> None:
    text, marks, _ = given
    places = sorted({edge for edge in edges if edge <= len(text)})
    zones = [{"kind": "body", "start": a, "end": b} for a, b in zip(places[::2], places[1::2], strict=False)]
    records = [_claim(mark) for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    found = blocks(text, zones, records)
    pieces = [s for block in found for passage in block.passages for s in passage.segments]
    assert [p.start for p in pieces] == sorted({p.start for p in pieces})
    shown = {at for p in pieces for at in range(p.start, p.start + len(p.text))}
    assert not "".join(text[at] for at in range(len(text)) if at not in shown).strip()
    begun = [record for piece in pieces for record in piece.begun]
    assert sorted(begun) == sorted(record["id"] for record in records)


def _claim(mark: Mark) -> dict[str, Any]:
    return {
        "record": "claim",
        "id": mark.record,
        "start": mark.start,
        "end": mark.end,
        "claimant": {"actor": "author"},
        "condition": None,
        "consequence": None,
    }


def test_the_smaller_mark_comes_last() -> None:
    marks = [Mark(0, 9, "sentence", "event", SENTENCE), Mark(0, 4, "word", "statement", "who")]
    first, then = list(segments("some words", marks))[:2]
    assert first.records == ("sentence", "word")
    assert first.names == ("statement-who",)
    assert then.names == ()
    assert first.begun == ("sentence",)


@pytest.mark.parametrize("number", range(4))
def test_marks_of_the_samples_stand_at_their_words(reader: TestClient, number: int) -> None:
    row = reader.get("/api/v1/documents").json()["items"][number]
    whole = reader.get(f"/api/v1/documents/{row['id']}").json()
    records = [*whole["statements"], *whole["events"], *whole["claims"]]
    assert len(records) == row["statements"] + row["events"] + row["claims"] > 0
    found = blocks(whole["text"], whole["document"]["zones"], records)
    pieces = [s for block in found for passage in block.passages for s in passage.segments]
    for record in records:
        for mark in marks_of(record):
            words = "".join(piece.text for piece in pieces if mark in piece.marks)
            between = whole["text"][mark.start : mark.end]
            # What stands between two paragraphs is not shown.
            assert words.split() == between.split()
    assert sorted(r["id"] for r in records) == sorted(i for piece in pieces for i in piece.begun)
