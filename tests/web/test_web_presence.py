from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from entente.errors import LockedStore
from entente.store import Store
from entente.web.presence import Presence, announced, serving
from entente.web.serving import _listen, opened
from entente.web.settings import Settings


def test_a_server_is_found_while_it_lives(tmp_path: Path) -> None:
    db = str(tmp_path / "s.duckdb")
    assert serving(db) is None
    with announced(db, "http://127.0.0.1:8750", "token"):
        found = serving(db)
        assert isinstance(found, Presence)
        assert (found.address, found.token) == ("http://127.0.0.1:8750", "token")
        assert (tmp_path / "s.duckdb.serving").stat().st_mode & 0o777 == 0o600
    assert serving(db) is None and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "told", ["", "{", "[]", '{"address": 1}', '{"address": "a", "token": null, "pid": "x"}']
)
def test_what_is_no_presence_counts_for_nothing(tmp_path: Path, told: str) -> None:
    (tmp_path / "s.serving").write_text(told)
    assert serving(str(tmp_path / "s")) is None


def test_that_of_a_process_that_is_no_more_counts_for_nothing(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    told = {"address": "http://127.0.0.1:1", "token": None, "pid": gone.pid}
    (tmp_path / "s.serving").write_text(json.dumps(told))
    assert serving(str(tmp_path / "s")) is None


def test_one_that_came_later_is_left_as_it_is(tmp_path: Path) -> None:
    db = str(tmp_path / "s")
    with announced(db, "http://127.0.0.1:1", None):
        later = {"address": "http://127.0.0.1:2", "token": None, "pid": 1}
        (tmp_path / "s.serving").write_text(json.dumps(later))
    found = serving(db)
    assert found is not None and found.address == "http://127.0.0.1:2"


def test_a_store_that_is_held_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    db = tmp_path / "s.duckdb"
    Store(str(db), write=True).close()
    hold = "import sys, time\nfrom entente.store import Store\ns = Store(sys.argv[1], write=True)\n"
    hold += "print(1, flush=True)\nsys.stdin.readline()\ns.close()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(db)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None and holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(LockedStore):
        opened(Settings(str(db)), patience=0.3)
    threading.Timer(0.5, lambda: holder.stdin and holder.stdin.close()).start()
    started = time.monotonic()
    opened(Settings(str(db)), patience=30).close()
    assert time.monotonic() - started > 0.4
    holder.wait()
    holder.stdout.close()


def test_small_answers_are_sent_at_once() -> None:
    with _listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
