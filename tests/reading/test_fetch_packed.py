"""What is sent packed is unpacked within the limit, and never more than once."""

from __future__ import annotations

import gzip

import httpx
import pytest

from entente.errors import OversizedInput, UnreadableInput
from entente.reading.fetch import fetch

LIMIT = 100_000


def sent(data: bytes, packing: str) -> httpx.MockTransport:
    class Raw(httpx.SyncByteStream):
        def __iter__(self):  # type: ignore[no-untyped-def]
            yield from (data[first : first + 1000] for first in range(0, len(data), 1000))

    headers = {"content-encoding": packing, "content-type": "text/html"}
    return httpx.MockTransport(lambda request: httpx.Response(200, headers=headers, stream=Raw()))


def test_gzip_is_unpacked() -> None:
    page = b"<p>Talks were held.</p>" * 500
    assert fetch("http://example.org/", LIMIT, sent(gzip.compress(page), "gzip")).data == page


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "deflate, gzip"])
def test_what_was_not_asked_for_is_refused(packing: str) -> None:
    data = gzip.compress(gzip.compress(b"x" * 1_000_000))
    with pytest.raises(UnreadableInput, match="packed as"):
        fetch("http://example.org/", LIMIT, sent(data, packing))


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(OversizedInput):
        fetch("http://example.org/", LIMIT, sent(gzip.compress(b"\0" * 50_000_000), "gzip"))


def test_what_is_no_gzip_is_told() -> None:
    with pytest.raises(UnreadableInput, match="cannot be unpacked"):
        fetch("http://example.org/", LIMIT, sent(b"<p>plain</p>", "gzip"))
