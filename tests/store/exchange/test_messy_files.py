"""Messy files of every format: what is sound is taken in, the rest is counted by reason, nothing runs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import made
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import Shelf
from test_exchange_formats import kept

from entente.errors import BrokenRecord, EmptyInput, UnreadableInput
from entente.store.exchange.format import Layout, formats

LINES = [name for name in made.FLAT if formats()[name].layout is Layout.LINES]
TABLES = [name for name in made.FLAT if formats()[name].layout is Layout.TABLE]
QUOTED = [name for name in TABLES if formats()[name].quote]
NASTY = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2",
    "'; DROP TABLE imported; --",
    "{Event ID} $1 ? %s",
    "\\t\\n\\\\",
    "\\",
    "a\x00b",
    "a\x01b",
    "\u2028 \U0001f469\u200d\U0001f680 e\u0301",
    "NULL",
    "x" * 100_000,
]


def free(name: str, row: list[str], text: str) -> list[str]:
    return made.with_cell(name, row, made.FREE[name], text)


def with_texts(name: str, texts: list[str]) -> list[list[str]]:
    """A row for each text, which stands in the format's free column."""
    return [free(name, row, text) for row, text in zip(made.rows(name, len(texts)), texts, strict=True)]


@pytest.mark.parametrize("name", made.FLAT)
def test_whatever_a_field_says_it_is_kept(name: str, shelf: Shelf) -> None:
    rows = with_texts(name, NASTY)
    assert shelf.take(name, made.written(name, rows)) == len(NASTY)
    assert kept(shelf, name) == rows
    assert len(shelf.seen()) == len(NASTY)


@pytest.mark.parametrize("name", QUOTED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quoted_fields_may_hold_anything(name: str, end: str, shelf: Shelf) -> None:
    texts = ['a "b" c', "a\nb", "a\r\nb", "a\rb", "a\tb", ",;|", '"', '""', "\n"]
    rows = with_texts(name, texts)
    for size in (300, 1 << 20):
        shelf.empty()
        assert shelf.take(name, made.written(name, rows, end), size) == len(texts)
        assert kept(shelf, name) == rows


@pytest.mark.parametrize("name", LINES)
def test_lines_know_no_quotation(name: str, shelf: Shelf) -> None:
    rows = with_texts(name, ['"', 'a "b', "a\rb", "'", ",", "b\r"])
    assert shelf.take(name, made.written(name, rows)) == len(rows)
    assert kept(shelf, name) == rows


@pytest.mark.parametrize("name", TABLES)
def test_a_repeated_header_is_no_event(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 4)
    content = made.written(name, rows[:2]) + made.written(name, rows[2:])
    assert shelf.take(name, content) == 4
    assert shelf.rejected == {"header repeated": 1}


@pytest.mark.parametrize("name", TABLES)
def test_a_header_alone_is_no_event(name: str, shelf: Shelf) -> None:
    assert shelf.take(name, made.written(name, [])) == 0
    assert shelf.rejected == {}


@pytest.mark.parametrize("name", TABLES)
def test_a_piece_of_a_release_needs_no_header(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 2)
    assert shelf.take(name, made.written(name, rows, header=False)) == 2
    assert kept(shelf, name) == rows


@pytest.mark.parametrize("name", TABLES)
def test_columns_in_another_order_one_more_and_one_less(name: str, shelf: Shelf) -> None:
    fmt = formats()[name]
    rows = made.rows(name, 2)
    last = fmt.columns[-1]
    order = list(reversed(range(len(fmt.columns) - 1)))
    lines = [
        [*(line[n] for n in order), extra]
        for line, extra in zip([list(fmt.columns), *rows], ["new", "é", ""], strict=True)
    ]
    sign = fmt.delimiter or ","
    text = "\n".join(
        sign.join(f'"{c.replace(chr(34), chr(34) * 2)}"' if fmt.quote else c for c in line) for line in lines
    )
    assert shelf.take(name, text.encode()) == 2
    assert shelf.fields() == [
        [*row[:-1], "", extra] for row, extra in zip(rows, ["new=é", "new="], strict=True)
    ]
    assert last not in fmt.needed


@pytest.mark.parametrize("name", TABLES)
def test_a_header_without_what_must_be_there(name: str, shelf: Shelf) -> None:
    fmt = formats()[name]
    heads = [column for column in fmt.columns if column != fmt.needed[0]]
    with pytest.raises(BrokenRecord, match=f"lacks {fmt.needed[0]}"):
        shelf.take(name, ((fmt.delimiter or ",").join(heads) + "\n").encode())


@pytest.mark.parametrize("name", made.FLAT)
def test_a_stray_tab_and_fields_that_lack(name: str, shelf: Shelf) -> None:
    fmt = formats()[name]
    good, more, less = made.rows(name, 3)
    content = made.written(name, [good, [*more, "", "x"], less[:4] if name == "petrarch" else less[:-2]])
    assert shelf.take(name, content) == 1
    assert kept(shelf, name) == [good]
    assert sum(shelf.rejected.values()) == 2
    wanted = "fields; valid" if fmt.layout is Layout.LINES else "columns"
    assert all(wanted in reason for reason in shelf.rejected), shelf.rejected


@pytest.mark.parametrize("name", made.FLAT)
def test_days_that_cannot_be(name: str, shelf: Shelf) -> None:
    day, form = made.DAY[name]
    first, last = formats()[name].first, date.today()
    texts = {
        first - timedelta(1): "out of range",
        last + timedelta(30): "out of range",
    }
    rows = made.rows(name, 6)
    bad = [made.with_cell(name, row, day, d.strftime(form)) for row, d in zip(rows, texts, strict=False)]
    never = "20230230" if form == "%Y%m%d" else "2023-02-30"
    bad += [
        made.with_cell(name, row, day, text)
        for row, text in zip(rows[2:], [never, "soon", "infinity"], strict=False)
    ]
    assert shelf.take(name, made.written(name, [*bad, rows[5]])) == 1
    assert kept(shelf, name) == [rows[5]]
    reasons = sorted(shelf.rejected)
    assert len([r for r in reasons if "out of range" in r]) >= 1
    assert sum(shelf.rejected.values()) == 5


@pytest.mark.parametrize("name", made.FLAT)
def test_the_same_event_twice(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 3)
    assert shelf.take(name, made.written(name, [*rows, rows[1]])) == 3
    assert shelf.rejected == {"id that is there already": 1}
    assert shelf.take(name, made.written(name, [rows[0], *made.rows(name, 4)[3:]])) == 1
    assert shelf.rejected == {"id that is there already": 2}
    assert shelf.take(name, made.written(name, [*rows, rows[1]])) == 0, "the same file is not loaded again"
    assert shelf.rejected == {"id that is there already": 2}


@pytest.mark.parametrize("name", made.FLAT)
def test_bytes_that_are_no_text(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 3)
    content = made.written(name, [rows[0], free(name, rows[1], "@@"), rows[2]]).replace(b"@@", b"caf\xe9")
    assert shelf.take(name, content) == 2
    assert shelf.rejected == {"not readable: invalid encoding": 1}
    assert kept(shelf, name) == [rows[0], rows[2]]


@pytest.mark.parametrize("name", made.FLAT)
def test_a_file_that_breaks_off(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 3)
    content = made.written(name, rows)
    start = len(made.written(name, rows[:2]))
    assert shelf.take(name, content[: start + (len(content) - start) // 4]) == 2
    assert kept(shelf, name) == rows[:2]
    assert sum(shelf.rejected.values()) == 1


@pytest.mark.parametrize("name", QUOTED)
def test_a_mark_left_open_costs_no_more_than_up_to_the_next(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 8)
    text = made.written(name, rows[:3]) + made.written(name, [free(name, rows[3], "OPEN")], header=False)
    text = text.replace(b"OPEN", b'"OPEN') + made.written(
        name, [free(name, r, 'a "b" c') for r in rows[4:]], header=False
    )
    assert shelf.take(name, text) >= 3
    assert shelf.rejected


@pytest.mark.parametrize("name", [*made.FLAT, "ngec"])
def test_nothing_and_utf16(name: str, shelf: Shelf) -> None:
    with pytest.raises(EmptyInput):
        shelf.take(name, b"")
    with pytest.raises(UnreadableInput, match="UTF-16"):
        shelf.take(name, "a\tb\n".encode("utf-16"))


@pytest.mark.parametrize("name", made.FLAT)
def test_blank_lines_are_nothing(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 2)
    assert (
        shelf.take(
            name,
            made.written(name, rows).replace(b"\n", b"\n\n")
            if name in LINES
            else made.written(name, rows) + b"\n\n",
        )
        == 2
    )
    assert shelf.rejected == {}


def test_the_reject_file_has_reason_and_row(shelf: Shelf) -> None:
    rows = made.rows("phoenix", 1)
    assert shelf.take("phoenix", made.written("phoenix", [rows[0], rows[0][:7]])) == 1
    found = sorted(
        Path(f"{shelf.store.path}.rejects").glob("phoenix-*.tsv"), key=lambda p: p.stat().st_mtime
    )[-1]
    assert "7 fields; valid: 26" in found.read_text("utf-8") and "SYRMIL" in found.read_text("utf-8")


ANY = st.text(max_size=12)
FIELD = st.one_of(
    ANY,
    st.lists(
        st.sampled_from(['"', "'", "\\", "\\t", "\n", "\r", "\t", ",", ";", "a", "\0", "\x01"]), max_size=8
    ).map("".join),
)
_HYPOTHESIS = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_HYPOTHESIS
@given(
    texts=st.lists(st.tuples(FIELD, FIELD), min_size=1, max_size=10),
    size=st.sampled_from([40, 1 << 20]),
    end=st.sampled_from(["\n", "\r\n"]),
)
@pytest.mark.parametrize("name", ["acled", "polecat"])
def test_random_fields_of_a_table(
    name: str, texts: list[tuple[str, str]], size: int, end: str, shelf: Shelf
) -> None:
    shelf.empty()
    rows = made.rows(name, len(texts))
    columns = {"acled": ("notes", "actor1"), "polecat": ("Actor Name", "Story People")}[name]
    for n, pair in enumerate(texts):
        for column, text in zip(columns, pair, strict=True):
            rows[n] = made.with_cell(name, rows[n], column, text)
    assert shelf.take(name, made.written(name, rows, end), size) == len(rows)
    assert shelf.rejected == {}
    assert kept(shelf, name) == rows
    assert len(shelf.seen()) == len(rows)


@_HYPOTHESIS
@given(
    texts=st.lists(st.tuples(FIELD, FIELD), min_size=1, max_size=10),
    size=st.sampled_from([40, 1 << 20]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_random_fields_of_lines(texts: list[tuple[str, str]], size: int, end: str, shelf: Shelf) -> None:
    name = "phoenix"
    shelf.empty()
    rows = made.rows(name, len(texts))
    columns = ("source_full", "place")
    for n, pair in enumerate(texts):
        for column, text in zip(columns, pair, strict=True):
            rows[n] = made.with_cell(name, rows[n], column, text.replace("\t", " ").replace("\n", " "))
    assert shelf.take(name, made.written(name, rows, end), size) == len(rows)
    assert shelf.rejected == {}
    assert kept(shelf, name) == rows
    assert len(shelf.seen()) == len(rows)
