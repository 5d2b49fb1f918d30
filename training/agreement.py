"""How far two annotations of the same texts agree: ``python -m training.agreement``.

The kept-back tenth of the corpus was annotated again (``corpus/second/*.txt``) by a reader who had not
seen the first
annotation. Found are F1 of one annotation against the other, and among what both have the share that is
alike.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from entente.evaluation.scores import Tally, overlap_f1, token_set
from training.corpus import Event, Item, Span, Statement, items

T = TypeVar("T")
CORPUS = Path(__file__).parent / "corpus"


def share(text: str, a: Iterable[Span], b: Iterable[Span]) -> float:
    """Overlap over union of two sets of spans, in words."""
    one, other = token_set(text, a), token_set(text, b)
    return len(one & other) / max(1, len(one | other))


def matched(
    first: list[T], second: list[T], like: Callable[[T, T], float], bar: float
) -> Iterator[tuple[T, T]]:
    """Pairs of what both have, each at most once, the most alike first."""
    scored = sorted(
        ((like(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second)),
        key=lambda s: (-s[0], s[1], s[2]),
    )
    left, right = set(range(len(first))), set(range(len(second)))
    for score, i, j in scored:
        if score >= bar and i in left and j in right:
            left.discard(i)
            right.discard(j)
            yield first[i], second[j]


def _alike(text: str, a: Iterable[Span], b: Iterable[Span]) -> bool:
    """Whether two sides of an act, or two sources, are the same."""
    one, other = token_set(text, a), token_set(text, b)
    return one == other or overlap_f1(one, other) >= 0.5


def compare(a: Item, b: Item, found: dict[str, Tally]) -> None:
    """Add the counts of one text."""
    text = a.text

    def note(name: str, right: bool) -> None:
        found[name].add(right, 1, 1)

    events = list(matched(a.events, b.events, lambda x, y: share(text, [x.trigger], [y.trigger]), 0.5))
    found["events: trigger"].add(len(events), len(b.events), len(a.events))
    for x, y in events:
        note("events: type", x.event_type == y.event_type)
        note("events: modality", x.modality == y.modality)
        note("events: actor", _alike(text, x.actors, y.actors))
        note("events: recipient", _alike(text, x.recipients, y.recipients))
    whole = sum(_same(text, x, y) for x, y in events)
    found["events: trigger, type, parties"].add(whole, len(b.events), len(a.events))
    said = list(matched(a.statements, b.statements, lambda x, y: share(text, x.content, y.content), 0.5))
    found["statements: content"].add(len(said), len(b.statements), len(a.statements))
    for s, t in said:
        note("statements: source", _alike(text, _source(s), _source(t)))
    claims = list(matched(a.claims, b.claims, lambda x, y: share(text, [x.span], [y.span]), 0.5))
    found["claims: span"].add(len(claims), len(b.claims), len(a.claims))
    for c, d in claims:
        note("claims: kind", c.kind == d.kind)


def _source(statement: Statement) -> list[Span]:
    return [statement.source] if statement.source else []


def _same(text: str, a: Event, b: Event) -> bool:
    return (
        a.event_type == b.event_type
        and _alike(text, a.actors, b.actors)
        and _alike(text, a.recipients, b.recipients)
    )


def main() -> None:
    """Print the figures."""
    first = {item.text: item for path in CORPUS.glob("*.txt") for item in items(path)}
    second = [item for path in sorted((CORPUS / "second").glob("*.txt")) for item in items(path)]
    found: dict[str, Tally] = defaultdict(Tally)
    for item in second:
        compare(first[item.text], item, found)
    sys.stdout.write(f"texts annotated twice\t{len(second)}\n")
    for name, tally in found.items():
        sys.stdout.write(f"{name}\t{tally.f1:.3f}\t({tally.wanted:.0f} and {tally.given:.0f})\n")


if __name__ == "__main__":
    main()
