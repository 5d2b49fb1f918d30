"""What formats say of writing rows of others: sound SQL, whose rows come back."""

from __future__ import annotations

import json
from collections.abc import Iterator

import made
import pytest
from shelves import Shelf

from entente.store.exchange.format import Layout, formats

#: As the export has them; here so that the formats can be tried without it.
MACROS = (
    "CREATE OR REPLACE TEMP MACRO written_state(wanted, state) AS "
    "(SELECT min(code) FROM country_codes WHERE scheme = wanted AND iso3 = state)",
    "CREATE OR REPLACE TEMP MACRO state_name(state) AS written_state('name', state)",
    "CREATE OR REPLACE TEMP MACRO cameo_name(wanted) AS "
    "(SELECT min(code) FROM act_codes WHERE scheme = 'cameo_name' AND cameo = wanted)",
)
WRITES = [name for name, fmt in formats().items() if fmt.writes]
#: What each keeps of a row of another: everything it has a place for.
KEEPS = {
    "polecat": ("day", "a", "b", "event_type", "mode", "contexts", "quad", "intensity", "country", "outlet"),
    "ngec": (
        "day",
        "a",
        "b",
        "actor",
        "event_type",
        "mode",
        "contexts",
        "quad",
        "country",
        "place",
        "outlet",
    ),
    "phoenix": (
        "day",
        "a",
        "b",
        "event_type",
        "mode",
        "contexts",
        "quad",
        "intensity",
        "country",
        "place",
        "outlet",
    ),
    "petrarch": ("day", "a", "b", "event_type", "mode", "contexts", "quad"),
    "tkg": ("day", "a", "b", "event_type", "mode", "contexts", "quad"),
}


@pytest.fixture
def ours(shelf: Shelf) -> Iterator[Shelf]:
    """A visit from Russia to Iran, as ICEWS has it."""
    told = made.MAKERS["icews"](0) | {
        "CAMEO Code": "042",
        "Source Country": "Russia",
        "Target Country": "Iran",
    }
    assert shelf.take("icews", made.written("icews", [made.cells("icews", told)])) == 1
    for macro in MACROS:
        shelf.store.connection.execute(macro)
    yield shelf


def test_those_that_judge_are_not_written() -> None:
    assert not formats()["acled"].writes and not formats()["ged"].writes
    assert set(KEEPS) <= set(WRITES)


@pytest.mark.parametrize("name", WRITES)
def test_a_row_of_another_comes_back(name: str, ours: Shelf) -> None:
    fmt = formats()[name]
    (before,) = ours.seen()
    listed = ", ".join(f"({sql})::VARCHAR" for sql in fmt.writes.values())
    (values,) = ours.store.ask(f"SELECT {listed} FROM (SELECT *, '042' AS cameo FROM imported_events)", [])
    told = {column: value or "" for column, value in zip(fmt.writes, values, strict=True)}
    ours.empty()
    if fmt.layout is Layout.JSON:
        assert "\n" not in told["$"] and json.loads(told["$"])["event_mode"] == ["visit"]
        content = f"{told['$']}\n".encode()
    else:
        content = made.written(name, [made.cells(name, told)])
    assert ours.take(name, content) == 1, ours.rejected
    (after,) = ours.seen()
    keeps = KEEPS.get(name, ("day", "a", "b", "event_type", "mode", "quad"))
    assert {k: after[k] for k in keeps} == {k: before[k] for k in keeps}
    assert (after["a"], after["b"], after["event_type"], after["mode"]) == ("RUS", "IRN", "CONSULT", "visit")
