"""Rows of one format written in another: what comes back of them."""

from __future__ import annotations

import made
import pytest
from shelves import Shelf

from entente.errors import UsageError
from entente.store.exchange.exporting import Wanted, export
from entente.store.exchange.format import formats

WRITES = [name for name, fmt in formats().items() if fmt.writes and not fmt.own]
#: What each keeps of a row of another: everything it has a place for.
KEEPS = {
    "polecat": ("day", "a", "b", "actor", "contexts", "quad", "intensity", "country", "outlet"),
    "ngec": ("id", "day", "a", "b", "actor", "contexts", "quad", "country", "place", "outlet"),
    "phoenix": ("id", "day", "a", "b", "contexts", "quad", "intensity", "country", "place", "outlet"),
    "petrarch": ("day", "a", "b", "contexts", "quad"),
    "tkg": ("day", "a", "b", "contexts", "quad"),
}


def told(name: str, shelf: Shelf, datasets: tuple[str, ...] = ()) -> bytes:
    """What the store writes in a format."""
    out = shelf.folder / f"written-{name}"
    out.unlink(missing_ok=True)
    export(shelf.store, formats()[name], str(out), Wanted(datasets=datasets))
    return out.read_bytes()


def test_those_that_judge_are_not_written(shelf: Shelf) -> None:
    shelf.take("icews", made.written("icews", made.rows("icews", 1)))
    for name in ("acled", "ged"):
        with pytest.raises(UsageError, match="csv, jsonl or parquet"):
            told(name, shelf, ("icews",))
    assert set(KEEPS) <= set(WRITES)


@pytest.mark.parametrize("name", WRITES)
def test_a_row_of_another_comes_back(name: str, shelf: Shelf) -> None:
    row = made.MAKERS["icews"](0) | {
        "CAMEO Code": "042",
        "Source Country": "Russia",
        "Target Country": "Iran",
    }
    assert shelf.take("icews", made.written("icews", [made.cells("icews", row)])) == 1
    (before,) = shelf.seen()
    content = told(name, shelf)
    shelf.empty()
    assert shelf.take(name, content) == 1, shelf.rejected
    (after,) = shelf.seen()
    keeps = KEEPS.get(name, ("day", "quad"))
    assert {k: after[k] for k in keeps} == {k: before[k] for k in keeps}
    assert (after["a"], after["b"], after["event_type"], after["mode"]) == ("RUS", "IRN", "CONSULT", "visit")


@pytest.mark.parametrize("name", WRITES)
def test_a_row_with_nothing_but_a_day_is_written_too(name: str, shelf: Shelf) -> None:
    bare = made.cells("icews", {"Event ID": "1", "Event Date": "2018-06-01", "Event Text": "x"})
    assert shelf.take("icews", made.written("icews", [bare])) == 1
    content = told(name, shelf)
    shelf.empty()
    assert shelf.take(name, content) == 1, (shelf.rejected, content)
    assert shelf.seen()[0]["event_type"] is None


@pytest.mark.parametrize("name", [*made.FLAT, "ngec"])
def test_rows_in_their_own_format_come_out_to_the_letter(name: str, shelf: Shelf) -> None:
    flat = name in made.FLAT
    content = made.written(name, made.rows(name, 4)) if flat else made.json_lines(map(made.ngec, range(4)))
    assert shelf.take(name, content) == 4
    written = told(name, shelf)
    assert sorted(written.splitlines()) == sorted(content.splitlines())
