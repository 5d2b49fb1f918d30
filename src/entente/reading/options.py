"""What a caller may say about the texts to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options for reading.

    Attributes:
        published: ISO day, month or year; overrides what the text says of its date.
        outlet: overrides what the text says of its outlet.
        max_bytes: size limit of a single text in bytes (a file, or one line of a JSON Lines file).
    """

    published: str | None = None
    outlet: str | None = None
    max_bytes: int = 20_000_000
