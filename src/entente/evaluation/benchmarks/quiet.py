"""Prose without political acts: events invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from entente.evaluation.coding import code_texts
from entente.evaluation.metric import Metric
from entente.evaluation.passages import gum_texts
from entente.evaluation.quiet import measured_quiet
from entente.language.encoder import Encoder
from entente.language.sentences import split_sentences


def quiet(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Share of sentences without an invented event in GUM's academic, travel and textbook prose."""
    file = "coreference/gum_train_dev.conllu.gz"
    texts = [t for name, t in sorted(gum_texts(folder / file).items()) if measured_quiet(name)]
    events = sentences = 0
    for text, coded in zip(texts, code_texts(encoder, texts), strict=True):
        events += len(coded.events)
        sentences += sum(1 for _ in split_sentences(text))
    yield Metric(
        "quiet.without_event",
        1 - events / sentences,
        None,
        "UniversalPetrarch: 316 surplus events to 100 right ones (its issue 52)",
        file,
        0.95,
        0.98,
        f"{100 * events / sentences:.1f} events per 100 sentences",
    )
