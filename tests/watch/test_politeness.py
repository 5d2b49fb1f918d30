from __future__ import annotations

from collections.abc import Iterator

import pytest
from feedhouse import START, House, Page, Turned, house

from entente.errors import UnreadableInput
from entente.reading.fetch import Answer
from entente.watch.politeness import DAY, Disallowed, Politeness, Resting, rest_after, rest_asked


@pytest.fixture
def server() -> Iterator[House]:
    with house() as found:
        found.pages["/a"] = found.pages["/b"] = found.pages["/private/c"] = Page("words")
        yield found


def _polite(interval: float = 2.0) -> tuple[Politeness, Turned]:
    clock = Turned()
    return Politeness(clock, interval), clock


def test_a_host_is_asked_one_by_one_with_a_pause(server: House) -> None:
    polite, clock = _polite()
    for path in ("/a", "/b"):
        assert polite.ask(server.address + path, private=True).status == 200
    assert [path for path, _ in server.asked] == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [2.0, 2.0]
    agent = server.asked[1][1]["user-agent"]
    assert agent.startswith("entente (") and "https://" in agent


def test_what_robots_txt_forbids_is_not_asked(server: House) -> None:
    server.pages["/robots.txt"] = Page("User-agent: *\nDisallow: /private\nCrawl-delay: 7", kind="text/plain")
    polite, clock = _polite()
    with pytest.raises(Disallowed, match=r"robots\.txt"):
        polite.ask(server.address + "/private/c", private=True)
    polite.ask(server.address + "/a", private=True)
    assert server.paths() == ["/a"]
    assert clock.slept[-1] == 2.0
    polite.ask(server.address + "/b", private=True)
    assert clock.slept[-1] == 7.0


def test_robots_txt_is_believed_for_a_day(server: House) -> None:
    polite, clock = _polite()
    polite.ask(server.address + "/a", private=True)
    clock.time += DAY - 100
    polite.ask(server.address + "/a", private=True)
    clock.time += 200
    polite.ask(server.address + "/a", private=True)
    assert [path for path, _ in server.asked].count("/robots.txt") == 2


def test_rules_that_cannot_be_had_forbid_all_for_now(server: House) -> None:
    server.pages["/robots.txt"] = Page("", 503)
    polite, clock = _polite()
    with pytest.raises(Disallowed):
        polite.ask(server.address + "/a", private=True)
    server.pages["/robots.txt"] = Page("", 404)
    clock.time += 3601
    assert polite.ask(server.address + "/a", private=True).status == 200


def test_a_redirect_is_heeded_like_any_other(server: House) -> None:
    server.pages["/robots.txt"] = Page("User-agent: entente\nDisallow: /private", kind="text/plain")
    server.pages["/away"] = Page("", 302, headers={"location": "/private/c"})
    with pytest.raises(Disallowed):
        _polite()[0].ask(server.address + "/away", private=True)
    assert "/private/c" not in server.paths()


def test_a_busy_server_is_left_alone(server: House) -> None:
    server.pages["/a"] = Page("", 429, headers={"retry-after": "600"})
    polite, clock = _polite()
    assert polite.ask(server.address + "/a", private=True).status == 429
    with pytest.raises(Resting, match="600 seconds"):
        polite.ask(server.address + "/b", private=True)
    clock.time += 601
    assert polite.ask(server.address + "/b", private=True).status == 200


def test_private_addresses_are_refused_unless_allowed(server: House) -> None:
    with pytest.raises(UnreadableInput, match="no public address"):
        _polite()[0].ask(server.address + "/a", private=False)
    assert server.asked == []


@pytest.mark.parametrize(
    ("header", "rest"),
    [
        ("120", 120.0), ("", None), ("soon", None), ("99999999", 7 * DAY),
        ("Tue, 14 Nov 2023 22:15:20 GMT", 120.0),
    ],
)  # fmt: skip
def test_how_long_a_server_wants_to_be_left_alone(header: str, rest: float | None) -> None:
    assert rest_asked(Answer(503, {"retry-after": header}, None), START) == rest


def test_the_rest_grows_to_a_day() -> None:
    assert [rest_after(n, 60, 1.25) for n in (1, 2, 3)] == [75, 150, 300]
    assert rest_after(1000, 60, 1.0) == DAY
