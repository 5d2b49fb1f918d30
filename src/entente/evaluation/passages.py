"""Whole texts annotated by a careful reader who had not seen the coder: statements and events found.

The annotations (``eval/passages.jsonl``) hold offsets only; the texts lie in the shared folder: the reference
article, and news of the GUM corpus (Zeldes, 2017).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from entente.errors import MissingInput
from entente.evaluation.scores import Tally, overlap_f1, token_set
from entente.records import Event, Statement

Spans = list[tuple[int, int]]
#: Two annotations of one act may pick triggers this far apart.
TRIGGER_REACH = 40


@cache
def gum_texts(path: Path) -> dict[str, str]:
    """Texts of GUM by document name, a blank line between paragraphs."""
    texts: dict[str, list[list[str]]] = {}
    name = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                name = line.split("=")[1].strip()
                texts[name] = [[]]
            elif line.startswith("# newpar") and "block" not in line:
                texts[name].append([])
            elif line.startswith("# text ="):
                texts[name][-1].append(line[8:].strip())
    return {n: "\n\n".join(" ".join(p) for p in parts if p) for n, parts in texts.items()}


def gold_texts(gold: Path, shared: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, text and annotation of each annotated text; raises MissingInput."""
    if not gold.is_file():
        raise MissingInput(str(gold), "the annotations are in the source tree; run from the checkout")
    gum: dict[str, str] = {}
    for line in gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        kind, _, name = row["text"].partition(":")
        if kind == "gum":
            gum = gum or gum_texts(shared / "data/coreference/gum_train_dev.conllu.gz")
            yield row["text"], gum[name], row
        else:
            yield row["text"], (shared / name).read_text("utf-8"), row


def as_spans(found: list[list[int]]) -> Spans:
    """Spans as the annotation files have them, as pairs of offsets."""
    return [(a, b) for a, b in found]


def gold_statements(row: dict[str, Any]) -> list[tuple[Spans, Spans]]:
    """Source and content of each statement of an annotated text."""
    return [
        (as_spans([source] if source else []), as_spans(content))
        for _, source, content, _ in row["statements"]
    ]


def match_statements(
    text: str, gold: list[tuple[Spans, Spans]], given: tuple[Statement, ...]
) -> tuple[Tally, Tally]:
    """Statements found (content overlap over union >= 0.5, one to one), and sources right among them.

    ``gold`` has the spans of source and content of each statement.
    """
    wanted = [token_set(text, content) for _, content in gold]
    offered = [token_set(text, [(c.start, c.end) for c in s.content]) for s in given]
    scored = sorted(
        (
            (len(w & o) / max(1, len(w | o)), i, j)
            for i, w in enumerate(wanted)
            for j, o in enumerate(offered)
        ),
        reverse=True,
    )
    whole, sources = Tally(0, len(given), len(gold)), Tally()
    left, right = set(range(len(gold))), set(range(len(given)))
    for share, i, j in scored:
        if share < 0.5:
            break
        if i not in left or j not in right:
            continue
        left.discard(i)
        right.discard(j)
        whole.right += 1
        want = token_set(text, gold[i][0])
        source = given[j].source
        have = token_set(text, [(source.span.start, source.span.end)] if source else [])
        sources.add(want == have or overlap_f1(want, have) >= 0.5, 1, 1)
    return whole, sources


def _side(text: str, gold: Spans, given: Spans) -> float:
    """1 where some party agrees, 0.5 where only one of the two names any, 0 where they contradict."""
    if not gold and not given:
        return 1.0
    if not gold or not given:
        return 0.5
    return float(
        any(overlap_f1(token_set(text, [a]), token_set(text, [b])) >= 0.5 for a in gold for b in given)
    )


def match_events(text: str, gold: list[Any], given: tuple[Event, ...]) -> tuple[Tally, Tally]:
    """Events found, one to one: with parties and type right, and with parties right."""
    scored = []
    for i, (trigger, kind, actors, recipients, _) in enumerate(gold):
        for j, event in enumerate(given):
            if event.trigger is None or abs(event.trigger.start - trigger[0]) > TRIGGER_REACH:
                continue
            sides = (
                _side(text, as_spans(actors), _spans(event, True)),
                _side(text, as_spans(recipients), _spans(event, False)),
            )
            if min(sides) > 0 and sum(sides) >= 1.5:
                scored.append((sum(sides) + (kind == event.event_type.value) * 2, i, j))
    both, parties = Tally(0, len(given), len(gold)), Tally(0, len(given), len(gold))
    left, right = set(range(len(gold))), set(range(len(given)))
    for score, i, j in sorted(scored, reverse=True):
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            parties.right += 1
            both.right += score >= 3.5
    return both, parties


def _spans(event: Event, actor: bool) -> Spans:
    return [(p.span.start, p.span.end) for p in (event.actor if actor else event.recipient)]
