"""Names of persons, organisations, places and nationalities: re3d (Dstl)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from entente.evaluation import naive
from entente.evaluation.data import rows
from entente.evaluation.metric import Metric
from entente.evaluation.scores import Tally
from entente.extraction.names import names as find
from entente.extraction.spans import Words
from entente.language.encoder import Encoder
from entente.language.windows import Window
from entente.records import Span, ZoneKind

FILE = "entities/re3d_dev.jsonl.gz"
KINDS = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NAT"}


def names(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """re3d dev: mentions found whole and of the right kind, and F1 over their letters."""
    letters, simple, mentions = Tally(), Tally(), Tally()
    gold = [_gold(row["tokens"], row["tags"]) for row in rows(folder, FILE)]
    for (text, wanted), reading in zip(gold, encoder.read([t for t, _ in gold]), strict=True):
        window = Window(0, len(text), ZoneKind.BODY, (Span(0, len(text), text),))
        found = {(n.span.start, n.span.end, n.kind) for n in find(Words(text, window, reading))}
        mentions.add(len(wanted & found), len(found), len(wanted))
        want = _letters(text, ((a, b) for a, b, _ in wanted))
        for tally, spans in ((letters, [(a, b) for a, b, _ in found]), (simple, naive.capitals(text))):
            have = _letters(text, spans)
            tally.add(len(want & have), len(have), len(want))
    note = f"exact span and kind; P {mentions.precision:.2f} R {mentions.recall:.2f}"
    yield Metric("names.mentions", mentions.f1, None, "", FILE, 0.80, 0.88, note)
    yield Metric("names.letters", letters.f1, simple.f1, "", FILE)


def _gold(tokens: list[str], tags: list[str]) -> tuple[str, set[tuple[int, int, str]]]:
    """The text of a sentence, and its mentions of the kinds that we have."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for token, tag in zip(tokens, tags, strict=True):
        kind = KINDS.get(tag[2:])
        if kind and tag.startswith("I") and found and found[-1][1] == at - 1 and found[-1][2] == kind:
            found[-1] = (found[-1][0], at + len(token), kind)
        elif kind:
            found.append((at, at + len(token), kind))
        at += len(token) + 1
    return " ".join(tokens), set(found)


def _letters(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if text[i] != " "}
