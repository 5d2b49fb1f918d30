"""Events out of raw sentences: PLV, nothing given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from entente.evaluation.benchmarks.relations import plv_label
from entente.evaluation.coding import code_texts
from entente.evaluation.data import kept_back, marked_pairs
from entente.evaluation.metric import Metric
from entente.evaluation.scores import overlap_f1, token_set
from entente.language.encoder import Encoder
from entente.records import Event


def events(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """PLV, the tenth kept from training, nothing given: both parties found, and the type right as well."""
    file = "relations/plv_train.jsonl.gz"
    kept = [p for p in marked_pairs(folder, "plv", "root") if kept_back(p.text)]
    parties = types = 0
    for pair, coded in zip(kept, code_texts(encoder, [p.text for p in kept]), strict=True):
        met = [
            e
            for e in coded.events
            if _meets(pair.text, e, pair.source, True) and _meets(pair.text, e, pair.target, False)
        ]
        parties += bool(met)
        types += any(plv_label(e.event_type) == pair.label for e in met)
    yield Metric("events.parties", parties / len(kept), None, "", file)
    published = "none; UniversalPetrarch, given parses: F1 0.77 on 78 sentences that its gold grew from"
    yield Metric("events.parties_and_type", types / len(kept), None, published, file, 0.65, 0.80)


def _meets(text: str, event: Event, span: tuple[int, int], actor: bool) -> bool:
    """Whether a party of the event, or all of them together, is the gold party (token F1 >= 0.5)."""
    spans = [(p.span.start, p.span.end) for p in (event.actor if actor else event.recipient)]
    want = token_set(text, [span])
    return any(overlap_f1(want, token_set(text, s)) >= 0.5 for s in [*[[x] for x in spans], spans])
