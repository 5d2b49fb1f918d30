"""What was exported comes back equal, to the letter in its own format, by common columns in others."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from fakes import Done, FakeEncoder

from bench.load_kills import gdelt_row
from entente.collect import read_into
from entente.errors import StoreError, UsageError
from entente.reading import ReadOptions
from entente.store import Selection, Store
from entente.store.database import prepare_exchange
from entente.store.exchange.exporting import Wanted, export, lines
from entente.store.exchange.format import COMMON, TOLD, format_named
from entente.store.exchange.loading import Loaded, import_files

OWN = ("csv", "jsonl", "parquet")
#: Columns that say how a row came, not what it tells.
_HOW = ("batch", "raw")
HARD = [
    "=1+1",
    "+2",
    "-3",
    "@x",
    "\tindented",
    "\rreturned",
    "'=quoted",
    "''",
    'a "b", c',
    "line\nline",
    "back\\slash \\t",
    "Ž 𐍈 e\u0301",
    "' ; DROP TABLE imported; --",
]
ICEWS_HEADS = format_named("icews").columns


def icews_row(number: int, actor: str) -> str:
    cells = dict.fromkeys(ICEWS_HEADS, "")
    cells |= {
        "Event ID": str(number), "Event Date": "2018-03-01", "Source Name": actor,
        "Source Country": "Armenia",
        "Event Text": "Accuse", "CAMEO Code": "112", "Intensity": "-2.0", "City": 'A "B"',
        "Country": "Armenia",
        "Target Name": "Citizen (Azerbaijan)", "Target Country": "Azerbaijan",
    }  # fmt: skip
    return "\t".join(cells.values())


GDELT = [gdelt_row(n, random.Random(n)) for n in range(300)]
#: The address came in April 2013.
GDELT += ["\t".join(gdelt_row(n, random.Random(n)).split("\t")[:57]) for n in range(300, 310)]
ICEWS = [
    icews_row(n, actor)
    for n, actor in enumerate(['Serzh "S" Sargsyan', "=SUM(A1)", "back\\slash", "O'Neill", "Иван"])
]


def load(store: Store, fmt: str, file: Path) -> int:
    found = list(import_files(store, format_named(fmt), [str(file)]))
    assert all(isinstance(one, Loaded) and not one.rejected for one in found), found
    return sum(one.rows for one in found if isinstance(one, Loaded))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with texts of ours, GDELT 1.0, ICEWS and rows with hard texts."""
    folder = tmp_path_factory.mktemp("full")
    path = folder / "full.duckdb"
    (folder / "g.tsv").write_text("".join(f"{row}\n" for row in GDELT), "utf-8")
    (folder / "i.tab").write_text("".join(f"{row}\n" for row in ("\t".join(ICEWS_HEADS), *ICEWS)), "utf-8")
    with duckdb.connect() as made:
        made.execute(
            "CREATE TABLE t (day DATE, actor VARCHAR, recipient VARCHAR, event_type VARCHAR, "
            "text VARCHAR, url VARCHAR)"
        )
        made.executemany(
            "INSERT INTO t VALUES ('2020-02-29', 'Armenia', 'Iran', 'ACCUSE', ?, ?)", [[h, h] for h in HARD]
        )
        made.execute(f"COPY t TO '{folder}/h.jsonl' (FORMAT json)")
    with Store(str(path), write=True) as store:
        for n in range(5):
            (folder / f"{n}.txt").write_text(f"Note {n}\n\nGermany accused Russia of fraud in letter {n}.\n")
        encoder = FakeEncoder(done=[Done("accused", "ACCUSE", ["Germany"], ["Russia"])])
        texts = [str(folder / f"{n}.txt") for n in range(5)]
        assert len(list(read_into(store, texts, encoder, ReadOptions(published="2019-05-01")))) == 5
        assert load(store, "gdelt1", folder / "g.tsv") == len(GDELT)
        assert load(store, "icews", folder / "i.tab") == len(ICEWS)
        assert load(store, "jsonl", folder / "h.jsonl") == len(HARD)
    return path


@pytest.fixture
def store(full: Path) -> Iterator[Store]:
    with Store(str(full)) as opened:
        yield opened


def events(store: Store, *without: str) -> list[tuple[Any, ...]]:
    left = ", ".join(name for name in COMMON if name not in (*_HOW, *without))
    prepare_exchange(store.connection)
    return store.ask(f"SELECT {left} FROM all_events ORDER BY ALL", [])


@pytest.mark.parametrize("name", OWN)
def test_what_is_exported_comes_back_with_every_column(name: str, store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    count = export(store, format_named(name), str(out), Wanted())
    prepare_exchange(store.connection)
    wanted = store.ask("SELECT count(*) FROM all_events", [])[0][0]
    assert count == wanted
    with Store(str(tmp_path / "back.duckdb"), write=True) as back:
        assert load(back, name, out) == count
        # Ours, and rows that came in another exchange format, come back as rows of this one.
        assert events(back, "dataset") == events(store, "dataset")
        for other in ("gdelt1", "icews"):
            rows = f"SELECT * EXCLUDE (batch) FROM {{}} WHERE dataset = '{other}' ORDER BY ALL"
            for table in ("imported", "imported_events", "dyad_days"):
                assert back.ask(rows.format(table), []) == store.ask(rows.format(table), []) != []


@pytest.mark.parametrize("name", OWN)
def test_exporting_again_what_came_back_gives_the_same(name: str, store: Store, tmp_path: Path) -> None:
    fmt, out = format_named(name), tmp_path / "out"
    export(store, fmt, str(out), Wanted())
    with Store(str(tmp_path / "back.duckdb"), write=True) as back:
        load(back, name, out)
        export(back, fmt, str(tmp_path / "again"), Wanted())
    with Store(str(tmp_path / "third.duckdb"), write=True) as third:
        load(third, name, tmp_path / "again")
        with Store(str(tmp_path / "back.duckdb")) as back:
            assert events(third) == events(back)


@pytest.mark.parametrize(("name", "rows"), [("gdelt1", GDELT), ("icews", ["\t".join(ICEWS_HEADS), *ICEWS])])
def test_rows_go_out_in_their_own_format_to_the_letter(
    name: str, rows: list[str], store: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    wanted = Wanted(datasets=(name,))
    assert export(store, format_named(name), str(out), wanted) == len(rows) - (name == "icews")
    assert sorted(out.read_text("utf-8").removesuffix("\n").split("\n")) == sorted(rows)
    assert sorted(lines(store, format_named(name), wanted)) == sorted(rows)


@pytest.mark.parametrize("name", ["gdelt1", "icews"])
def test_ours_goes_out_in_another_format_and_means_the_same_there(
    name: str, store: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    count = export(store, format_named(name), str(out), Wanted(datasets=("coded",)))
    prepare_exchange(store.connection)
    ours = "SELECT day, a, b, event_type FROM all_events WHERE dataset = '{}' ORDER BY ALL"
    with Store(str(tmp_path / "back.duckdb"), write=True) as back:
        assert load(back, name, out) == count == 5
        prepare_exchange(back.connection)
        assert back.ask(ours.format(name), []) == store.ask(ours.format("coded"), [])
        assert back.ask("SELECT DISTINCT a, b, event_type FROM imported", []) == [("DEU", "RUS", "ACCUSE")]


@pytest.mark.parametrize(("one", "other"), [("gdelt1", "icews"), ("icews", "gdelt1")])
def test_rows_of_one_format_go_out_in_another(one: str, other: str, store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    count = export(store, format_named(other), str(out), Wanted(datasets=(one,)))
    told = "SELECT day, a, b, code, event_type, intensity FROM imported WHERE dataset = '{}' ORDER BY ALL"
    with Store(str(tmp_path / "back.duckdb"), write=True) as back:
        assert load(back, other, out) == count
        assert back.ask(told.format(other), []) == store.ask(told.format(one), [])


def test_wanted_narrows(store: Store) -> None:
    def days(**wanted: Any) -> list[str]:
        return [
            line.split("\t")[1]
            for line in lines(store, format_named("gdelt1"), Wanted(("gdelt1",), **wanted))
        ]

    assert len(days()) == len(GDELT)
    assert set(days(since=date(2013, 5, 1), until=date(2013, 5, 2))) == {"20130501", "20130502"}
    rows = [row.split("\t") for row in GDELT]
    assert len(days(countries=("ARM",))) == sum("ARM" in (row[7], row[17]) for row in rows)
    assert days(countries=("' OR true --",)) == []


# Where it goes


@pytest.mark.parametrize("name", ["csv", "parquet"])
@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_what_is_there_is_left_alone(name: str, there: str, store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    match there:
        case "file":
            out.write_text("mine")
        case "folder":
            out.mkdir()
        case _:
            out.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="is there already; name another with --out"):
        export(store, format_named(name), str(out), Wanted())
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_folder_that_cannot_be_made_is_told(name: str, store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file/out"):
        export(store, format_named(name), str(tmp_path / "file/out"), Wanted())
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(store: Store, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="not permitted"):
        export(store, format_named("csv"), str(tmp_path / "out"), Wanted())


@pytest.mark.parametrize("name", [*OWN, "gdelt1", "icews"])
def test_an_empty_store_is_an_empty_file(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Store() as empty:
        assert export(empty, format_named(name), str(out), Wanted()) == 0
    if name == "parquet":
        assert list(out.iterdir()) == []
    else:
        assert len(out.read_text("utf-8").splitlines()) == (name in ("csv", "icews"))
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_name_that_ends_in_gz_is_packed(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.csv.gz"
    count = export(store, format_named("csv"), str(out), Wanted())
    with gzip.open(out, "rt", encoding="utf-8", newline="") as packed:
        assert len(list(packed)) > count
    with Store() as back:
        assert load(back, "csv", out) == count


def test_parquet_is_no_stream(store: Store) -> None:
    with pytest.raises(UsageError, match="name it with --out FOLDER"):
        list(lines(store, format_named("parquet"), Wanted()))


def test_months_are_read_by_plain_duckdb(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "shared"
    count = export(store, format_named("parquet"), str(out), Wanted())
    prepare_exchange(store.connection)
    months = sorted({f"{day:%Y-%m}" for (day,) in store.ask("SELECT day FROM all_events", [])})
    assert sorted(p.name for p in out.iterdir()) == [f"month={month}" for month in months]
    with duckdb.connect() as plain:
        read = f"read_parquet('{out}/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
        rows = plain.execute(
            f"SELECT strftime(day, '%Y-%m'), month, count(*) FROM {read} GROUP BY ALL"
        ).fetchall()
        assert all(day == month for day, month, _ in rows)
        assert sum(n for *_, n in rows) == count
        heads = [row[0] for row in plain.execute(f"DESCRIBE SELECT * EXCLUDE (month) FROM {read}").fetchall()]
        assert heads == [*COMMON, *TOLD]


def test_months_are_read_by_pandas(store: Store, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pandas as pd

    out = tmp_path / "shared"
    count = export(store, format_named("parquet"), str(out), Wanted())
    assert len(pd.read_parquet(out)) == count


COMMAND = [sys.executable, "-c", "from entente.cli import main; main()"]


@pytest.mark.skipif(shutil.which("head") is None, reason="no head")
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Store(str(path), write=True) as store:
        (tmp_path / "g.tsv").write_text(
            "".join(f"{gdelt_row(n, random.Random(1))}\n" for n in range(5000)), "utf-8"
        )
        load(store, "gdelt1", tmp_path / "g.tsv")
    with subprocess.Popen(
        [*COMMAND, "export", "csv", "--db", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        head = subprocess.run(["head", "-1"], stdin=process.stdout, capture_output=True, text=True)
        assert process.stdout and process.stderr
        process.stdout.close()
        told = process.stderr.read()
    assert head.stdout == ",".join((*COMMON, *TOLD)) + "\n"
    assert (process.returncode, told) == (0, b"")


def test_standard_output_that_is_a_file_is_added_to(full: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    out.write_text("before\n")
    with out.open("a") as file:
        subprocess.run(
            [*COMMAND, "export", "gdelt1", "--dataset", "gdelt1", "--db", full],
            stdout=file,
            check=True,
            stderr=subprocess.DEVNULL,
        )
    first, *rows = out.read_text("utf-8").splitlines()
    assert (first, sorted(rows)) == ("before", sorted(GDELT))


def test_mentions_are_taken_in_once_and_go_out_to_the_letter(tmp_path: Path) -> None:
    rows = [
        "\t".join(
            [str(n), "20150219000000", "20150220061500", "1", "x.com", f"http://x.com/{n}", *("1" * 9), ""]
        )
        for n in range(3)
    ]
    bad = "\t".join(["7", "20150219000000", "nothing", *("1" * 13)])
    file, out = tmp_path / "m.csv", tmp_path / "back.csv"
    file.write_text("".join(f"{row}\n" for row in [*rows, bad]), "utf-8")
    with Store() as store:
        for known in (False, True):
            (loaded,) = import_files(store, format_named("gdelt2"), [str(file)])
            assert isinstance(loaded, Loaded)
            assert (loaded.rows, loaded.known) == ((0, True) if known else (3, False))
        assert store.exposure(Selection(), "day").articles.tolist() == [3]
        assert export(store, format_named("gdelt2"), str(out), Wanted(mentions=True)) == 3
        assert sorted(out.read_text("utf-8").splitlines()) == sorted(rows)
        with pytest.raises(UsageError, match="no mentions"):
            export(store, format_named("icews"), str(tmp_path / "x"), Wanted(mentions=True))
