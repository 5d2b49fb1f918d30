from __future__ import annotations

from pathlib import Path

import pytest

from training.corpus import CorpusError, Item, add_line, items, joined, locate

TEXT = "Armenia met Russia, and Russia thanked Armenia."


def test_strings_mean_the_nearest_place_or_the_numbered_one() -> None:
    assert locate(TEXT, "Russia") == (12, 18)
    assert locate(TEXT, "Russia", near=40) == (24, 30)
    assert locate(TEXT, "Russia~2", near=0) == (24, 30)
    assert locate(TEXT, "-") is None


@pytest.mark.parametrize(
    "line",
    [
        "E met | MEET | Armenia > Russia | asserted",
        "E met | CONSULT | Armenia > Russia | sometimes",
        "E meets | CONSULT | Armenia > Russia | asserted",
        "E met | CONSULT | - > - | asserted",
        "E met | CONSULT | Armenia > Russ | asserted",
        "S met | Armenia | - | -",
        "C maybe | Armenia met Russia | - | -",
        "X what",
    ],
)
def test_wrong_lines_are_refused(line: str) -> None:
    with pytest.raises(CorpusError):
        add_line(Item(TEXT), line)


def test_joined_items_keep_their_annotations() -> None:
    first, second = Item("They met."), Item(TEXT)
    add_line(second, "E thanked | SUPPORT | Russia > Armenia | asserted")
    add_line(second, "S thanked | Russia | Armenia~2 | -")
    whole = joined([first, second])
    (event,), (statement,) = whole.events, whole.statements
    assert whole.text[slice(*event.trigger)] == "thanked"
    assert [whole.text[slice(*s)] for s in (*event.actors, *event.recipients)] == ["Russia", "Armenia"]
    assert statement.source == event.actors[0]


def test_the_corpus_is_without_mistakes(root: Path) -> None:
    errors: list[str] = []
    found = [i for path in sorted((root / "training/corpus").glob("*.txt")) for i in items(path, errors)]
    assert errors == []
    assert len(found) > 1000
