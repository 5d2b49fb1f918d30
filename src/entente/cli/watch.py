"""``entente watch``: feeds read as they come, alerts told."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.options import Db

if TYPE_CHECKING:
    from entente.watch.clock import Clock
    from entente.watch.feedsfile import Feeds

EXAMPLES = """**Examples**

`entente watch FEEDS.toml --db region.duckdb` until Ctrl-C; posts to a server that holds the store

`entente watch FEEDS.toml --db region.duckdb --once` what is due, as from cron

`entente watch FEEDS.toml --db region.duckdb --check` says what it would do, asks nobody

Exit codes: 0 done or stopped, 1 with --once: some feeds failed, 2 wrong call or no usable store."""


class Lines(StrEnum):
    """How alerts are written."""

    JSON = "json"
    TEXT = "text"


def watch(
    feeds: Annotated[str, typer.Argument(metavar="FEEDS.toml", help="The file of feeds and rules.")],
    db: Db,
    once: Annotated[bool, typer.Option("--once", help="What is due, once; for cron.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Say what would be done; ask nobody.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Private addresses may be asked, whatever the file says.")
    ] = False,
    form: Annotated[
        Lines, typer.Option("--format", case_sensitive=False, help="Alerts on standard output.")
    ] = Lines.JSON,
) -> None:
    """Read feeds into a store as they come, and tell alerts."""
    # Not at the head: no other command wants a server.
    from entente.store.watch.watched import Watched, sole
    from entente.watch.clock import Clock
    from entente.watch.feedsfile import load_feeds
    from entente.watch.sending import senders
    from entente.watch.watching import Watch, summary

    found, clock = load_feeds(feeds), Clock()
    if check:
        sys.stdout.writelines(f"{line}\n" for line in _plan(found, allow_private))
        return
    channels = senders(found, sys.stdout, text=form is Lines.TEXT, private=allow_private)
    with sole(db), closing(Watched(db)) as watched, _ended(clock):
        watching = Watch(db, found, watched, clock, channels, _tell, private=allow_private)
        if not once:
            watching.run()
            return
        report = watching.once()
    _tell(summary(report))
    if report.failed or report.locked:
        raise typer.Exit(1)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


@contextmanager
def _ended(clock: Clock) -> Iterator[None]:
    """Ctrl-C and a plain kill end what is at work in order; the second of them at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        if clock.stopping.is_set():
            raise KeyboardInterrupt
        _tell("stopping: what is being read is finished first")
        clock.stop()

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _plan(feeds: Feeds, private: bool) -> Iterator[str]:
    """What would be done, in lines."""
    from entente.watch.durations import written

    for feed in feeds.feed:
        pages = {None: "pages where an entry is short", True: "pages", False: "entries as they are"}
        inside = ", private addresses allowed" if private or feeds.allows_private(feed) else ""
        yield f"feed {feed.url}: every {written(feeds.every(feed))}, {pages[feed.full_text]}{inside}"
    for rule in feeds.alert:
        yield f"alert {rule.name!r}: {rule.wants()}; to {', '.join(rule.send or feeds.channels)}"
    if feeds.mail:
        mail = feeds.mail
        yield f"mail by {mail.server}:{mail.port} ({mail.security}) to {', '.join(mail.to)}"
    if feeds.webhook:
        signed = "signed" if feeds.webhook.secret_env else "not signed"
        yield f"webhook {feeds.webhook.url}, {signed}"
