"""Changes as server-sent events, over a real connection."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes import FakeEncoder
from serving import served

from entente.collect import read_into
from entente.store.watch.entries import FeedState
from entente.store.watch.watched import Watched
from entente.web import pulse, serving
from entente.web.desk import Desk

TEXT = "Germany accused Russia of fraud."


@pytest.fixture
def store(filled: Any) -> Path:
    made = filled([{"text": TEXT, "published": "2023-11-14"}])
    assert isinstance(made, Path)
    return made


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> list[Desk]:
    """The desks of servers that are made from now on."""
    made: list[Desk] = []
    start = Desk.__init__

    def noted(self: Desk, path: str, *, read_only: bool = False) -> None:
        made.append(self)
        start(self, path, read_only=read_only)

    monkeypatch.setattr(Desk, "__init__", noted)
    return made


def _events(lines: Iterator[str]) -> Iterator[dict[str, int]]:
    for line in lines:
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def test_a_change_of_the_record_is_told(
    store: Path, desk: list[Desk], fake: FakeEncoder, tmp_path: Path
) -> None:
    with served(store) as address, httpx.stream("GET", f"{address}/api/v1/changes") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        events = _events(answer.iter_lines())
        first = next(events)
        (tmp_path / "new.txt").write_text("Germany accused Russia of fraud. War will come.")
        with desk[0].writing() as writable:
            assert len(list(read_into(writable, [str(tmp_path / "new.txt")], fake))) == 1
        assert next(events)["record"] > first["record"]


def test_a_change_of_what_is_watched_is_told(store: Path) -> None:
    with served(store) as address, httpx.stream("GET", f"{address}/api/v1/changes") as answer:
        events = _events(answer.iter_lines())
        assert next(events)["watch"] == 0
        watched = Watched(str(store))
        watched.keep(FeedState("https://example.org/rss", "https://example.org/rss"), [], 0.0)
        assert next(events)["watch"] == 1
        watched.close()


def test_where_nothing_changes_there_is_a_sign_of_life(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "HEARTBEAT", 0.1)
    with served(store) as address, httpx.stream("GET", f"{address}/api/v1/changes") as answer:
        lines = answer.iter_lines()
        assert next(line for line in lines if line.startswith(":")) == ": nothing new"


def test_no_more_than_so_many_listen(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entente.web.api.changes.LISTENERS", 1)
    with served(store) as address:
        with httpx.stream("GET", f"{address}/api/v1/changes") as first:
            events = _events(first.iter_lines())
            next(events)
            refused = httpx.get(f"{address}/api/v1/changes")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
            assert "1 pages listen already" in refused.json()["detail"]
        # Who goes makes room for another.
        for _ in range(100):
            with httpx.stream("GET", f"{address}/api/v1/changes") as again:
                if again.status_code == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("the first listener was never let go")


def test_listeners_take_no_thread_from_readers(store: Path) -> None:
    """More of them than the pool has threads, and a page is still answered."""
    with served(store) as address:
        client = httpx.Client(timeout=20)
        streams = [client.stream("GET", f"{address}/api/v1/changes") for _ in range(60)]
        answers = [stream.__enter__() for stream in streams]
        try:
            assert {answer.status_code for answer in answers} == {200}
            before = threading.active_count()
            assert client.get(f"{address}/api/v1/statements").status_code == 200
            assert threading.active_count() - before < 10
        finally:
            for stream in streams:
                stream.__exit__(None, None, None)
            client.close()


def test_a_server_with_listeners_ends_when_it_is_told_to(store: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from entente.cli import main; main()",
        "serve",
        "--db",
        str(store),
        "--port",
        "0",
    ]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ})
    try:
        assert server.stderr is not None
        address = server.stderr.readline().split(" at ")[1].split(";")[0]
        presence = json.loads(Path(f"{store}.serving").read_text())
        assert presence == {"address": address, "token": None, "pid": server.pid}
        assert Path(f"{store}.serving").stat().st_mode & 0o777 == 0o600
        with httpx.stream("GET", f"{address}/api/v1/changes", timeout=30) as answer:
            lines = answer.iter_lines()
            while not next(lines).startswith("data: "):
                pass
            server.send_signal(signal.SIGTERM)
            started = time.monotonic()
            assert [line for line in lines if line] == []
            assert time.monotonic() - started < serving.GRACE
        server.wait(10)
    finally:
        server.kill()
        server.wait()
        assert server.stderr is not None
        server.stderr.close()
    assert not Path(f"{store}.serving").exists()
