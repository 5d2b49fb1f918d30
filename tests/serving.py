"""A server for tests: in this process without a socket, or at a port of the loopback; and a browser."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, Request
from starlette.types import ASGIApp

from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.serving import config
from entente.web.settings import Settings


@contextmanager
def client(db: Path, **settings: object) -> Iterator[TestClient]:
    """A client of a server in this process; ``settings`` as of :class:`Settings`."""
    how = Settings(str(db), **settings)  # type: ignore[arg-type]
    desk = Desk(how.db, read_only=how.read_only)
    try:
        with TestClient(make_app(desk, how), base_url="http://127.0.0.1") as found:
            yield found
    finally:
        desk.close()


@contextmanager
def served(db: Path, **settings: object) -> Iterator[str]:
    """The address of a server at a free port of the loopback, as ``entente serve`` has it."""
    how = Settings(str(db), **{"port": 0, **settings})  # type: ignore[arg-type]
    desk = Desk(how.db, read_only=how.read_only)
    try:
        with listening(make_app(desk, how), how) as address:
            yield address
    finally:
        desk.close()


@contextmanager
def listening(app: ASGIApp, how: Settings) -> Iterator[str]:
    """The address of an application that listens."""
    server = uvicorn.Server(config(app, how))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@dataclass
class Visit:
    """A page in a browser, and what went wrong in it.

    Attributes:
        page: Playwright's page.
        home: the address of the server.
        shots: the folder of its screenshots.
        wrong: errors of the console and of scripts, failed requests, requests that leave the server.
    """

    page: Page
    home: str
    shots: Path
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        on, wrong = self.page.on, self.wrong
        on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
        on("pageerror", lambda error: wrong.append(str(error)))
        on("request", self._asked)
        on("requestfailed", self._failed)
        on("response", lambda r: wrong.append(f"{r.url}: {r.status}") if r.status >= 400 else None)

    def _failed(self, request: Request) -> None:
        # A page that is left lets go of what it has not got yet, and of what it listens to.
        if request.failure != "net::ERR_ABORTED" and not request.url.endswith("/api/v1/changes"):
            self.wrong.append(f"{request.url} failed: {request.failure}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.wrong.append(f"it asks {request.url}")

    def open(self, path: str) -> Page:
        """Opens a path of the server."""
        self.page.goto(self.home + path)
        return self.page

    def shot(self, name: str) -> Path:
        """A screenshot of the whole page."""
        self.shots.mkdir(parents=True, exist_ok=True)
        place = self.shots / f"{name}.png"
        self.page.screenshot(path=place, full_page=True)
        return place


@contextmanager
def visiting(browser: Browser, home: str, shots: Path) -> Iterator[Visit]:
    """A page of a server, as ``visit`` is."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = Visit(context.new_page(), home, Path(os.environ.get("ENTENTE_SHOTS", shots)))
    yield found
    context.close()
    assert not found.wrong, found.wrong


def looked_at(visit: Visit, path: str, wide: int = 1280) -> Page:
    """A page opened at a width, once what it shows is worked out; nothing of it is wider than the window."""
    visit.page.set_viewport_size({"width": wide, "height": 900})
    page = visit.open(path)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    return page


def settled(page: Page) -> None:
    """Waits until what a page shows is worked out, and nothing of it is asked for any more."""
    until(lambda: "Being worked out" not in page.title())
    page.wait_for_load_state("networkidle")


def drawn(page: Page) -> str:
    """The address of the page's chart, as soon as it is drawn."""
    chart = page.locator("figure img")
    chart.scroll_into_view_if_needed()
    until(lambda: chart.evaluate("image => image.naturalWidth") > 0)
    return str(chart.evaluate("image => image.currentSrc"))


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Waits until something holds; the page's policy lets no script of Playwright's wait for it."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)
