"""Pages and files from the web: only http and https, bounded in time, size and redirects."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import httpx

from entente.errors import EntenteError, MissingInput, UnreadableInput
from entente.reading.streams import oversized

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)://")
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_DEADLINE = 120.0
_MAX_REDIRECTS = 5
_HEADERS = {"user-agent": "entente (reads reporting; https://pypi.org/project/entente)", "accept": "*/*"}
_GONE = frozenset({404, 410})
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


def is_address(name: str) -> bool:
    """Whether an input is an address with a scheme, of whatever kind."""
    return bool(_SCHEME.match(name))


def fetch(address: str, limit: int, transport: httpx.BaseTransport | None = None) -> Fetched:
    """The bytes behind an address.

    Args:
        address: an http or https address.
        limit: the largest size in bytes, after decompression.
        transport: another way to the network, for tests.

    Raises:
        MissingInput: the server has no such page.
        UnreadableInput: another scheme, no answer, a refusal, too many redirects or too slow.
        OversizedInput: more than ``limit`` bytes.
    """
    scheme = _SCHEME.match(address)
    if scheme is None or scheme.group(1).lower() not in {"http", "https"}:
        raise UnreadableInput(
            address, "an address that is not http:// or https://; fetch it and give the file"
        )
    try:
        with (
            httpx.Client(
                timeout=_TIMEOUT, follow_redirects=True, max_redirects=_MAX_REDIRECTS, headers=_HEADERS,
                transport=transport,
                event_hooks={"request": [_only_web]},
            ) as client,
            client.stream("GET", address) as response,
        ):  # fmt: skip
            _check(address, response)
            data = _body(address, response, limit)
            kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Fetched(data, _TYPES.get(kind), response.charset_encoding)
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


def _check(address: str, response: httpx.Response) -> None:
    if response.status_code in _GONE:
        raise MissingInput(address, f"the server answers {response.status_code}; check the address")
    if not response.is_success:
        raise _refused(address, response.status_code)


def _refused(address: str, status: int) -> EntenteError:
    return UnreadableInput(
        address, f"the server answers {status}; save the page from a browser and give the file"
    )


def _body(address: str, response: httpx.Response, limit: int) -> bytes:
    started = time.monotonic()
    held = bytearray()
    for chunk in response.iter_bytes():
        held += chunk
        if len(held) > limit:
            raise oversized(address, limit)
        if time.monotonic() - started > _DEADLINE:
            raise UnreadableInput(
                address, f"not sent within {_DEADLINE:.0f} seconds; save it and give the file"
            )
    return bytes(held)
