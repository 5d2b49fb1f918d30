"""Clients that are slow on purpose, each over a socket of its own; meanwhile others are answered."""

from __future__ import annotations

import socket
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import httpx
import pytest
from serving import listening

from entente.web.api.downloads import Streamed
from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.guard import limits, patience
from entente.web.settings import Settings

#: Seconds that a test's server waits, and in which all is over.
SHORT, OVER = 0.5, 6.0
#: More than there could be threads that are held up.
MANY = 60
HOST = b"Host: localhost\r\n"


@pytest.fixture
def hurried(sampled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Event]]:
    """The address of a server in a hurry, with an endless download, and what is set when that is let go."""
    for module, names in ((limits, ("SILENCE", "WHOLE")), (patience, ("HEAD", "READ"))):
        for name in names:
            monkeypatch.setattr(module, name, SHORT)
    how = Settings(str(sampled), port=0, read_only=True)
    desk = Desk(how.db, read_only=True)
    app, gone = make_app(desk, how), Event()

    @app.get("/endless")
    def endless() -> Streamed:
        return Streamed(_endless(desk, gone), "endless", "text/plain")

    with listening(app, how) as address:
        yield address, gone
    desk.close()


def _endless(desk: Desk, gone: Event) -> Generator[str, None, None]:
    try:
        with desk.reading():
            while True:
                yield "x" * 65_536
    finally:
        gone.set()


@contextmanager
def _open(address: str, count: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """Connections that have sent something, and read nothing."""
    place = urlsplit(address)
    assert place.hostname and place.port
    with ExitStack() as stack:
        found = []
        for _ in range(count):
            made = stack.enter_context(socket.socket())
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            made.settimeout(OVER)
            made.connect((place.hostname, place.port))
            made.sendall(sent)
            found.append(made)
        yield found


def _answered(address: str) -> None:
    """Another reader is answered at once."""
    begun = time.monotonic()
    assert httpx.get(f"{address}/statements").status_code == 200
    assert time.monotonic() - begun < OVER / 2


def _end(made: socket.socket) -> bytes:
    """What comes until the server ends the connection."""
    found = b""
    try:
        while piece := made.recv(65_536):
            found += piece
    except ConnectionResetError:
        pass
    return found


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\n", b"GET /statements HTTP/1.1\r\n" + HOST + b"X-A: b"]
)
def test_a_head_that_does_not_come_ends_the_connection(hurried: tuple[str, Event], sent: bytes) -> None:
    address, _ = hurried
    with _open(address, MANY, sent) as held:
        _answered(address)
        assert [_end(made) for made in held] == [b""] * MANY


def test_a_head_that_drips_ends_it_too(hurried: tuple[str, Event]) -> None:
    address, _ = hurried
    with _open(address, 1, b"GET / HTTP/1.1\r\n") as (made,), pytest.raises(OSError):
        begun = time.monotonic()
        while time.monotonic() < begun + OVER:
            made.sendall(b"X-A: b\r\n")
            time.sleep(SHORT / 5)


def test_a_second_head_that_does_not_come_ends_it(hurried: tuple[str, Event]) -> None:
    address, _ = hurried
    with _open(address, 1, b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n") as (made,):
        assert made.recv(65_536).startswith(b"HTTP/1.1 200")
        made.sendall(b"GET /")
        assert not _end(made).startswith(b"HTTP")


def test_a_body_that_does_not_come_is_told_and_ended(hurried: tuple[str, Event]) -> None:
    address, _ = hurried
    head = (
        b"POST /login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n"
    )
    with _open(address, MANY, head + HOST + b"\r\ntoken=") as held:
        _answered(address)
        for made in held:
            assert _end(made).startswith(b"HTTP/1.1 408 Request Timeout")


def test_a_body_that_drips_is_ended(hurried: tuple[str, Event]) -> None:
    address, _ = hurried
    head = (
        b"POST /login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n"
    )
    with _open(address, 1, head + HOST + b"\r\n") as (made,):
        begun = time.monotonic()
        with pytest.raises(OSError):
            while time.monotonic() < begun + OVER:
                made.sendall(b"x")
                time.sleep(SHORT / 5)
        assert time.monotonic() - begun < OVER


def test_an_answer_that_is_not_read_lets_the_store_go(hurried: tuple[str, Event]) -> None:
    address, gone = hurried
    with _open(address, MANY, b"GET /endless HTTP/1.1\r\n" + HOST + b"\r\n"):
        _answered(address)
        assert gone.wait(OVER)
        _answered(address)


def test_who_reads_slowly_but_reads_is_served(hurried: tuple[str, Event]) -> None:
    address, gone = hurried
    with _open(address, 1, b"GET /endless HTTP/1.1\r\n" + HOST + b"\r\n") as (made,):
        begun, had = time.monotonic(), 0
        while time.monotonic() < begun + 4 * SHORT:
            had += len(made.recv(1_000_000))
        assert had > 1_000_000 and not gone.is_set()


def test_a_head_beyond_measure_is_refused(hurried: tuple[str, Event]) -> None:
    address, _ = hurried
    with _open(address, 1, b"GET / HTTP/1.1\r\n" + HOST + b"X-A: " + b"b" * 100_000) as (made,):
        assert b" 400 " in _end(made)
