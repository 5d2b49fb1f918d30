"""Naive baselines: what a page of code without learning, or with word counts alone, reaches."""

from __future__ import annotations

import math
import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from entente.language.sentences import split_sentences
from entente.records import REPORT_ZONES, Claim, ClaimKind, DateMention, Document, Span

_QUOTE = re.compile(r"[“\"][^”\"]{3,}[”\"]")
_SAID = re.compile(
    r"(?P<source>(?:[A-Z][\w.’'-]+ ){1,4}|[Hh]e |[Ss]he |[Tt]hey )"
    r"(?P<cue>said|says|told|wrote|argued|added|claimed|noted|warned|called)\b(?: that)?"
)
_MONTHS = {name: number for number, name in enumerate(month_name) if name}
_DATE = re.compile(
    rf"(?:(?P<d>\d{{1,2}}) )?(?P<m>{'|'.join(_MONTHS)}) (?:(?P<e>\d{{1,2}}), )?(?P<y>\d{{4}})"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b|\b(?P<year>(?:19|20)\d\d)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|may|might|could|if|unless|plans?|vow(?:s|ed)|expect(?:s|ed))\b", re.IGNORECASE
)
_IF = re.compile(r"\b(?:if|unless)\b[^,.;]*", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w’'-]+)(?: (?:[A-Z][\w’'-]+))*")


class WordCounts:
    """Multinomial naive Bayes over words and word pairs (McCallum and Nigam, 1998), add-one smoothed."""

    def __init__(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        self._classes = Counter(labels)
        self._counts: dict[str, Counter[str]] = {c: Counter() for c in self._classes}
        for text, label in zip(texts, labels, strict=True):
            self._counts[label].update(self._features(text))
        self._sums = {c: sum(n.values()) for c, n in self._counts.items()}
        self._size = len(set().union(*self._counts.values()))

    @staticmethod
    def _features(text: str) -> list[str]:
        words = re.findall(r"\w+", text.lower())
        return words + [f"{a} {b}" for a, b in pairwise(words)]

    def __call__(self, text: str) -> str:
        """The likeliest label of a text."""
        features = self._features(text)

        def chance(name: str) -> float:
            counts, total = self._counts[name], self._sums[name] + self._size
            return math.log(self._classes[name]) + sum(math.log((counts[f] + 1) / total) for f in features)

        return max(self._classes, key=chance)


def quotations(text: str) -> dict[str, list[tuple[int, int]]]:
    """Source, cue and content spans by two patterns: quoted words, and what follows "X said"."""
    found: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    found["content"] = [m.span() for m in _QUOTE.finditer(text)]
    for m in _SAID.finditer(text):
        found["source"].append((m.start("source"), m.end("source") - 1))
        found["cue"].append(m.span("cue"))
        end = re.compile(r"[.!?]\s|\n").search(text, m.end())
        found["content"].append((m.end() + 1, end.start() if end else len(text)))
    return found


def capitals(text: str) -> list[tuple[int, int]]:
    """Runs of capitalised words, but for a lone one that opens the text."""
    return [m.span() for m in _NAME.finditer(text) if m.start() > 0 or " " in m.group()]


def full_dates(text: str) -> Iterator[DateMention]:
    """Days and months with their year, and years alone, by one pattern."""
    for m in _DATE.finditer(text):
        value = m["iso"] or m["year"] or f"{m['y']}-{_MONTHS[m['m']]:02d}"
        day = m["m"] and (m["d"] or m["e"])
        yield DateMention(f"{value}-{int(day):02d}" if day else value, Span(*m.span(), m.group()))


def naive_claims(document: Document) -> Iterator[Claim]:
    """Whole sentences with a word of the future, as the writer's; what stands behind "if" as condition."""
    for zone in document.zones:
        if zone.kind not in REPORT_ZONES:
            continue
        for number, span in enumerate(split_sentences(document.text, zone.start, zone.end)):
            if not _FUTURE.search(span.text):
                continue
            found = _IF.search(span.text)
            at = span.start + found.start() if found else 0
            condition = Span(at, at + len(found.group()), found.group()) if found else None
            rest = (
                Span(condition.end, span.end, document.text[condition.end : span.end]) if condition else None
            )
            date = next(full_dates(span.text), None)
            yield Claim(
                id=f"n{number}",
                document=document.id,
                zone=zone.kind,
                coder="naive",
                score=None,
                kind=ClaimKind.CONDITIONAL if condition else ClaimKind.FORECAST,
                span=span,
                claimant=None,
                by_author=True,
                condition=condition,
                consequence=rest,
                horizon=date.value if date else None,
            )
