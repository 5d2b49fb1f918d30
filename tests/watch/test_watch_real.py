"""A watch with a real feed, a real store and the real API: alone, beside a server, killed and begun again."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeEncoder
from feedhouse import House, Page, house, post, rss
from serving import listening
from typer.testing import Result

from entente.errors import LockedStore
from entente.store import Kind, Selection, Store
from entente.store.watch.entries import Stage
from entente.store.watch.watched import Watched, sole
from entente.watch.client import api_of
from entente.watch.sending import Printed
from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.presence import announced
from entente.web.settings import Settings

TEXT = "Germany accused Russia of fraud. "
#: The command, with an encoder that needs no model.
RUN = """
from entente import api
from fakes import Done, FakeEncoder, Said
encoder = FakeEncoder(
    said=[Said("accused", ["Russia of fraud"], ["Germany"], ["accused"])],
    done=[Done("accused", "ACCUSE", ["Germany"], ["Russia"])],
)
api.shipped_encoder = lambda: encoder
from entente.cli import main
main()
"""


@pytest.fixture
def server() -> Iterator[House]:
    with house() as found:
        found.pages["/rss"] = rss(("a", "Berlin speaks", f"{TEXT}It was late."), ("b", "More", "short"))
        found.pages["/b"] = Page(
            f"<html><body><article><h1>More</h1><p>{TEXT * 3}</p></article></body></html>"
        )
        yield found


def _documents(db: Path) -> list[dict[str, object]]:
    with Store(str(db)) as store:
        return list(store.rows(Kind.DOCUMENTS, Selection()))


def test_what_is_new_is_stored_and_told(server: House, tmp_path: Path, fake: FakeEncoder) -> None:
    server.pages["/rss"] = rss(("a", "Berlin speaks", f"{TEXT}It was late."))
    out = io.StringIO()
    rule = {"name": "accusations", "dyad": ["Germany", "Russia"], "type": ["ACCUSE"]}
    many = {"name": "many", "actor": "Germany", "threshold": {"stories": 1, "within": "30d"}}
    turns = {"name": "turns", "rift": True}
    feed = {"url": server.address + "/rss", "full_text": False}
    feeds = {"feed": [feed], "alert": [rule, many, turns]}
    at = post(tmp_path, feeds, {"stdout": Printed(out, False, "http://127.0.0.1:8750")}, api_of)
    report = at.watch.once()
    assert (report.read, report.failed) == (1, [])
    (document,) = _documents(tmp_path / "s.duckdb")
    assert (document["outlet"], document["published"]) == ("The Daily", "2023-11-14")
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["rule"] for line in told] == ["accusations", "many"]
    assert told[0]["title"] == "Germany: accuse Russia, 2023-11-14"
    assert told[0]["evidence"][0]["sentence"] == "Germany accused Russia of fraud."
    assert told[0]["page"].startswith(f"http://127.0.0.1:8750/documents/{document['id']}#")


def test_a_server_that_holds_the_store_is_posted_to(server: House, tmp_path: Path, fake: FakeEncoder) -> None:
    db = tmp_path / "s.duckdb"
    how = Settings(str(db), port=0, token="a token of thirty-two characters")
    desk = Desk(how.db)
    try:
        with listening(make_app(desk, how), how) as home, announced(how.db, home, how.token):
            at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]}, open_api=api_of)
            assert at.watch.round().read == 2
            with desk.reading() as region:
                assert len(list(region.store.rows(Kind.DOCUMENTS, Selection()))) == 2
    finally:
        desk.close()


def test_a_stale_address_of_a_process_that_lives_is_passed_by(tmp_path: Path, fake: FakeEncoder) -> None:
    db = tmp_path / "s.duckdb"
    with announced(str(db), "http://127.0.0.1:1", None), api_of(str(db)) as api:
        assert api.rows("/documents") == []


def test_a_store_that_another_command_holds_is_told(tmp_path: Path) -> None:
    db = tmp_path / "s.duckdb"
    hold = "import sys\nfrom entente.store import Store\ns = Store(sys.argv[1], write=True)\n"
    hold += "print(1, flush=True)\nsys.stdin.readline()"
    words = [sys.executable, "-c", hold, str(db)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(LockedStore, match="without --read-only would take"), api_of(str(db)):
            pass
        holder.kill()


def _command(folder: Path, server: House, *words: str) -> subprocess.Popen[str]:
    feeds = f'[watch]\ninterval = "1s"\n[[feed]]\nurl = "{server.address}/rss"\nfull_text = false\n'
    (folder / "feeds.toml").write_text(feeds)
    call = [sys.executable, "-c", RUN, "watch", str(folder / "feeds.toml"), "--db", str(folder / "s.duckdb")]
    return subprocess.Popen(
        [*call, "--allow-private", *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )  # fmt: skip


def _read_so_far(folder: Path) -> int:
    if not (folder / "s.duckdb.watch").exists():
        return -1
    with closing(Watched(str(folder / "s.duckdb"))) as watched:
        entries, total = watched.last_entries(1000)
    return sum(e.stage == Stage.READ for e in entries) if total else -1


def test_killed_at_any_time_nothing_is_lost_or_stored_twice(server: House, tmp_path: Path) -> None:
    number = 12
    server.pages["/rss"] = rss(*((f"e{n}", f"Title {n}", f"Report {n}. {TEXT}") for n in range(number)))
    for reached in (0, 2, 5):
        process = _command(tmp_path, server)
        until = time.monotonic() + 60
        while _read_so_far(tmp_path) < reached:
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.01)
        process.kill()
        process.communicate()
    asked = server.paths().count("/rss")
    process = _command(tmp_path, server, "--once")
    _, told = process.communicate(timeout=120)
    assert (process.returncode, _read_so_far(tmp_path)) == (0, number), told
    # It was in the file, and had not to be asked for again.
    assert server.paths().count("/rss") == asked
    titles = [document["title"] for document in _documents(tmp_path / "s.duckdb")]
    assert sorted(map(str, titles)) == sorted(f"Title {n}" for n in range(number))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order(server: House, tmp_path: Path, number: signal.Signals) -> None:
    process = _command(tmp_path, server)
    until = time.monotonic() + 60
    while _read_so_far(tmp_path) < 1:
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.01)
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0 and "stopping" in told


def test_two_watches_of_a_store_are_one_too_many(
    server: House, tmp_path: Path, run: Callable[..., Result]
) -> None:
    (tmp_path / "f.toml").write_text(f'[[feed]]\nurl = "{server.address}/rss"\n')
    with sole(str(tmp_path / "s.duckdb")):
        result = run("watch", tmp_path / "f.toml", "--db", tmp_path / "s.duckdb", "--once")
    assert result.exit_code == 2 and "another entente watch works for" in result.stderr


def test_once_says_what_it_did(
    server: House, tmp_path: Path, fake: FakeEncoder, run: Callable[..., Result]
) -> None:
    file, db = tmp_path / "f.toml", tmp_path / "s.duckdb"
    alert = '[[alert]]\nname = "r"\nactor = "Germany"\n'
    file.write_text(f'[watch]\ninterval = "1s"\n[[feed]]\nurl = "{server.address}/rss"\n{alert}')
    result = run("watch", file, "--db", db, "--once", "--format", "text")
    assert result.exit_code == 1 and "no public address" in result.stderr
    (tmp_path / "s.duckdb.watch").unlink()
    result = run("watch", file, "--db", db, "--once", "--format", "text", "--allow-private")
    assert (result.exit_code, result.stderr) == (
        0,
        "1 feeds asked, 2 new entries, 2 texts read, 1 alerts\n",
    )
    assert result.stdout.startswith("[r] Germany: accuse Russia, ")


def test_check_says_what_would_be_done(tmp_path: Path, run: Callable[..., Result]) -> None:
    file = tmp_path / "f.toml"
    rules = '[[alert]]\nname = "r"\nactor = "Germany"\n[webhook]\nurl = "https://hooks.example.org"\n'
    file.write_text(f'[[feed]]\nurl = "https://a.example.org/rss"\nevery = "2h"\n{rules}')
    result = run("watch", file, "--db", tmp_path / "s.duckdb", "--check")
    assert result.stdout.splitlines() == [
        "feed https://a.example.org/rss: every 2h, pages where an entry is short",
        "alert 'r': events of Germany, any; to stdout, webhook",
        "webhook https://hooks.example.org, not signed",
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["f.toml"]
