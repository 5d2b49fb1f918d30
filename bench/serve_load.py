"""Many readers at once: ``python bench/serve_load.py [--readers 50] [--seconds 120] [--db FILE]``.

A server runs in a process of its own on a store of ten million made-up events, which this makes where FILE is
not there. Each reader keeps a connection, opens a view, and another after half a second to a second.
Meanwhile `entente watch`, a third process, follows a feed that has a new text each time, and hands it to the
server, which reads and stores it. Told are answers that are no success, requests, and the median, 95th and
99th percentile of what they took, for each view. All share the machine. FILE is written to.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np
from gdelt import STATES
from served import ENTENTE, Server, say, served
from store_scale import fill

EVENTS = 10_000_000
#: Seconds that a reader looks at a view, at least and at most.
LEAST, MOST = 0.5, 1.0
#: Views, and their share of what is opened; ``{a}``, ``{b}`` are states, ``{page}`` a part of a list.
VIEWS = {
    "/": 3,
    "/statements": 2,
    "/statements?search=talks": 2,
    "/documents": 1,
    "/events": 2,
    "/events?dyad={a}&dyad={b}": 3,
    "/events?actor={a}&offset={page}": 2,
    "/claims": 1,
    "/actors": 1,
    "/actors/{a}": 3,
    "/dyads/{a}/{b}": 4,
    "/stories": 2,
    "/rifts": 1,
    "/forecasts": 1,
    "/live": 1,
    "/api/v1/events?actor={a}&limit=100": 2,
    "/static/entente.css": 1,
}
SENTENCES = (
    "{a} accused {b} of shelling a village on the border, officials said.",
    "The foreign minister of {a} will meet the president of {b} next week for talks on peace.",
    "{a} signed an agreement on trade with {b}, the ministry announced on Monday.",
    "{a} imposed sanctions on {b}. Further talks are expected to fail, a diplomat warned.",
)
NAMES = ("Armenia", "Russia", "Turkey", "Georgia", "Iran", "France", "Germany", "Azerbaijan")
FEEDS = """[watch]
every = "{every}"
interval = "1s"
allow_private = true
page = "{home}"

[[feed]]
url = "{feed}"
full_text = false

[[alert]]
name = "all"
"""


@dataclass
class Taken:
    """What was asked, and how long each took; what went wrong, and what was still worked out then."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    later: int = 0


async def read(home: str, ends: float, chance: random.Random, taken: Taken) -> None:
    """One reader, until the time is over."""
    views, weights = list(VIEWS), list(VIEWS.values())
    async with httpx.AsyncClient(base_url=home, timeout=60) as asking:
        await asyncio.sleep(chance.uniform(0, MOST))
        while time.monotonic() < ends:
            (view,) = chance.choices(views, weights)
            a, b = chance.sample(STATES[:12], 2)
            address = view.format(a=a, b=b, page=50 * chance.randrange(20))
            begun = time.perf_counter()
            try:
                status = str((await asking.get(address)).status_code)
            except httpx.HTTPError as error:
                status = repr(error)
            taken.seconds[view].append(time.perf_counter() - begun)
            taken.later += status == "202"
            if status not in ("200", "202"):
                taken.wrong.append(f"{address}: {status}")
            await asyncio.sleep(chance.uniform(LEAST, MOST))


class _Feed(BaseHTTPRequestHandler):
    """A feed of the last texts; there is another with each request."""

    made = 0

    def do_GET(self) -> None:
        """Answers with the feed; there is nothing else here."""
        if self.path != "/feed.xml":
            self.send_error(404)
            return
        type(self).made += 1
        chance = random.Random(self.made)
        body = "".join(self._item(number, chance) for number in range(max(1, self.made - 9), self.made + 1))
        feed = f'<rss version="2.0"><channel><title>Made News</title>{body}</channel></rss>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(feed)))
        self.end_headers()
        self.wfile.write(feed)

    def _item(self, number: int, chance: random.Random) -> str:
        told = " ".join(
            sentence.format(a=a, b=b) for sentence in SENTENCES for a, b in [chance.sample(NAMES, 2)]
        )
        place = f"http://{self.headers['Host']}/{number}"
        return (
            f"<item><title>Report {number}</title><link>{place}</link><guid>{place}</guid>"
            f"<pubDate>{formatdate()}</pubDate><description>Report {number}. {told}</description></item>"
        )

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def watching(db: str, server: Server, every: str, folder: Path) -> Iterator[None]:
    """`entente watch` on a feed of this process."""
    feed = ThreadingHTTPServer(("127.0.0.1", 0), _Feed)
    threading.Thread(target=feed.serve_forever, daemon=True).start()
    feeds = folder / "feeds.toml"
    address = f"http://127.0.0.1:{feed.server_port}/feed.xml"
    feeds.write_text(FEEDS.format(every=every, home=server.home, feed=address), "utf-8")
    words = [*ENTENTE, "watch", str(feeds), "--db", db, "--allow-private"]
    with (folder / "watch.log").open("w") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log)
        try:
            yield
            if process.poll() is not None:
                raise SystemExit(f"entente watch ended: {(folder / 'watch.log').read_text('utf-8')[-2000:]}")
        finally:
            process.terminate()
            process.wait(60)
            feed.shutdown()


async def load(home: str, readers: int, seconds: float) -> Taken:
    """All readers at once."""
    taken, ends = Taken(), time.monotonic() + seconds
    await asyncio.gather(*(read(home, ends, random.Random(n), taken) for n in range(readers)))
    return taken


def report(taken: Taken) -> None:
    """What came of it."""
    every = [second for seconds in taken.seconds.values() for second in seconds]
    say(f"{'view':40} {'asked':>6} {'median':>8} {'p95':>8} {'p99':>8}")
    for view, seconds in [*sorted(taken.seconds.items()), ("all", every)]:
        middle, most, peak = (1000 * np.percentile(seconds, [50, 95, 99])).tolist()
        say(f"{view:40} {len(seconds):6} {middle:5.0f} ms {most:5.0f} ms {peak:5.0f} ms")
    say(f"{len(taken.wrong)} answers that are no success, {taken.later} that an answer is being worked out")
    for line in taken.wrong[:10]:
        say(f"  {line}")


def stored(home: str) -> int:
    """Documents that the server knows."""
    found: int = httpx.get(f"{home}/api/v1/documents?limit=1", timeout=60).json()["total"]
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--every", default="1s", help="how often the feed is asked; 0 watches nothing")
    parser.add_argument("--db", help="a store that is kept, and used again where it is there")
    call = parser.parse_args()
    with TemporaryDirectory(prefix="entente-bench-") as name:
        folder = Path(name)
        db = call.db or str(folder / "load.duckdb")
        if not Path(db).exists():
            fill(db, EVENTS)
        with served(db) as server:
            say(
                f"{call.readers} readers for {call.seconds:.0f} s; the server is up in {server.seconds:.1f} s"
            )
            if call.every == "0":
                report(asyncio.run(load(server.home, call.readers, call.seconds)))
                return
            before = stored(server.home)
            with watching(db, server, call.every, folder):
                report(asyncio.run(load(server.home, call.readers, call.seconds)))
            say(f"{stored(server.home) - before} documents read and stored meanwhile")
            say(f"the server held {server.megabytes:.0f} MB at most")


if __name__ == "__main__":
    main()
