"""Texts through the whole pipeline, as users run it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from entente.language.encoder import Encoder
from entente.pipeline import Pipeline
from entente.reading import read_text
from entente.resolution.assemble import Coded


def code_texts(encoder: Encoder, texts: Sequence[str], published: Sequence[str | None] = ()) -> list[Coded]:
    """The records of each text, in order; ``published`` are their days, where they are known."""
    days = published or [None] * len(texts)
    documents = [replace(read_text(t), published=d) for t, d in zip(texts, days, strict=True)]
    return [c for c in Pipeline(encoder).code(documents) if isinstance(c, Coded)]
