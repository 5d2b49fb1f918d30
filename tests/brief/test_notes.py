from __future__ import annotations

from pathlib import Path

import pytest

from entente.brief.notes import read_notes
from entente.brief.parts import Own, Place
from entente.errors import UsageError

TEXT = """author: A. Analyst
Date: 2023-10-25

# Summary #

One paragraph
on two lines.

A second: with # and *signs*.
## words
author: B. Second

Her words.
# end
date: 2023-10-26
Mine again.
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes.md"


def test_paragraphs_have_a_place_an_author_and_a_day(notes: Path) -> None:
    notes.write_text(TEXT)
    assert read_notes(notes) == (
        Own(Place.SUMMARY, "One paragraph on two lines.", "A. Analyst", "25 Oct 2023"),
        Own(Place.SUMMARY, "A second: with # and *signs*.", "A. Analyst", "25 Oct 2023"),
        Own(Place.WORDS, "Her words.", "B. Second", "25 Oct 2023"),
        Own(Place.END, "Mine again.", "A. Analyst", "26 Oct 2023"),
    )


def test_within_a_paragraph_a_setting_is_a_word_like_any_other(notes: Path) -> None:
    notes.write_text("author: A\ndate: 2023-10-25\n# end\nfirst\nauthor: unknown\n\ndate: disputed\n")
    assert [own.text for own in read_notes(notes)] == ["first author: unknown", "date: disputed"]


def test_marks_of_order_and_windows_lines_are_read(notes: Path) -> None:
    notes.write_bytes("\ufeff".encode() + TEXT.replace("\n", "\r\n").encode())
    assert len(read_notes(notes)) == 4


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "there is no paragraph in the notes"),
        ("author: A\ndate: 2023-10-25\n# end\n", "there is no paragraph"),
        ("author: A\nwords\n", "line 2: words stand before the first heading"),
        ("author: A\n# end\nwords\n", "line 3: nobody knows the date of this paragraph"),
        ("# end\n\nwords\n", "line 3: nobody knows the author and date"),
        ("# ending\n", "line 1: 'ending' is no place; valid: summary, background, words, region, next, end"),
        ("#\n", "line 1: 'an empty heading' is no place"),
        ("author: A\ndate: 25.10.2023\n", "line 2: '25.10.2023' is no day; give YYYY-MM-DD"),
        ("author:\n", "line 1: author is empty; write `author: NAME`"),
    ],
)
def test_what_is_wrong_names_its_line_and_the_mend(notes: Path, text: str, complaint: str) -> None:
    notes.write_text(text)
    with pytest.raises(UsageError) as caught:
        read_notes(notes)
    assert complaint in str(caught.value) and str(notes) in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(notes: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read the notes .*notes\.md \(No such file"):
        read_notes(notes)
    notes.write_bytes(b"author: \xe9")
    with pytest.raises(UsageError, match=r"not in UTF-8 \(byte 8\)"):
        read_notes(notes)
