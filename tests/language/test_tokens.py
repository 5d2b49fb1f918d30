from __future__ import annotations

import pytest

from entente.language.encoder import Encoder
from entente.language.tokens import MAX_PIECES, SHAPES, mark_pair, shape_of


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", "lower"),
        ("Moscow", "title"),
        ("NATO", "upper"),
        ("U", "title"),
        ("McFaul", "mixed"),
        ("2023", "digit"),
        ("“", "mark"),
        ("Élysée", "title"),
    ],
)
def test_shapes_tell_names_from_words(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


def test_words_have_the_offsets_of_the_text(encoder: Encoder) -> None:
    text = "Türkiye’s FM met  Al-Safadi."
    tokens = encoder.pieces(text)
    assert [text[a:b] for a, b in tokens.words] == [
        "Türkiye",
        "’",
        "s",
        "FM",
        "met",
        "Al",
        "-",
        "Safadi",
        ".",
    ]
    assert len(tokens.first) == len(tokens.words)
    assert len(tokens.ids) == len(tokens.shapes)


def test_marks_stand_around_both_parties(encoder: Encoder) -> None:
    text = "Moscow warned Yerevan."
    plain = encoder.pieces(text)
    marked = mark_pair(plain, encoder.pieces, (0, 6), (14, 21))
    opening = [encoder.pieces.piece(f"[unused{n}]") for n in (1, 3)]
    assert len(marked.ids) == len(plain.ids) + 4
    assert [marked.ids[i] for i in marked.first[1:]] == opening
    assert marked.first[0] == 0


def test_marks_of_neighbours_nest_rightly(encoder: Encoder) -> None:
    marked = mark_pair(encoder.pieces("US-Iran talks"), encoder.pieces, (0, 2), (3, 7))
    order = [i for i in marked.ids if i in {encoder.pieces.piece(f"[unused{n}]") for n in range(1, 5)}]
    assert order == [encoder.pieces.piece(f"[unused{n}]") for n in (1, 2, 3, 4)]


def test_a_party_that_is_not_in_the_text_is_marked_at_its_end(encoder: Encoder) -> None:
    text = "They met."
    marked = mark_pair(encoder.pieces(text), encoder.pieces, (0, 4), (len(text), len(text)))
    assert marked.ids[-3:-1] == [encoder.pieces.piece("[unused3]"), encoder.pieces.piece("[unused4]")]


def test_windows_are_cut_at_the_limit(encoder: Encoder) -> None:
    assert len(encoder.pieces("word " * 2 * MAX_PIECES).ids) == MAX_PIECES
