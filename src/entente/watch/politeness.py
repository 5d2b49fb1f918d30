"""How other people's servers are asked: seldom, one request at a time, as their robots.txt says, and not
again at once where they are in trouble."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from entente.errors import InputError, UnreadableInput
from entente.reading.fetch import AGENT, GONE, Answer, ask
from entente.reading.options import ReadOptions
from entente.reading.publicly import Publicly
from entente.watch.clock import Clock

DAY = 86400.0
#: How long a robots.txt is believed; how long one that cannot be had is waited for.
_BELIEVED, _AGAIN = DAY, 3600.0
_ROBOTS_LIMIT = 500_000
#: No server is obeyed that wants more: the least interval and the longest rest.
_LONGEST_INTERVAL, _LONGEST_REST = 300.0, 7 * DAY
_FIRST_REST = 60.0
#: The server is busy or broken for now.
_FOR_NOW = frozenset({408, 425, 429, 500, 502, 503, 504})
_LIMIT = ReadOptions().max_bytes

Ways = Callable[[bool], httpx.BaseTransport | None]


class Disallowed(UnreadableInput):
    """The server's robots.txt asks us not to read it."""


class Resting(UnreadableInput):
    """The server is left alone for now."""


@dataclass
class _Host:
    """What is known of a server (scheme, name and port)."""

    asking: threading.Lock = field(default_factory=threading.Lock)
    robots: RobotFileParser | None = None
    until: float = 0.0
    free: float = 0.0
    rest: float = 0.0


def way(private: bool) -> httpx.BaseTransport | None:
    """The way to the network: to public addresses only, or to all."""
    return None if private else Publicly()


class Politeness:
    """Asks servers as they wish to be asked; for several threads."""

    def __init__(self, clock: Clock, interval: float, ways: Ways = way) -> None:
        """``interval`` is the least time between two requests to a host, in seconds."""
        self._clock, self._interval, self._ways = clock, interval, ways
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._lock = threading.Lock()

    def ask(self, address: str, *, private: bool, headers: Mapping[str, str] | None = None) -> Answer:
        """What a server answers, when its turn has come; a busy one is left alone from then on.

        Raises:
            Disallowed: its robots.txt does not allow it.
            Resting: it has said that it wants to be left alone.
            UnreadableInput, OversizedInput: as :func:`entente.reading.fetch.ask`.
        """

        def before(hop: str) -> None:
            self._heed_robots(hop, private)
            self._take_turn(hop)

        with self._host(address).asking:
            answer = ask(address, _LIMIT, transport=self._ways(private), headers=headers, before=before)
        if answer.status in _FOR_NOW:
            self._host(address).rest = self._clock.now() + (rest_asked(answer, self._clock.now()) or 0.0)
        return answer

    def _host(self, address: str) -> _Host:
        parts = urlsplit(address)
        with self._lock:
            return self._hosts[f"{parts.scheme}://{parts.netloc}".lower()]

    def _take_turn(self, address: str) -> None:
        host = self._host(address)
        now = self._clock.now()
        if host.rest > now:
            raise Resting(address, f"the server asks to be left alone for {host.rest - now:.0f} seconds")
        with self._lock:
            turn = max(now, host.free)
            host.free = turn + self._between(host)
        if turn > now:
            self._clock.sleep(turn - now)

    def _between(self, host: _Host) -> float:
        asked = host.robots.crawl_delay(AGENT) if host.robots else None
        return min(_LONGEST_INTERVAL, max(self._interval, float(asked or 0)))

    def _heed_robots(self, address: str, private: bool) -> None:
        host = self._host(address)
        if host.until <= self._clock.now():
            host.robots, keep = self._robots(address, private)
            host.until = self._clock.now() + keep
        if host.robots is not None and not host.robots.can_fetch(AGENT, address):
            raise Disallowed(address, "the server's robots.txt asks that it be left alone")

    def _robots(self, address: str, private: bool) -> tuple[RobotFileParser, float]:
        """The rules of a server: none where it has no such file, all forbidden where it is in trouble."""
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        rules = RobotFileParser(place)
        try:
            answer = ask(place, _ROBOTS_LIMIT, transport=self._ways(private), before=self._take_turn)
        except InputError as error:
            raise UnreadableInput(address, f"its robots.txt cannot be had: {error.reason}") from error
        if answer.status >= 500 or answer.status == 429:
            rules.parse(["User-agent: *", "Disallow: /"])
            return rules, _AGAIN
        text = answer.page.data.decode("utf-8-sig", "replace") if answer.page else ""
        rules.parse(text.splitlines())
        return rules, _BELIEVED


def rest_asked(answer: Answer, now: float) -> float | None:
    """How long a server wants to be left alone, in seconds; None where it does not say.

    >>> rest_asked(Answer(429, {"retry-after": "120"}, None), 0.0)
    120.0
    """
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return min(_LONGEST_REST, float(asked[:9]))
    try:
        then = parsedate_to_datetime(asked).timestamp()
    except (ValueError, TypeError):
        return None
    return min(_LONGEST_REST, max(0.0, then - now))


def rest_after(failures: int, least: float, jitter: float) -> float:
    """How long is waited after so many failures in a row: twice as long each time, at most a day.

    >>> [rest_after(n, 900.0, 1.0) for n in (1, 2, 3, 20)]
    [900.0, 1800.0, 3600.0, 86400.0]
    """
    return float(min(DAY, max(least, _FIRST_REST) * 2 ** min(failures - 1, 20)) * jitter)


def is_for_now(answer: Answer) -> bool:
    """Whether it may be there another time."""
    return answer.status in _FOR_NOW or answer.status >= 500


def is_gone(answer: Answer) -> bool:
    """Whether there is no such page."""
    return answer.status in GONE
