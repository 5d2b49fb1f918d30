from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.language.sentences import split_sentences

CASES = [
    ("One. Two.", ["One.", "Two."]),
    ("The U.S. sent aid. It arrived.", ["The U.S. sent aid.", "It arrived."]),
    ("Talks began in the U.S. The minister left.", ["Talks began in the U.S.", "The minister left."]),
    (
        "Gen. Ahadi met Lt. Col. Rossi on Sept. 3 in Goris.",
        ["Gen. Ahadi met Lt. Col. Rossi on Sept. 3 in Goris."],
    ),
    ("“We refuse.” He left.", ["“We refuse.”", "He left."]),
    ('"Why?" she asked.', ['"Why?" she asked.']),
    ("No mark at the end", ["No mark at the end"]),
    ("A heading\n\nA text follows.", ["A heading", "A text follows."]),
    ("It cost 2.5 million. Nobody paid.", ["It cost 2.5 million.", "Nobody paid."]),
    ("Who gains? Nobody! So it is…", ["Who gains?", "Nobody!", "So it is…"]),
    ("He spoke to J. R. Hale in Rome.", ["He spoke to J. R. Hale in Rome."]),
    ("wrapped at\ncolumn ten. And on.", ["wrapped at\ncolumn ten.", "And on."]),
    ("", []),
    (" \n\n ", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_sentences_are_cut_where_a_reader_would(text: str, wanted: list[str]) -> None:
    assert [s.text for s in split_sentences(text)] == wanted


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(alphabet="aB .!?\n\r\t”“\"'’…é1", max_size=80))
def test_sentences_tile_the_text(text: str) -> None:
    found = list(split_sentences(text))
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "Skip this. Read this. And this."
    assert [s.start for s in split_sentences(text, 11)] == [11, 22]
