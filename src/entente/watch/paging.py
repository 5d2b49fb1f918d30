"""The page that an entry links to, as the file that is read; or the entry itself where it cannot be had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from entente.errors import InputError
from entente.store.watch.entries import Entry
from entente.watch.clock import Clock
from entente.watch.politeness import Disallowed, Politeness, is_for_now, rest_after, rest_asked

#: How often a page is asked for that is not there for now.
TRIES = 5
_REST = 300.0
#: What a page may be. A link to tables is not followed into the record: a feed is no source of event data.
_PAGES = (".html", ".htm", ".xhtml", ".pdf", ".txt", ".md")
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Had:
    """What became of a page: the file, or why there is none and when it is asked for again."""

    name: str | None = None
    data: bytes | None = None
    problem: str | None = None
    then: float | None = None


def page_of(entry: Entry, politeness: Politeness, clock: Clock, *, private: bool) -> Had:
    """The page that an entry links to; asked for again later where its server is in trouble."""
    assert entry.link is not None
    try:
        answer = politeness.ask(entry.link, private=private)
    except Disallowed as error:
        return Had(problem=error.reason)
    except InputError as error:
        return _not_now(entry, error.reason, 0.0, clock)
    if answer.page is not None:
        suffix = answer.page.suffix
        if suffix and suffix not in _PAGES:
            return Had(problem=f"what it links to is no page, but {suffix}")
        return Had(file_name(entry, suffix), answer.page.data)
    told = f"the server answers {answer.status}"
    if is_for_now(answer):
        return _not_now(entry, told, rest_asked(answer, clock.now()) or 0.0, clock)
    return Had(problem=told)


def _not_now(entry: Entry, told: str, asked: float, clock: Clock) -> Had:
    if entry.tries + 1 >= TRIES:
        return Had(problem=told)
    rest = max(asked, rest_after(entry.tries + 1, _REST, clock.jitter()))
    return Had(problem=told, then=clock.now() + rest)


def file_name(entry: Entry, suffix: str | None) -> str:
    """A name for the file of an entry, by its link; with an ending that says how it is read."""
    path = unquote(urlsplit(entry.link or "").path)
    last = _UNFIT.sub("-", path.rstrip("/").rpartition("/")[2]).strip("-.")[-80:] or f"entry-{entry.number}"
    if last.lower().endswith(suffix or _PAGES):
        return last
    return f"{last}{suffix or '.html'}"
