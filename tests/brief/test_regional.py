"""Part three and the background from imported events of known content."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from casting import Text, stored
from shelves import Shelf

from entente.brief import make_brief
from entente.brief.backing import unbacked
from entente.brief.parts import Contents, Picture, Remarks, Table
from entente.store import Store

START, TURN, END = date(2010, 1, 1), date(2012, 7, 2), date(2014, 12, 31)
GOOD, BAD = ("Consult", "Sign formal agreement"), ("Accuse", "Use conventional military force")


def rows_of(*, turning: bool) -> bytes:
    """China and Japan fall out in the middle; South Korea and Japan stay friends; the rest is by lot."""
    draw, lines = np.random.default_rng(1), []
    for week in range((END - START).days // 7):
        day = START + timedelta(days=7 * week + int(draw.integers(7)))
        kinds = BAD if turning and day >= TURN else GOOD
        lines.append(f"China\t{kinds[int(draw.integers(2))]}\tJapan\t{day}")
        lines.append(f"South_Korea\t{GOOD[int(draw.integers(2))]}\tJapan\t{day}")
    return "\n".join(lines).encode()


def made(folder: Path, *, turning: bool, region: str | None = None) -> Contents:
    store = Store(write=True)
    assert Shelf(store, folder).take("tkg", rows_of(turning=turning)) > 400
    return make_brief(store, ("China", "Japan"), region=region).contents


def table(contents: Contents, part: int, start: str) -> Table | None:
    found = [b for b in contents.parts[part].blocks if b.title.startswith(start)]
    return next((b for b in found if isinstance(b, Table)), None)


def test_a_planted_rift_is_told_from_imported_events_alone(tmp_path: Path) -> None:
    contents = made(tmp_path, turning=True, region="China, Japan, KOR")
    found = table(contents, 2, "Rifts")
    assert found and len(found.rows) == 1
    when, pair, what, _, carry = found.rows[0].cells
    assert (pair, what.split(":")[0]) == ("China – Japan", "Rift")
    assert when.split(" ", 1)[1] in ("Jun 2012", "Jul 2012")
    assert "China to Japan" in carry and "[tkg]" in carry
    assert contents.findings[0].cells[0].startswith("The last rift of China and Japan")


def test_a_record_without_texts_has_background_and_region_and_says_so(tmp_path: Path) -> None:
    contents = made(tmp_path, turning=True)
    assert contents.period == "2 Oct 2014 to 31 Dec 2014" or contents.period.endswith("Dec 2014")
    years = table(contents, 0, "Their course")
    assert years and [row.cells[0] for row in years.rows] == ["2010", "2011", "2012", "2013", "2014"]
    assert isinstance(contents.parts[0].blocks[0], Picture)
    for part in (contents.parts[1], contents.parts[3]):
        assert part.rule.startswith("No text was read")
    assert not contents.parts[1].blocks
    assert [block.title for block in contents.parts[3].blocks] == ["What the record makes likely"]
    assert {entry.zone for entry in contents.evidence} == {"row", "record", "table"}
    assert not list(unbacked(contents))


def test_where_nothing_turned_one_line_says_so(tmp_path: Path) -> None:
    contents = made(tmp_path, turning=False, region="CHN, JPN, KOR")
    assert table(contents, 2, "Rifts") is None
    (said,) = [b for b in contents.parts[2].blocks if isinstance(b, Remarks) and not b.title]
    assert (
        said.lines[0].cells[0].startswith("No turn of any dyad in the last five years is told from chance (2")
    )


def test_treaties_of_the_members_on_the_last_day() -> None:
    text = Text("Russia accused Armenia.", "Iran met Turkey.")
    text.does(["Russia"], "ACCUSE", "accused", ["Armenia"])
    contents = make_brief(stored(text), ("ARM", "RUS"), region="IRN").contents
    found = table(contents, 2, "Alliances")
    assert found
    first = found.rows[0].cells
    assert (first[0], first[1], first[2]) == (
        "Defence",
        "Collective Security Treaty (article 4)",
        "Armenia – Russia",
    )
    assert "Eurasian Economic Union" in found.note
    (row,) = [e for e in contents.evidence if e.number in found.rows[0].evidence]
    assert row.zone == "table" and "Collective Security Treaty (article 4): defence" in row.paragraph
    # A few acts fill no other block, and no line says that there was nothing.
    assert not [b for b in contents.parts[2].blocks if isinstance(b, Remarks)]
    early = make_brief(stored(text), ("ARM", "RUS"), until=date(1990, 1, 1)).contents
    assert table(early, 2, "Alliances") is None


@pytest.mark.parametrize("name", ["<b>x</b>", "a | b"])
def test_names_of_others_are_escaped(name: str, tmp_path: Path) -> None:
    store = Store(write=True)
    lines = [f"{name}\tConsult\tJapan\t2014-01-{n:02}" for n in range(1, 29)]
    Shelf(store, tmp_path).take("tkg", "\n".join(lines).encode())
    brief = make_brief(store, ("Japan", "China"), region=f"CHN, {name}")
    assert "<b>x</b>" not in brief.html() and "<b>x" not in brief.markdown()
    assert "a | b" not in brief.markdown()
