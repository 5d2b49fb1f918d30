"""Feeds, what they listed, and alerts, as a watch remembers them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """How far an entry is."""

    LISTED = "listed"
    FETCHED = "fetched"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed as it was when last asked.

    Attributes:
        url: its address, as the user has it.
        place: the address where it is now.
        outlet: what it calls itself.
        etag, modified: what the server said of its state.
        next: when it is asked again, in seconds of the epoch.
        failures: how often in a row it could not be had.
        error: why, the last time; None where it could.
        success: when it could be had.
        gone: whether the server says that it is no more.
    """

    url: str
    place: str
    outlet: str | None = None
    etag: str | None = None
    modified: str | None = None
    next: float = 0.0
    failures: int = 0
    error: str | None = None
    success: float | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry that a feed lists.

    Attributes:
        key: what it is known by in its feed.
        title, link, published, outlet: what the feed says of it.
        page: whether the page that it links to is to be read.
        own: the entry itself, as a feed of one; None where it has no text.
    """

    key: str
    title: str | None
    link: str | None
    published: str | None
    outlet: str | None
    page: bool
    own: bytes | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry, and how far it is.

    Attributes:
        name, data: the file that is to be read, once it is there.
        document: the document that it became.
        problem: why it could not be read, or not yet, or not in full.
    """

    number: int
    feed: str
    title: str | None
    link: str | None
    published: str | None
    outlet: str | None
    page: bool
    own: bytes | None
    stage: str
    found: float
    name: str | None
    data: bytes | None
    tries: int
    next: float
    done: float | None
    document: str | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Alert:
    """What a rule found; ``told`` is the whole of it, as JSON."""

    number: int
    rule: str
    at: float
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class Fired:
    """What a rule found, to be kept: with the keys that shall not fire again, and where it is to be sent."""

    rule: str
    title: str
    told: str
    keys: tuple[str, ...]
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsent:
    """An alert that a channel has not taken."""

    alert: Alert
    channel: str
    tries: int
