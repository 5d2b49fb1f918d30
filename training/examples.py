"""Borrowed and own annotations as training examples: windows of words with a label for each head.

A label of -1 is not counted in the loss; heads that a source says nothing about are left None.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from entente.evaluation.data import marked_pairs, rows
from entente.evaluation.passages import gum_texts
from entente.evaluation.quiet import QUIET_KINDS, measured_quiet
from entente.language.labels import CLAIM_TAGS, MODALITIES, NAME_TAGS, PAIR_TYPES, TRIGGERS
from entente.language.sentences import split_sentences
from entente.language.tokens import Tokens, WordPieces, mark_pair
from training.corpus import Event, Item, Span, Statement

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
QUADS = {1: "AGREE CONSULT SUPPORT CONCEDE", 2: "COOPERATE AID RETREAT", 3: "REQUEST ACCUSE REJECT THREATEN"}
QUADS[4] = "PROTEST SANCTION MOBILIZE COERCE ASSAULT"
_VERDICT = re.compile(r"(?i)convict|guilty|liable|verdict")
QUAD_TYPES = {q: tuple(PAIR_TYPES.index(t) for t in names.split()) for q, names in QUADS.items()}


@dataclass
class Example:
    """One window: its tokens, and labels for the heads that its source speaks of."""

    tokens: Tokens
    flags: list[list[int]] | None = None  # WORD_FLAGS for each word, -1 unknown
    names: list[int] | None = None
    nationality: bool = True  # whether NAT names are annotated
    triggers: list[int] | None = None
    modality: list[int] | None = None
    claims: list[int] | None = None
    statements: list[tuple[int, list[int]]] = field(default_factory=list)
    addressees: bool = True  # whether addressees are annotated
    events: list[tuple[int, list[int]]] = field(default_factory=list)
    pair: tuple[int, ...] = ()  # types that are right for a marked pair, any of them
    pair_modality: int = -1


def inside(tokens: Tokens, spans: Iterable[Span]) -> list[int]:
    """Indices of the words that lie in any of the spans."""
    spans = list(spans)
    return [i for i, (a, b) in enumerate(tokens.words) if any(a < y and b > x for x, y in spans)]


def add_statements(
    example: Example, statements: Sequence[tuple[list[Span], list[Span], list[Span], list[Span]]]
) -> None:
    """Label source, cue, content, addressee spans; statements on one anchor are merged."""
    t, n = example.tokens, len(example.tokens.words)
    flags = example.flags or [[0, 0, 0, 0, -1] for _ in range(n)]
    links: dict[int, list[int]] = {}
    for source, cue, content, addressee in statements:
        words = [inside(t, s) for s in (source, cue, content, addressee)]
        if not words[2]:
            continue
        anchor = min(words[1]) if words[1] else min(words[2])
        flags[anchor][3] = 1
        roles = links.setdefault(anchor, [0] * n)
        for role, flag in ((3, 2), (4, None), (1, 0), (2, 1)):
            for i in words[role - 1]:
                roles[i] = role
                if flag is not None:
                    flags[i][flag] = 1
    example.flags, example.statements = flags, sorted(links.items())


def _windows(text: str, pieces: WordPieces, rng: random.Random, most: int) -> Iterator[Span]:
    """Runs of whole sentences, of lengths as varied as at run time."""
    begin = stop = None
    size, limit = 0, rng.choice((48, 96, 128, most))
    for s in split_sentences(text):
        n = pieces.count(s.text)
        if begin is not None and size + n > limit:
            yield begin, stop
            begin, size, limit = None, 0, rng.choice((48, 96, 128, most))
        begin, stop, size = (s.start if begin is None else begin), s.end, size + n
    if begin is not None:
        yield begin, stop


def _clip(spans: Iterable[Span], window: Span) -> list[Span]:
    a, b = window
    return [(max(x, a) - a, min(y, b) - a) for x, y in spans if x < b and y > a]


def polnear(name: str, pieces: WordPieces, seed: int, most: int = 176) -> list[Example]:
    """PolNeAR (Newell et al., 2018): attributions in windows of whole sentences."""
    rng, found = random.Random(seed), []
    for row in rows(SHARED, f"attribution/polnear_{name}.jsonl.gz"):
        for window in _windows(row["text"], pieces, rng, most):
            example = Example(pieces(row["text"][window[0] : window[1]]), addressees=False)
            parts = [
                tuple(_clip(a[part], window) for part in ("source", "cue", "content"))
                for a in row["attributions"]
            ]
            add_statements(example, [(s, q, c, []) for s, q, c in parts if q or (c and not s) or (s and c)])
            found.append(example)
    return found


def quiet(pieces: WordPieces, seed: int) -> list[Example]:
    """GUM's academic, travel and textbook prose (Zeldes, 2017): next to no acts between political actors."""
    rng, found = random.Random(seed), []
    for name, text in sorted(gum_texts(SHARED / "coreference/gum_train_dev.conllu.gz").items()):
        if name.split("_")[1] in QUIET_KINDS and not measured_quiet(name):
            for start, end in _windows(text, pieces, rng, 128):
                tokens = pieces(text[start:end])
                found.append(Example(tokens, triggers=[0] * len(tokens.words)))
    return found


def names(pieces: WordPieces) -> list[Example]:
    """re3d and UNER: names of persons, organisations, places, nationalities."""
    kinds = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NAT"}
    kinds |= {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
    found = []
    for file, nationality in (("re3d_train", True), ("uner_ewt", False)):
        for row in rows(SHARED, f"entities/{file}.jsonl.gz"):
            found.append(_named(row["tokens"], row["tags"], kinds, nationality, pieces))
    return [e for e in found if e.tokens.words]


def _named(
    words: list[str], tags: list[str], kinds: dict[str, str], nationality: bool, pieces: WordPieces
) -> Example:
    text, spans = "", []
    for word, tag in zip(words, tags, strict=True):
        glue = "" if not text or word in ".,;:!?)%'s’s" or text[-1] in "(“" else " "
        spans.append((len(text) + len(glue), len(text) + len(glue) + len(word), tag))
        text += glue + word
    tokens = pieces(text)
    labels = [0] * len(tokens.words)
    for start, end, tag in spans:
        kind = kinds.get(tag[2:])
        if kind:
            for n, i in enumerate(inside(tokens, [(start, end)])):
                labels[i] = NAME_TAGS.index(("B" if tag[0] == "B" and n == 0 else "I") + "-" + kind)
    return Example(tokens, names=labels, nationality=nationality)


def _with_that(text: str, content: Sequence[Span]) -> list[Span]:
    """Content with the "that" before it, which PolNeAR counts in and our annotators left out."""
    found = list(content)
    start, end = found[0]
    if re.search(r"\bthat $", text[max(0, start - 6) : start]):
        found[0] = (start - 5, end)
    return found


def passage(item: Item, pieces: WordPieces) -> Example:
    """An item of the project's own corpus with the labels of all heads."""
    tokens = pieces(item.text)
    n = len(tokens.words)
    example = Example(tokens, triggers=[0] * n, modality=[-1] * n)

    def one(span: Span | None) -> list[Span]:
        return [span] if span else []

    parts = [
        (one(s.source), one(s.cue), _with_that(item.text, s.content), one(s.addressee))
        for s in item.statements
    ]
    add_statements(example, parts)
    links: dict[int, list[int]] = {}
    for event in item.events:
        trigger = min(inside(tokens, [event.trigger]), default=None)
        if trigger is None:
            continue
        example.triggers[trigger] = TRIGGERS.index(event.event_type)
        example.modality[trigger] = MODALITIES.index(event.modality)
        roles = links.setdefault(trigger, [0] * n)
        for bit, spans in ((1, event.actors), (2, event.recipients)):
            for i in inside(tokens, spans):
                roles[i] |= bit
    example.events = sorted(links.items())
    if item.claims_known:
        _add_claims(example, item)
    return example


def _add_claims(example: Example, item: Item) -> None:
    n = len(example.tokens.words)
    example.claims = [0] * n
    for flags in example.flags or ():
        flags[4] = 0
    for claim in sorted(item.claims, key=lambda c: c.span[0] - c.span[1]):
        for k, i in enumerate(inside(example.tokens, [claim.span])):
            example.claims[i] = CLAIM_TAGS.index(("B-" if k == 0 else "I-") + claim.kind)
        for i in inside(example.tokens, [claim.condition] if claim.condition else []):
            example.flags[i][4] = 1


def pairs_of(item: Item, pieces: WordPieces) -> list[Example]:
    """Each actor and recipient of an item's events, marked in the sentences that hold them."""
    found = []
    sentences = [(s.start, s.end) for s in split_sentences(item.text)]
    for event in item.events:
        for actor in event.actors:
            for recipient in event.recipients:
                if actor == recipient:
                    continue
                held = [
                    s
                    for s in sentences
                    if any(s[0] < y and s[1] > x for x, y in (actor, recipient, event.trigger))
                ]
                a, b = held[0][0], held[-1][1]
                shift = [(x - a, y - a) for x, y in (actor, recipient)]
                found.append(
                    marked(item.text[a:b], shift[0], shift[1], _pair_label(item.text, event), pieces)
                )
                found[-1].pair_modality = MODALITIES.index(event.modality)
    return found


def _pair_label(text: str, event: Event) -> tuple[int, ...]:
    """The types that are right for a pair of ours.

    Where the codebooks behind PLV differ from ours, theirs is as right: a deed announced is AGREE or
    THREATEN there, a
    verdict of guilt ACCUSE. Which it is in PLV, its own sentences teach.
    """
    types = [event.event_type]
    if event.modality == "future":
        types.append("AGREE" if event.event_type in f"{QUADS[1]} {QUADS[2]}".split() else "THREATEN")
    if event.event_type == "SANCTION" and _VERDICT.match(text[slice(*event.trigger)]):
        types.append("ACCUSE")
    return tuple(sorted({PAIR_TYPES.index(t) for t in types}))


def marked(text: str, source: Span, target: Span, types: tuple[int, ...], pieces: WordPieces) -> Example:
    """A text with source and target marked, and the types that are right for it."""
    return Example(mark_pair(pieces(text), pieces, source, target), pair=types)


def pair_types(root: str) -> tuple[int, ...]:
    """PLV's label as types of ours: its YIELD is CONCEDE or RETREAT."""
    return tuple(PAIR_TYPES.index(t) for t in (("CONCEDE", "RETREAT") if root == "YIELD" else (root,)))


def plv(pieces: WordPieces) -> list[tuple[str, Example]]:
    """PLV train (Hu et al., 2024): each sentence and its marked pair."""
    return [
        (p.text, marked(p.text, p.source, p.target, pair_types(p.label), pieces))
        for p in marked_pairs(SHARED, "plv", "root")
    ]


def aw(pieces: WordPieces) -> list[tuple[str, Example]]:
    """AW train: cooperative or conflictual; its field ``cooperative`` is 1 for conflict."""
    sides = {"0": QUAD_TYPES[1] + QUAD_TYPES[2], "1": QUAD_TYPES[3] + QUAD_TYPES[4]}
    return [
        (p.text, marked(p.text, p.source, p.target, sides[p.label], pieces))
        for p in marked_pairs(SHARED, "aw", "cooperative")
    ]


def cameo_quads(pieces: WordPieces) -> list[tuple[str, Example]]:
    """ConfliBERT's CAMEO classes: a quad class of the whole sentence, 0 for none, no pair marked."""
    found = []
    for row in rows(SHARED, "relations/cameo_quad.jsonl.gz"):
        tokens = pieces(row["sentence"])
        tokens = Tokens(tokens.ids, tokens.shapes, [0, 0, 0], tokens.words)
        types = QUAD_TYPES[row["quad"]] if row["quad"] else (PAIR_TYPES.index("NONE"),)
        found.append((row["sentence"], Example(tokens, pair=types)))
    return found


def borrowed(path: Path) -> list[Item]:
    """PLV and CAMEO sentences with every event and statement in them, annotated for this project.

    The file holds offsets only; the texts are found under shared/data by their SHA-256.
    """
    texts = {row["sentence"] for row in rows(SHARED, "relations/plv_train.jsonl.gz")}
    texts |= {" ".join(row["tokens"]) for row in rows(SHARED, "relations/cameo_roles.jsonl.gz")}
    named = {hashlib.sha256(t.encode()).hexdigest()[:16]: t for t in texts}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        item = Item(named[row["text"]], claims_known=False)
        for trigger, event_type, actors, recipients, modality in row["events"]:
            sides = [tuple((a, b) for a, b in side) for side in (actors, recipients)]
            item.events.append(Event((trigger[0], trigger[1]), event_type, sides[0], sides[1], modality))
        for cue, source, content, addressee in row["statements"]:
            one = [tuple(s) if s else None for s in (cue, source, addressee)]
            item.statements.append(Statement(one[0], one[1], tuple((a, b) for a, b in content), one[2]))
        found.append(item)
    return found
