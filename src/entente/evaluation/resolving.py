"""Who is who in a text, as the pipeline would say."""

from __future__ import annotations

from dataclasses import replace

from entente.pipeline import Pipeline
from entente.reading import read_text
from entente.records import Identity, Span
from entente.resolution.actors import Resolver
from entente.resolution.assemble import resolver_of


class WhoIsWho:
    """The resolver of one text, with the names and speakers that the encoder finds in it.

    Args:
        pipeline: reads the text.
        text: the text.
        published: its ISO day, where it is known; else the one that the text itself tells.
    """

    def __init__(self, pipeline: Pipeline, text: str, published: str | None = None) -> None:
        document = read_text(text)
        document = replace(document, published=published or document.published)
        self._text = text
        self._resolver: Resolver = resolver_of(document, pipeline.drafts(document))

    def __call__(self, start: int, end: int) -> Identity:
        """Who the mention between two offsets is."""
        return self._resolver.identify(self._resolver.whole(Span(start, end, self._text[start:end])))
