"""The benchmarks: each yields named metrics, ours beside baselines and published figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from entente.evaluation import naive
from entente.evaluation.data import kept_back, marked_pairs, rows
from entente.evaluation.passages import (
    as_spans,
    gold_statements,
    gold_texts,
    gum_texts,
    match_events,
    match_statements,
)
from entente.evaluation.quiet import measured_quiet
from entente.evaluation.scores import Tally, macro_f1, overlap_f1, token_set
from entente.extraction.relations import Pair, relate
from entente.language.encoder import Encoder
from entente.language.sentences import split_sentences
from entente.ontology.plover import quad
from entente.pipeline import Pipeline
from entente.reading import read_text
from entente.records import Event, EventType, Span, Statement
from entente.resolution.assemble import Coded


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: ours, a naive baseline's, and the published one with its source."""

    name: str
    ours: float
    naive: float | None
    published: str
    file: str


Benchmark = Callable[[Encoder, Path], Iterator[Metric]]


def _coded(encoder: Encoder, texts: list[str]) -> list[Coded]:
    documents = [read_text(t) for t in texts]
    return [c for c in Pipeline(encoder).code(documents) if isinstance(c, Coded)]


def _ends(spans: list[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


def _statement_spans(statements: tuple[Statement, ...]) -> dict[str, list[tuple[int, int]]]:
    return {
        "content": [(c.start, c.end) for s in statements for c in s.content],
        "source": _ends([s.source.span for s in statements if s.source]),
        "cue": _ends([s.cue for s in statements if s.cue]),
    }


def attribution(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """PolNeAR dev: token F1 of the statements given out, and statements found (content IoU >= 0.5)."""
    file = "attribution/polnear_dev.jsonl.gz"
    gold = list(rows(folder, file))
    parts = ("content", "source", "cue")
    ours = {p: Tally() for p in parts}
    base = {p: Tally() for p in parts}
    whole, sources = Tally(), Tally()
    for row, coded in zip(gold, _coded(encoder, [r["text"] for r in gold]), strict=True):
        text = row["text"]
        given, simple = _statement_spans(coded.statements), naive.quotations(text)
        for part in parts:
            want = token_set(text, [tuple(s) for a in row["attributions"] for s in a[part]])
            for tally, spans in ((ours[part], given[part]), (base[part], simple[part])):
                have = token_set(text, spans)
                tally.add(len(want & have), len(have), len(want))
        wanted = [(as_spans(a["source"]), as_spans(a["content"])) for a in row["attributions"]]
        matched = match_statements(text, wanted, coded.statements)
        for total, here in zip((whole, sources), matched, strict=True):
            total.add(here.right, here.given, here.wanted)
    reach = {"content": "reach 0.91", "source": "reach 0.82", "cue": "reach 0.70"}
    for part in parts:
        yield Metric(f"attribution.{part}", ours[part].f1, base[part].f1, reach[part], file)
    yield Metric("attribution.statement", whole.f1, None, "", file)
    yield Metric("attribution.source_of_found", sources.precision, None, "", file)


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
        "0.82 (ZSP, Hu et al. 2024, PLV test)",
        file,
    )
    quads = [str(p.quad) for p in kept]
    yield Metric(
        "relations.quads",
        macro_f1(quads, [plv_quad(a.event_type) for a in answers]),
        macro_f1(quads, ["2" if g == "YIELD" else str(quad(EventType(g))) for g in guesses]),
        "0.90 (ZSP, Hu et al. 2024, PLV test)",
        file,
    )
    file = "relations/aw_train.jsonl.gz"
    pairs = list(marked_pairs(folder, "aw", "cooperative"))
    kept, seen = [p for p in pairs if kept_back(p.text)], [p for p in pairs if not kept_back(p.text)]
    answers = list(relate(encoder, [Pair(p.text, p.source, p.target) for p in kept]))
    guess = naive.WordCounts([p.text for p in seen], [p.label for p in seen])
    gold = [p.label for p in kept]
    ours = ["1" if a.quad >= 3 else "0" for a in answers]
    yield Metric(
        "relations.cooperation", macro_f1(gold, ours), macro_f1(gold, [guess(p.text) for p in kept]), "", file
    )


def plv_label(event_type: EventType) -> str:
    """PLV's name of a type: it has YIELD for CONCEDE and RETREAT."""
    return "YIELD" if event_type in (EventType.CONCEDE, EventType.RETREAT) else event_type.value


def plv_quad(event_type: EventType) -> str:
    """PLV's quad class of a type: YIELD is material cooperation there."""
    return "2" if plv_label(event_type) == "YIELD" else str(quad(event_type))


def events(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """PLV, the tenth kept from training, nothing given: both parties found, and the type right as well."""
    file = "relations/plv_train.jsonl.gz"
    kept = [p for p in marked_pairs(folder, "plv", "root") if kept_back(p.text)]
    parties = types = 0
    for pair, coded in zip(kept, _coded(encoder, [p.text for p in kept]), strict=True):
        met = [
            e
            for e in coded.events
            if _meets(pair.text, e, pair.source, True) and _meets(pair.text, e, pair.target, False)
        ]
        parties += bool(met)
        types += any(plv_label(e.event_type) == pair.label for e in met)
    yield Metric("events.parties", parties / len(kept), None, "0.85 (crude joint model)", file)
    yield Metric("events.parties_and_type", types / len(kept), None, "0.71 (crude joint model)", file)


def _meets(text: str, event: Event, span: tuple[int, int], actor: bool) -> bool:
    """Whether a party of the event, or all of them together, is the gold party (token F1 >= 0.5)."""
    spans = _ends([p.span for p in (event.actor if actor else event.recipient)])
    want = token_set(text, [span])
    return any(overlap_f1(want, token_set(text, s)) >= 0.5 for s in [*[[x] for x in spans], spans])


def names(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """re3d dev: F1 over the letters of persons, organisations, places and nationalities."""
    from entente.extraction.names import names as find
    from entente.extraction.spans import Words
    from entente.language.windows import Window
    from entente.records import ZoneKind

    file = "entities/re3d_dev.jsonl.gz"
    ours, base = Tally(), Tally()
    gold = [(" ".join(r["tokens"]), r["tokens"], r["tags"]) for r in rows(folder, file)]
    for (text, tokens, tags), reading in zip(gold, encoder.read([t for t, _, _ in gold]), strict=True):
        want, at = set(), 0
        for token, tag in zip(tokens, tags, strict=True):
            if tag[2:] in ("Person", "Organisation", "Location", "Nationality"):
                want |= set(range(at, at + len(token)))
            at += len(token) + 1
        window = Window(0, len(text), ZoneKind.BODY, (Span(0, len(text), text),))
        found = [(n.span.start, n.span.end) for n in find(Words(text, window, reading))]
        for tally, spans in ((ours, found), (base, naive.capitals(text))):
            have = {i for a, b in spans for i in range(a, b) if text[i] != " "}
            tally.add(len(want & have), len(have), len(want))
    yield Metric("names.letters", ours.f1, base.f1, "", file)


def passages(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Whole texts annotated blind: the reference article, and GUM news."""
    gold = Path("eval/passages.jsonl")
    tallies: dict[str, dict[str, Tally]] = {}
    for name, text, row in gold_texts(gold, folder.parent):
        coded = _coded(encoder, [text])[0]
        here = tallies.setdefault("article" if name.startswith("file:") else "news", {})
        found = (
            *match_statements(text, gold_statements(row), coded.statements),
            *match_events(text, row["events"], coded.events),
        )
        for metric, tally in zip(("statements", "sources", "events", "parties"), found, strict=True):
            total = here.setdefault(metric, Tally())
            total.add(tally.right, tally.given, tally.wanted)
    for group, metrics in tallies.items():
        for metric, tally in metrics.items():
            note = f"P {tally.precision:.2f} R {tally.recall:.2f}"
            yield Metric(
                f"passages.{group}.{metric}",
                tally.f1,
                None,
                note,
                "../articles/000_5be90571e8a4fe75.txt"
                if group == "article"
                else "coreference/gum_train_dev.conllu.gz",
            )


def quiet(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Share of sentences without an invented event in GUM's academic, travel and textbook prose."""
    file = "coreference/gum_train_dev.conllu.gz"
    texts = [t for name, t in sorted(gum_texts(folder / file).items()) if measured_quiet(name)]
    events = sentences = 0
    for text, coded in zip(texts, _coded(encoder, texts), strict=True):
        events += len(coded.events)
        sentences += sum(1 for _ in split_sentences(text))
    rate = 100 * events / sentences
    yield Metric(
        "quiet.without_event", 1 - events / sentences, None, f"{rate:.1f} events per 100 sentences", file
    )


BENCHMARKS: dict[str, Benchmark] = {
    "attribution": attribution,
    "relations": relations,
    "events": events,
    "names": names,
    "passages": passages,
    "quiet": quiet,
}
