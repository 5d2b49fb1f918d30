"""Bounded reading of byte streams, gzipped or not."""

from __future__ import annotations

import gzip
import io
from typing import IO, Any, TypeAlias, cast

from entente.errors import EmptyInput, OversizedInput

Peekable: TypeAlias = "io.BufferedReader[Any]"
"""A stream that shows its next bytes without moving."""

GZIP_MAGIC = b"\x1f\x8b"


def peekable(stream: IO[bytes]) -> Peekable:
    """The stream with a look ahead."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(Any, stream), 1 << 16)


def unzipped(stream: IO[bytes]) -> IO[bytes]:
    """The stream as decompressed bytes, read as it comes; ``stream`` must be gzipped."""
    return cast(IO[bytes], gzip.GzipFile(fileobj=stream, mode="rb"))


def whole(stream: IO[bytes], path: str, limit: int) -> bytes:
    """All bytes of a stream that holds one text.

    Raises:
        EmptyInput: there are none.
        OversizedInput: there are more than ``limit``; no more than that is held.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise oversized(path, limit)
    if not data:
        raise EmptyInput(path, "the input is empty; give one with text in it")
    return data


def oversized(path: str, limit: int) -> OversizedInput:
    """The error for a text above the limit."""
    return OversizedInput(
        path,
        f"larger than {limit:,} bytes; split it, put one text a line into a .jsonl file, or raise the limit",
    )
