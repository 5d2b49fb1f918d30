"""Names in imported graphs rolled up to states."""

from __future__ import annotations

import made
from shelves import Shelf

from entente.store.exchange.format import formats

LINES = (
    ("Barack_Obama", "Consult", "Israeli_Defense_Forces", "2014-01-03"),
    ("Ban_Ki-moon", "Consult", "Militant_(Taliban)", "2006-06-30"),
    ("Ban_Ki-moon", "Consult", "Children_(Palestinian_Territory,_Occupied)", "2014-06-30"),
    ("Nobody_Whom_We_Know", "Consult", "China", "2014-07-01"),
)


def content(lines: tuple[tuple[str, ...], ...] = LINES) -> bytes:
    return "\n".join("\t".join(line) for line in lines).encode()


def test_persons_bodies_and_groups(shelf: Shelf) -> None:
    assert shelf.take("tkg", content()) == 4
    seen = shelf.seen()
    assert [(row["a"], row["b"]) for row in seen] == [
        ("KOR", "Taliban"),
        ("USA", "ISR"),
        ("UN", "PSE"),
        ("Nobody Whom We Know", "CHN"),
    ]
    # The names as they came are kept.
    assert seen[1]["actor"] == "Barack Obama"
    assert seen[2]["recipient"] == "Children (Palestinian Territory, Occupied)"


def test_counts_by_day_are_of_those_who_are_rolled_up(shelf: Shelf) -> None:
    lines = (*LINES, ("United_States", "Consult", "Israel", "2014-01-03"))
    shelf.take("tkg", content(lines))
    asked = "SELECT sum(reports) FROM dyad_days WHERE a = 'USA' AND b = 'ISR'"
    assert shelf.store.ask(asked, []) == [(2,)]
    assert not shelf.store.ask("SELECT 1 FROM dyad_days WHERE a = 'Barack Obama'", [])


def test_only_the_batch_is_rolled_up(shelf: Shelf) -> None:
    shelf.take("tkg", content())
    shelf.store.connection.execute("UPDATE imported SET a = 'Barack Obama' WHERE a = 'USA'")
    shelf.take("tkg", content((("Vladimir_Putin", "Consult", "Barack_Obama", "2015-01-03"),)))
    found = shelf.store.ask("SELECT a, b FROM imported WHERE day >= '2014-01-01' ORDER BY day", [])
    assert found[0][0] == "Barack Obama"
    assert found[-1] == ("RUS", "USA")


def test_parts_of_any_size_give_the_same(shelf: Shelf) -> None:
    shelf.take("tkg", content())
    whole = [(row["a"], row["b"]) for row in shelf.seen()]
    shelf.empty()
    shelf.take("tkg", content(), size=40)
    assert [(row["a"], row["b"]) for row in shelf.seen()] == whole


def test_formats_say_whether_they_roll(shelf: Shelf) -> None:
    assert {name for name, fmt in formats().items() if fmt.rolls} == {"tkg"}
    shelf.take("gdelt1", made.written("gdelt1", made.rows("gdelt1", 1)))
    assert shelf.seen()
