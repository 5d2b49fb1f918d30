"""A house of feeds: a real server on the loopback, a clock that a test turns, an API that only notes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from entente.store.watch.watched import Watched
from entente.watch.client import Api, Imported
from entente.watch.clock import Clock
from entente.watch.feedsfile import Channel, Feeds
from entente.watch.sending import Sender
from entente.watch.watching import Watch

START = 1_700_000_000.0
WORDS = "Germany accused Russia of fraud. "


class Turned(Clock):
    """A clock that stands still unless somebody sleeps or turns it; nothing is left to chance."""

    def __init__(self) -> None:
        super().__init__()
        self.time, self.slept = START, list[float]()
        self._lock = threading.Lock()

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.time += max(0.0, seconds)

    def jitter(self) -> float:
        return 1.0


@dataclass
class Page:
    """What a path answers."""

    body: str | bytes = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class House:
    """A server: ``pages`` by path; ``asked`` are the requests, with their headers."""

    address: str
    pages: dict[str, Page | Callable[[Message], Page]] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def house() -> Iterator[House]:
    """A server at a free port of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, self.headers))
            page = made.pages.get(self.path, Page("", 404))
            page = page(self.headers) if callable(page) else page
            body = page.body.encode() if isinstance(page.body, str) else page.body
            self.send_response(page.status)
            for name, value in {"content-type": page.kind, **page.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = House(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def rss(*items: tuple[str, str, str], title: str = "The Daily", more: str = "") -> Page:
    """A feed of (id, title, text); each links to /id."""
    made = "".join(
        f"<item><guid>{i}</guid><title>{t}</title><link>/{i}</link><description>{text}</description>"
        "<pubDate>Tue, 14 Nov 2023 10:00:00 GMT</pubDate></item>"
        for i, t, text in items
    )
    body = f'<rss version="2.0"><channel><title>{title}</title>{more}{made}</channel></rss>'
    return Page(body, kind="application/rss+xml")


class NotingApi(Api):
    """An API that notes what it is given; ``answers`` are rows by path, ``says`` what becomes of a file."""

    def __init__(self) -> None:
        super().__init__(httpx.Client())
        self.files: list[tuple[str, bytes, dict[str, str | None]]] = []
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[tuple[str, dict[str, object]]] = []
        self.settled = True
        self.says: Callable[[bytes], Imported] | None = None

    def is_settled(self) -> bool:
        return self.settled

    def imported(self, name: str, data: bytes, said: Any) -> Imported:
        self.files.append((name, data, dict(said)))
        return self.says(data) if self.says else Imported(f"d{len(self.files)}", None)

    def rows(self, path: str, **asked: object) -> list[dict[str, Any]]:
        self.asked.append((path, asked))
        found = self.answers.get(path, [])
        return [r for r in found if "document" not in asked or r["document"] in asked["document"]]  # type: ignore[operator]

    def get(self, path: str, **asked: object) -> Any:
        rows = self.rows(path, **asked)
        return {"items": rows[:5], "total": len(rows)}


@dataclass
class Post:
    """A watch of a house, with everything at hand."""

    watch: Watch
    clock: Turned
    api: NotingApi
    watched: Watched
    told: list[str]

    def later(self, seconds: float) -> None:
        """Turns the clock."""
        self.clock.time += seconds


def post(
    folder: Path,
    feeds: dict[str, Any],
    senders: dict[Channel, Sender] | None = None,
    open_api: Callable[[str], AbstractContextManager[Api]] | None = None,
) -> Post:
    """A watch of a file of feeds, given as its table; private addresses are allowed."""
    clock, api, told = Turned(), NotingApi(), list[str]()
    watched = Watched(str(folder / "s.duckdb"))
    watch = Watch(
        str(folder / "s.duckdb"),
        Feeds.model_validate({"watch": {"allow_private": True, "interval": "1s"}, **feeds}),
        watched,
        clock,
        senders or {},
        told.append,
        open_api=open_api or (lambda db: nullcontext(api)),
    )
    return Post(watch, clock, api, watched, told)
