"""Pages and files from the web: only http and https, bounded in time, size and redirects."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import httpx

from entente.errors import MissingInput, UnreadableInput
from entente.reading.streams import oversized

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)://")
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_DEADLINE = 120.0
_MAX_REDIRECTS = 5
#: What the fetcher calls itself; robots.txt may have rules for it.
AGENT = "entente"
_HEADERS = {
    "user-agent": f"{AGENT} (reads reporting; https://pypi.org/project/entente)",
    "accept": "*/*",
    "accept-encoding": "gzip",
}
#: The statuses of what is not there; of what has moved for good.
GONE = frozenset({404, 410})
_FOR_GOOD = frozenset({301, 308})
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/pdf": ".pdf",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/json": ".json",
    "text/markdown": ".md",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the bytes, a suffix by its content type, and the encoding it named."""

    data: bytes
    suffix: str | None
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, be it a page or not.

    Attributes:
        status: the HTTP status.
        headers: the headers; names in lower case.
        page: what was sent; None where the status is no success.
        moved: the address that the page has for good, where the server says that it is another.
    """

    status: int
    headers: Mapping[str, str]
    page: Fetched | None
    moved: str | None = None


def is_address(name: str) -> bool:
    """Whether an input is an address with a scheme, of whatever kind."""
    return bool(_SCHEME.match(name))


def fetch(address: str, limit: int, transport: httpx.BaseTransport | None = None) -> Fetched:
    """The bytes behind an address.

    Args:
        address: an http or https address.
        limit: the largest size in bytes, after decompression.
        transport: another way to the network, as one that keeps to public addresses.

    Raises:
        MissingInput: the server has no such page.
        UnreadableInput: another scheme, no answer, a refusal, too many redirects or too slow.
        OversizedInput: more than ``limit`` bytes.
    """
    answer = ask(address, limit, transport=transport)
    if answer.status in GONE:
        raise MissingInput(address, f"the server answers {answer.status}; check the address")
    if answer.page is None:
        raise UnreadableInput(
            address, f"the server answers {answer.status}; save the page from a browser and give the file"
        )
    return answer.page


def ask(
    address: str,
    limit: int,
    *,
    transport: httpx.BaseTransport | None = None,
    headers: Mapping[str, str] | None = None,
    before: Callable[[str], None] | None = None,
) -> Answer:
    """What a server answers, whatever the status.

    Args:
        address: an http or https address.
        limit: the largest size in bytes, after decompression.
        transport: another way to the network, as one that keeps to public addresses.
        headers: more of them, such as what the page was when last seen.
        before: is given each address before it is asked, those of redirects too; may wait, or raise.

    Raises:
        UnreadableInput: another scheme, no answer, too many redirects or too slow.
        OversizedInput: more than ``limit`` bytes.
    """
    scheme = _SCHEME.match(address)
    if scheme is None or scheme.group(1).lower() not in {"http", "https"}:
        raise UnreadableInput(
            address, "an address that is not http:// or https://; fetch it and give the file"
        )

    def next_hop(request: httpx.Request) -> None:
        _only_web(request)
        if before:
            before(str(request.url))

    try:
        with (
            httpx.Client(
                timeout=_TIMEOUT, follow_redirects=True, max_redirects=_MAX_REDIRECTS,
                headers={**_HEADERS, **(headers or {})}, transport=transport,
                event_hooks={"request": [next_hop]},
            ) as client,
            client.stream("GET", address) as response,
        ):  # fmt: skip
            page = _page(address, response, limit) if response.is_success else None
            return Answer(response.status_code, dict(response.headers), page, _moved(response))
    except httpx.TooManyRedirects as error:
        raise UnreadableInput(
            address, f"more than {_MAX_REDIRECTS} redirects; give the final address"
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        reason = f"cannot be fetched ({type(error).__name__}: {error}); check the address and the network"
        raise UnreadableInput(address, reason) from error


def _only_web(request: httpx.Request) -> None:
    # A redirect may lead anywhere.
    if request.url.scheme not in {"http", "https"}:
        raise httpx.UnsupportedProtocol(f"redirected to {request.url.scheme}://", request=request)


def _moved(response: httpx.Response) -> str | None:
    """Where the redirects lead that are for good, up to the first that is not."""
    moved = None
    for hop, then in pairwise([*response.history, response]):
        if hop.status_code not in _FOR_GOOD:
            break
        moved = str(then.url)
    return moved


def _page(address: str, response: httpx.Response, limit: int) -> Fetched:
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    return Fetched(_body(address, response, limit), _TYPES.get(kind), response.charset_encoding)


def _body(address: str, response: httpx.Response, limit: int) -> bytes:
    started = time.monotonic()
    held = bytearray()
    for chunk in _unpacked(address, response, limit):
        held += chunk
        if len(held) > limit:
            raise oversized(address, limit)
        if time.monotonic() - started > _DEADLINE:
            raise UnreadableInput(
                address, f"not sent within {_DEADLINE:.0f} seconds; save it and give the file"
            )
    return bytes(held)


def _unpacked(address: str, response: httpx.Response, limit: int) -> Iterator[bytes]:
    """What was sent, unpacked a little at a time: of a few bytes there may be made many."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        yield from response.iter_bytes()
        return
    if packing not in ("gzip", "x-gzip"):
        raise UnreadableInput(
            address, f"it is sent packed as {packing!r}, which was not asked for; save it and give the file"
        )
    unpacking = zlib.decompressobj(31)
    for chunk in response.iter_raw():
        try:
            yield unpacking.decompress(chunk, limit + 1)
        except zlib.error as error:
            reason = f"cannot be unpacked ({error}); save it and give the file"
            raise UnreadableInput(address, reason) from error
        if unpacking.unconsumed_tail:
            raise oversized(address, limit)
