"""No stranger's feed, link or redirect leads to an address inside."""

from __future__ import annotations

import socket

import httpx
import pytest
from feedhouse import Page, house

from entente.errors import UnreadableInput
from entente.reading.fetch import ask, fetch
from entente.reading.publicly import Publicly, is_public, looked_up

LIMIT = 1_000_000


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255", "240.0.0.1",
        "::", "::1", "fe80::1", "fe80::1%1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "192.88.99.1", "fec0::1", "3fff::1",
        "2002:7f00:1::", "2001:0:7f00:1::", "2001:0:808:808::80ff:fffe",
    ],
)  # fmt: skip
def test_what_is_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f::1", "64:ff9b::808:808"])
def test_what_is_outside(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "[::1]",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0"],
)  # fmt: skip
def test_no_way_of_writing_the_loopback_is_asked(host: str) -> None:
    with house() as server:
        port = server.address.rpartition(":")[2]
        with pytest.raises(UnreadableInput, match=r"no public address|cannot be fetched"):
            fetch(f"http://{host}:{port}/", LIMIT, Publicly())
        assert server.asked == []


def _outside(names: dict[str, str]) -> Publicly:
    """Addresses as these names have them; what goes to a public one is answered by its host's name."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/in":
            return httpx.Response(302, headers={"location": "http://inside.example.org/secret"})
        if request.url.path == "/loop":
            return httpx.Response(302, headers={"location": "http://127.0.0.1/secret"})
        return httpx.Response(200, text=f"{request.url.host} as {request.headers['host']}")

    return Publicly(lambda host, port: [names.get(host, host)], httpx.MockTransport(answer))


NAMES = {"outside.example.org": "93.184.215.14", "inside.example.org": "10.0.0.7"}


def test_a_name_that_means_an_address_inside_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"inside.example.org is 10\.0\.0\.7, which is no public"):
        fetch("http://inside.example.org/", LIMIT, _outside(NAMES))


@pytest.mark.parametrize("path", ["/in", "/loop"])
def test_a_redirect_to_the_inside_is_refused(path: str) -> None:
    with pytest.raises(UnreadableInput, match="no public address"):
        fetch(f"http://outside.example.org{path}", LIMIT, _outside(NAMES))


def test_one_address_inside_among_others_is_enough() -> None:
    both = Publicly(lambda host, port: ["93.184.215.14", "127.0.0.1"], httpx.MockTransport(lambda r: 1 / 0))  # type: ignore[arg-type]
    with pytest.raises(UnreadableInput, match=r"127\.0\.0\.1"):
        fetch("http://two.example.org/", LIMIT, both)


def test_the_address_that_was_looked_at_is_asked_by_its_name() -> None:
    found = fetch("http://outside.example.org/", LIMIT, _outside(NAMES))
    assert found.data == b"93.184.215.14 as outside.example.org"


def test_a_name_that_means_another_address_later_leads_nowhere_else() -> None:
    """The second answer of a resolver that changes its mind is never asked for."""
    answers = ["93.184.215.14", "127.0.0.1"]
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        return [answers.pop(0)]

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(200, text="words")

    assert fetch("http://turn.example.org/", LIMIT, Publicly(resolve, httpx.MockTransport(answer))).data
    assert (asked, answers) == (["93.184.215.14"], ["127.0.0.1"])
    with pytest.raises(UnreadableInput, match="no public address"):
        fetch("http://turn.example.org/", LIMIT, Publicly(resolve, httpx.MockTransport(answer)))


def test_a_certificate_is_looked_at_by_name() -> None:
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((str(request.url), request.extensions["sni_hostname"], request.headers["host"]))
        return httpx.Response(200, text="words")

    through = Publicly(lambda host, port: ["2606:2800:21f::1"], httpx.MockTransport(answer))
    fetch("https://outside.example.org:8443/x", LIMIT, through)
    assert seen == [("https://[2606:2800:21f::1]:8443/x", "outside.example.org", "outside.example.org:8443")]


def test_an_address_that_does_not_answer_is_not_the_last() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "8.8.8.8":
            raise httpx.ConnectError("no way")
        return httpx.Response(200, text="words")

    two = Publicly(lambda host, port: ["8.8.8.8", "9.9.9.9"], httpx.MockTransport(answer))
    assert fetch("http://two.example.org/", LIMIT, two).data == b"words"


def test_a_name_that_nobody_knows_is_told() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(UnreadableInput, match="cannot be fetched"):
        fetch("http://nobody.example.org/", LIMIT, Publicly(resolve))


def test_a_real_answer_comes_through_a_real_connection() -> None:
    """The whole way, with a loopback server that a test takes for public."""
    with house() as server:
        server.pages["/"] = Page("words")
        port = server.address.rpartition(":")[2]
        found = looked_up("127.0.0.1", int(port))
        through = Publicly(lambda host, port: found)
        through._addresses = lambda url: found  # type: ignore[method-assign]
        assert fetch(f"http://outside.example.org:{port}/", LIMIT, through).data == b"words"
        assert server.asked[0][1]["host"] == f"outside.example.org:{port}"


def test_what_moved_for_good_is_told_up_to_what_did_not() -> None:
    moves = {"/a": (301, "/b"), "/b": (302, "/c"), "/c": (301, "/d")}

    def answer(request: httpx.Request) -> httpx.Response:
        status, there = moves.get(request.url.path, (200, ""))
        return httpx.Response(status, headers={"location": there} if there else {})

    found = ask("http://a.example.org/a", LIMIT, transport=httpx.MockTransport(answer))
    assert (found.status, found.moved) == (200, "http://a.example.org/b")
