"""Statements: who said what, on PolNeAR (Newell et al., 2018)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from entente.evaluation import naive
from entente.evaluation.coding import code_texts
from entente.evaluation.data import rows
from entente.evaluation.metric import Metric
from entente.evaluation.passages import as_spans, match_statements
from entente.evaluation.scores import Tally, token_set
from entente.language.encoder import Encoder
from entente.records import Span, Statement


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
    for row, coded in zip(gold, code_texts(encoder, [r["text"] for r in gold]), strict=True):
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
    # None is published on PolNeAR; Citron's are exact spans on its sister corpus PARC3 (Scott et al., 2020).
    goals = {"content": ("0.59", 0.93, 0.95), "source": ("0.82", 0.87, 0.90), "cue": ("0.82", 0.76, 0.80)}
    for part, (citron, reach, aim) in goals.items():
        published = f"{citron} (Citron, PARC3, exact spans)"
        yield Metric(f"attribution.{part}", ours[part].f1, base[part].f1, published, file, reach, aim)
    note = f"P {whole.precision:.2f} R {whole.recall:.2f}"
    yield Metric("attribution.statement", whole.f1, None, "", file, 0.82, 0.88, note)
    yield Metric("attribution.source_of_found", sources.precision, None, "", file, 0.90, 0.94)
