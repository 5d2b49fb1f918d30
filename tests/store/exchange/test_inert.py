"""What means something to a shell, a spreadsheet, a path or the database is text here, and inert."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.load_kills import gdelt_row
from entente.errors import InputError
from entente.store import Store
from entente.store.exchange.exporting import Wanted, export
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import Loaded, import_files
from entente.store.exchange.parts import LONGEST, parts

SQL = "'); DROP TABLE imported; --"
NASTY = [
    SQL, "x' OR '1'='1", 'a "b" c', "{} {0} {raw}", "%s %(x)s", "$1", "?", "a;b", "../../etc/passwd",
    "/etc/passwd", "*", "a[1]", "\\", "\\N", "NULL", "NaN", "\u202egnp.exe", "\u2028", "\x01", "\x7f",
    "<script>alert(1)</script>",
]  # fmt: skip
FORMULAS = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "-", "="]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    folder = tmp_path / "deep" / "in"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    with Store("a.duckdb", write=True) as opened:
        yield opened


def row(number: int, **cells: str) -> str:
    fields = gdelt_row(number, random.Random(number)).split("\t")
    for name, value in cells.items():
        fields[format_named("gdelt1").columns.index(name)] = value
    return "\t".join(fields)


def load(store: Store, fmt: str, *names: str, size: int = 1 << 20) -> list[Loaded]:
    found = list(import_files(store, format_named(fmt), names, size=size))
    assert all(isinstance(one, Loaded) for one in found), found
    return [one for one in found if isinstance(one, Loaded)]


def files(tmp_path: Path) -> set[str]:
    return {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}


# Names


@pytest.mark.parametrize(
    "name",
    [
        "x'; DROP TABLE imported; --.csv",
        'a "b".csv',
        "a[1].csv",
        "*.csv",
        "{}.csv",
        "-x.csv",
        "a\nb.csv",
        "%41.csv",
        "é\u0301.csv",
    ],
)
def test_a_name_of_a_file_is_text(name: str, store: Store) -> None:
    Path(name).write_text(row(1) + "\nbroken\n", "utf-8")
    (found,) = load(store, "gdelt1", f"./{name}")
    assert (found.rows, sum(found.rejected.values())) == (1, 1)
    assert store.ask("SELECT file FROM batches", []) == [(f"./{name}",)]


@pytest.mark.parametrize("name", ["a[1].parquet", "*.parquet", "?.parquet", "it's.parquet"])
def test_a_parquet_file_is_that_file_and_no_pattern(name: str, store: Store) -> None:
    load_csv(store, [("2020-01-01", "Armenia", "Iran")])
    export(store, format_named("parquet"), "made", Wanted())
    (made,) = Path("made").rglob("*.parquet")
    made.rename(name)
    for other in ("a1.parquet", "other.parquet", "x.parquet"):
        Path(other).write_bytes(b"no parquet at all")
    with Store() as second:
        assert [one.rows for one in load(second, "parquet", name)] == [1]


@pytest.mark.parametrize(
    "member", ["../../x.csv", "/x.csv", "..\\..\\x.csv", "C:/x.csv", f"{SQL}.csv", "a/../../b.csv", "~/x.csv"]
)
def test_a_member_of_an_archive_is_written_nowhere(member: str, store: Store, tmp_path: Path) -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr(member, row(1) + "\nbroken\n")
    before = files(tmp_path)
    (found,) = load(store, "gdelt1", "a.zip")
    assert (found.rows, found.kept) == (1, Path("a.duckdb.rejects/gdelt1-1.tsv"))
    assert files(tmp_path) - before - {"deep/in/a.duckdb.wal"} == {"deep/in/a.duckdb.rejects/gdelt1-1.tsv"}


@pytest.mark.parametrize(
    "name", ["o'; DROP TABLE meta; --.csv", "[1]*.csv", 'a "b".csv', "{}.csv", "sub/é.csv"]
)
def test_out_is_a_path_and_nothing_else(name: str, store: Store, tmp_path: Path) -> None:
    load_csv(store, [("2020-01-01", "Armenia", "Iran")])
    before = files(tmp_path)
    assert export(store, format_named("csv"), name, Wanted()) == 1
    assert files(tmp_path) - before - {"deep/in/a.duckdb.wal"} == {f"deep/in/{name}"}


def test_a_data_set_or_state_is_text(store: Store) -> None:
    load_csv(store, [("2020-01-01", "Armenia", "Iran")])
    for nasty in NASTY:
        assert (
            export(store, format_named("csv"), f"{NASTY.index(nasty)}.csv", Wanted((nasty,), (nasty,))) == 0
        )
    assert store.ask("SELECT count(*) FROM imported", []) == [(1,)]


# Headers and values


def load_csv(
    store: Store, rows: list[tuple[str, str, str]], heads: tuple[str, ...] = ("day", "actor", "recipient")
) -> list[Loaded]:
    with Path("rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    return load(store, "csv", "rows.csv")


def test_heads_that_are_sql_or_templates_are_kept_as_names(store: Store) -> None:
    # A line end in a head would be one of the file's first line.
    heads = [nasty for nasty in NASTY if nasty.isprintable() or nasty == "\x01"]
    with Path("rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["day", "actor", "recipient", *heads],
                ["2020-01-01", "Armenia", "Iran", *map(str, range(len(heads)))],
            ]
        )
    (found,) = load(store, "csv", "rows.csv")
    assert (found.rows, found.rejected) == (1, {})
    ((raw,),) = store.ask("SELECT raw FROM imported", [])
    assert raw.split("\t")[-len(heads) :] == [
        f"{head}={n}".replace("\\", "\\\\") for n, head in enumerate(heads)
    ]


def test_values_are_kept_to_the_letter(store: Store) -> None:
    rows = [
        row(n, Actor1Name=nasty, SOURCEURL=nasty, GLOBALEVENTID=f"{n} {nasty}")
        for n, nasty in enumerate(NASTY)
    ]
    Path("rows.tsv").write_text("".join(f"{one}\n" for one in rows), "utf-8")
    assert sum(one.rows for one in load(store, "gdelt1", "rows.tsv")) == len(NASTY)
    assert sorted(raw for (raw,) in store.ask("SELECT raw FROM imported", [])) == sorted(rows)
    assert {url for (url,) in store.ask("SELECT url FROM imported_events", [])} == set(NASTY)


def test_ids_with_dots_and_slashes_lead_nowhere(store: Store, tmp_path: Path) -> None:
    rows = [
        row(1, GLOBALEVENTID="../../x"),
        row(1, GLOBALEVENTID="../../x"),
        row(2, GLOBALEVENTID="../../y", SQLDATE="x"),
    ]
    Path("rows.tsv").write_text("".join(f"{one}\n" for one in rows))
    before = files(tmp_path)
    (found,) = load(store, "gdelt1", "rows.tsv")
    assert (found.rows, sum(found.rejected.values())) == (1, 2)
    assert files(tmp_path) - before - {"deep/in/a.duckdb.wal"} == {"deep/in/a.duckdb.rejects/gdelt1-1.tsv"}


def test_formulas_are_inert_in_csv_and_come_back_equal(store: Store) -> None:
    told = [{"day": "2020-01-01", "actor": formula, "recipient": f"{formula} too"} for formula in FORMULAS]
    Path("rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in told), "utf-8")
    assert [one.rows for one in load(store, "jsonl", "rows.jsonl")] == [len(FORMULAS)]
    query = "SELECT actor, recipient FROM imported_events ORDER BY ALL"
    assert {actor for actor, _ in store.ask(query, [])} == set(FORMULAS)
    export(store, format_named("csv"), "out.csv", Wanted())
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            for name in ("actor", "recipient", "a", "b", "raw"):
                assert cells[name][:1] not in ("=", "+", "-", "@", "\t", "\r"), cells
    with Store() as back:
        load(back, "csv", "out.csv")
        assert back.ask(query, []) == store.ask(query, [])


# Size


def test_a_line_without_end_is_held_no_longer_than_shows_it() -> None:
    class Zeros:
        left = 1 << 28

        def read(self, size: int) -> bytes:
            size = min(size, self.left)
            self.left -= size
            return bytes(size)

    from entente.store.exchange.parts import _of_stream

    found = list(_of_stream("zeros", Zeros(), quoted=False, size=1 << 24))  # type: ignore[arg-type]
    assert sum(len(part.content) for part in found) == LONGEST + 1


#: Tells the peak of its memory, in MB. Linux hands ``ru_maxrss`` down from the process that started this one,
#: so a large test run would be measured along with it; ``VmHWM`` is of this process alone.
BOMB = """
import re, sys
from pathlib import Path
from entente.store import Store
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import import_files
with Store(sys.argv[1], write=True) as store:
    for found in import_files(store, format_named("gdelt1"), [sys.argv[2]], size=1 << 22):
        print(found.rows, found.rejected)
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) >> 10)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc, which Linux alone has")
def test_an_archive_of_a_gigabyte_of_zeros_is_one_line_that_is_too_long(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("zeros.csv", "w", force_zip64=True) as member,
    ):
        member.write(f"{row(1)}\n".encode())
        for _ in range(64):
            member.write(bytes(1 << 24))
        member.write(f"\n{row(2)}\n".encode())
    done = subprocess.run(
        [sys.executable, "-c", BOMB, tmp_path / "a.duckdb", bomb], capture_output=True, text=True, check=True
    )
    *told, peak = done.stdout.splitlines()
    assert sum(int(line.split()[0]) for line in told) == 2
    assert sum("line size over maximum" in line for line in told) == 1
    assert int(peak) < 700


def test_an_archive_that_breaks_off_keeps_what_came_before(store: Store) -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("one.csv", f"{row(1)}\n")
        archive.writestr("two.csv", f"{row(2)}\n" * 500)
    content = bytearray(Path("a.zip").read_bytes())
    at = content.rindex(row(2)[:40].encode())
    content[at : at + 4] = b"!!!!"
    Path("a.zip").write_bytes(content)
    found = list(import_files(store, format_named("gdelt1"), ["a.zip"]))
    assert isinstance(found[0], Loaded) and found[0].rows == 1
    assert isinstance(found[-1], InputError) and "cannot be read" in str(found[-1])


def test_an_archive_in_an_archive_is_not_opened(store: Store) -> None:
    with zipfile.ZipFile("in.zip", "w") as archive:
        archive.writestr("x.csv", row(1))
    with zipfile.ZipFile("out.zip", "w") as archive:
        archive.write("in.zip")
    found = load(store, "gdelt1", "out.zip")
    assert sum(one.rows for one in found) == 0
    assert all(part.content for part in parts("out.zip", quoted=False))
