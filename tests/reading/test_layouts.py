"""Each page in ``layouts/`` against the zones that a reader sees in it (``NAME.zones``)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from entente.reading import read_inputs
from entente.records import Document, ZoneKind

LAYOUTS = Path(__file__).parent / "layouts"
PAGES = sorted(p for p in LAYOUTS.iterdir() if p.suffix != ".zones")
SHARED = Path(__file__).parents[2] / "../shared/articles/000_5be90571e8a4fe75.txt"


def read_one(path: Path) -> Document:
    (outcome,) = read_inputs([str(path)])
    assert isinstance(outcome, Document), outcome
    return outcome


def seen(document: Document) -> list[str]:
    """Kind (with depth) and opening words of each zone."""
    rows = []
    for zone in document.zones:
        kind = zone.kind.value if zone.depth is None else f"{zone.kind.value} {zone.depth}"
        rows.append(f"{kind}\t{' '.join(document.text[zone.start : zone.end].split())[:40]}")
    return rows


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_zones_of_a_layout(page: Path) -> None:
    expected = page.with_name(page.name + ".zones").read_text(encoding="utf-8")
    assert seen(read_one(page)) == expected.removesuffix("\n").split("\n")


def test_the_layouts_are_of_both_sorts() -> None:
    assert len([p for p in PAGES if p.suffix == ".html"]) >= 12
    assert len([p for p in PAGES if p.suffix in {".txt", ".md"}]) >= 12


def test_a_comment_with_several_paragraphs_is_one_zone() -> None:
    document = read_one(LAYOUTS / "weblog-comments.txt")
    first = next(z for z in document.zones if z.kind is ZoneKind.COMMENT)
    assert document.text[first.start : first.end].endswith("before it gets better.")


def test_line_ends_of_windows_are_kept_and_change_nothing(tmp_path: Path) -> None:
    source = (LAYOUTS / "hard-wrapped.txt").read_bytes().replace(b"\n", b"\r\n")
    copy = tmp_path / "hard-wrapped.txt"
    copy.write_bytes(source)
    document = read_one(copy)
    assert document.text.encode() == source
    assert [z.kind for z in document.zones] == [z.kind for z in read_one(LAYOUTS / "hard-wrapped.txt").zones]


@pytest.mark.parametrize(
    ("name", "title", "author", "published", "outlet"),
    [
        ("wire-signoff.txt", None, "Anna Petrova", "2023-09-21", "Armenpress"),
        (
            "wire-update.txt",
            "UPDATE 1-Kenya and Somalia agree to reopen border post",
            "Amina Warsame",
            None,
            "Reuters",
        ),
        (
            "newspaper-lines.txt",
            "Oman hosts new round of talks on the Gulf",
            "Peter Marsh",
            "2023-05-03",
            "The Daily Courier",
        ),
        ("radio.txt", "Rwanda and Congo trade blame for shelling", None, "2023-09-21", None),
        ("analysis-note.txt", "Why Ankara and Cairo need each other", "Leyla Aydin", "2023-04-12", None),
        ("front-matter.md", "The grain corridor", "Olena Hrytsenko", "2023-07-18", "Black Sea Review"),
        ("wordpress.html", "Chad shuts its border", "Idriss Haroun", "2023-05-03", "Sahel Watch"),
        ("json-ld.html", "Peru and Bolivia sign treaty", "Rosa Quispe", "2022-11-08", "Andean Post"),
        ("paywalled.html", "Seoul and Tokyo mend ties", "Kim Minji", None, "The Ledger"),
        ("images-captions.html", "Fiji and Australia sign pact", "Mere Tuilau", None, None),
    ],
)
def test_metadata_of_a_layout(
    name: str, title: str | None, author: str | None, published: str | None, outlet: str | None
) -> None:
    d = read_one(LAYOUTS / name)
    assert (d.title, d.author, d.published, d.outlet) == (title, author, published, outlet)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/articles beside the checkout")
def test_the_reference_article() -> None:
    document = read_one(SHARED)
    assert Counter(z.kind.value for z in document.zones) == {
        "title": 1,
        "body": 29,
        "heading": 3,
        "caption": 2,
        "byline": 3,
        "comment": 4,
        "boilerplate": 2,
    }
    assert [z.depth for z in document.zones if z.kind is ZoneKind.COMMENT] == [0, 1, 0, 1]
    assert document.language == "en"
