from __future__ import annotations

import pytest
from fakes import span

from entente.language.sentences import split_sentences
from entente.records import Document, Identity
from entente.resolution.actors import Name, Resolver
from entente.resolution.actors.naming import mended


def found(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    given = [Name(span(text, words), kind) for words, kind in names]
    return [(n.span.text, n.kind) for n in mended(text, given)]


@pytest.mark.parametrize("piece", ["E", "U", "U.", "E.U"])
def test_a_name_is_not_cut_at_a_full_stop(piece: str) -> None:
    assert found("Some E.U. leaders met.", (piece, "ORG")) == [("E.U.", "ORG")]


def test_the_pieces_of_an_abbreviation_are_one_body_and_no_person() -> None:
    text = "Some E.U. leaders met."
    assert found(text, ("E.", "PER"), ("U", "ORG"), (".~2", "PER")) == [("E.U.", "ORG")]
    assert found(text, ("U. leaders", "ORG")) == [("E.U. leaders", "ORG")]
    assert found("The J.K. Rowling fund met.", ("J.K. Rowling", "PER")) == [("J.K. Rowling", "PER")]


@pytest.mark.parametrize(
    ("name", "left"), [("based Peace Fund", "Peace Fund"), ("-based Peace Fund", "Peace Fund")]
)
def test_the_end_of_a_hyphened_word_is_no_part_of_a_name(name: str, left: str) -> None:
    assert found("The Oslo-based Peace Fund met.", (name, "ORG")) == [(left, "ORG")]
    assert found("The al-Noor Fund met.", ("al-Noor Fund", "ORG")) == [("al-Noor Fund", "ORG")]


def test_capitals_that_are_a_body_elsewhere_are_no_person() -> None:
    text = "The XPC met. A man of XPC left."
    assert found(text, ("The XPC", "PER")) == [("The XPC", "ORG")]
    assert found(text, ("XPC", "ORG"), ("XPC~2", "PER")) == [("XPC", "ORG"), ("XPC", "ORG")]
    assert found(text, ("XPC~2", "PER")) == [("XPC", "PER")]


def test_a_party_word_before_a_role_is_no_person() -> None:
    assert found("Democratic candidate Ann Ruud met us.", ("Democratic", "PER"), ("Ann Ruud", "PER")) == [
        ("Ann Ruud", "PER")
    ]
    assert found("Conservative Nilsen met us.", ("Conservative", "PER")) == [("Conservative", "PER")]


def who(text: str, party: str, *persons: str) -> Identity:
    document = Document("d1", "note.txt", text, (), published="2016-09-15")
    names = [Name(span(text, p), "PER") for p in persons]
    return Resolver(document, list(split_sentences(text)), names).identify(span(text, party))


def test_whose_man_somebody_is_is_not_who_he_is() -> None:
    text = "Ruud campaign spokesman Carl Holm spoke. Ann Ruud did not."
    told = who(text, "Ruud campaign spokesman Carl Holm", "Ruud", "Carl Holm", "Ann Ruud")
    assert told.actor == "Carl Holm"
    text = "Ann Ruud and spokesman Carl Holm spoke."
    assert who(text, "Ann Ruud", "Ann Ruud", "Carl Holm").actor == "Ann Ruud"


def test_he_is_a_person_and_no_body() -> None:
    text = "Carl Holm spoke for the XPC. The XPC met. He would go on."
    assert who(text, "He", "Carl Holm", "the XPC", "The XPC").actor == "Carl Holm"
