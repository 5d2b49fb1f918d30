"""The relation of a given pair: PLV and AW (Hu et al., 2024)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from entente.evaluation import logistic, naive
from entente.evaluation.data import kept_back, marked_pairs
from entente.evaluation.metric import Metric
from entente.evaluation.scores import macro_f1
from entente.extraction.relations import Pair, relate
from entente.language.encoder import Encoder
from entente.ontology.plover import quad
from entente.records import EventType


def relations(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """PLV, the tenth kept from training, source and target given: 15 types and 4 quads, macro-F1."""
    file = "relations/plv_train.jsonl.gz"
    pairs = list(marked_pairs(folder, "plv", "root"))
    kept = [p for p in pairs if kept_back(p.text)]
    seen = [p for p in pairs if not kept_back(p.text)]
    answers = list(relate(encoder, [Pair(p.text, p.source, p.target) for p in kept]))
    guess = naive.WordCounts([p.text for p in seen], [p.label for p in seen])
    guesses = [guess(p.text) for p in kept]
    gold = [p.label for p in kept]
    yield Metric(
        "relations.types",
        macro_f1(gold, [plv_label(a.event_type) for a in answers]),
        macro_f1(gold, guesses),
        "0.82 (ZSP, PLV test)",
        file,
        0.86,
        0.90,
    )
    quads = [str(p.quad) for p in kept]
    yield Metric(
        "relations.quads",
        macro_f1(quads, [plv_quad(a.event_type) for a in answers]),
        macro_f1(quads, ["2" if g == "YIELD" else str(quad(EventType(g))) for g in guesses]),
        "0.90 (ZSP, PLV test)",
        file,
        0.94,
        0.96,
    )
    file = "relations/aw_train.jsonl.gz"
    pairs = list(marked_pairs(folder, "aw", "cooperative"))
    kept, seen = [p for p in pairs if kept_back(p.text)], [p for p in pairs if not kept_back(p.text)]
    answers = list(relate(encoder, [Pair(p.text, p.source, p.target) for p in kept]))
    judge = logistic.TfIdfRegression([p.text for p in seen], [p.label == "1" for p in seen])
    gold = [p.label for p in kept]
    ours = ["1" if a.quad >= 3 else "0" for a in answers]
    base = macro_f1(gold, ["1" if judge(p.text) else "0" for p in kept])
    yield Metric(
        "relations.cooperation",
        macro_f1(gold, ours),
        base,
        "naive is tf-idf and logistic regression",
        file,
        base + 0.10,
        base + 0.15,
    )


def plv_label(event_type: EventType) -> str:
    """PLV's name of a type: it has YIELD for CONCEDE and RETREAT."""
    return "YIELD" if event_type in (EventType.CONCEDE, EventType.RETREAT) else event_type.value


def plv_quad(event_type: EventType) -> str:
    """PLV's quad class of a type: YIELD is material cooperation there."""
    return "2" if plv_label(event_type) == "YIELD" else str(quad(event_type))
