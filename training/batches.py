"""Examples as padded tensors, and the loss of each head over them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from entente.language.labels import NAME_TAGS, PAIR_TYPES
from training.examples import Example
from training.model import REACH, Reader


@dataclass
class Batch:
    """Windows of like length, padded."""

    examples: list[Example]
    ids: Tensor
    shapes: Tensor
    first: Tensor


def batches(examples: list[Example], pieces: int, rng: random.Random) -> Iterator[Batch]:
    """Length-sorted batches of at most so many word pieces, in random order."""
    order = sorted(examples, key=lambda e: len(e.tokens.ids) + rng.random() * 8)
    groups, group = [], []
    for e in order:
        if group and (len(group) + 1) * len(e.tokens.ids) > pieces:
            groups.append(group)
            group = []
        group.append(e)
    if group:
        groups.append(group)
    rng.shuffle(groups)
    for g in groups:
        yield collate(g)


def collate(group: list[Example]) -> Batch:
    """Pad one group."""

    def pad(lists: list[list[int]]) -> Tensor:
        width = max(map(len, lists))
        return torch.tensor([x + [0] * (width - len(x)) for x in lists])

    return Batch(
        group,
        pad([e.tokens.ids for e in group]),
        pad([e.tokens.shapes for e in group]),
        pad([e.tokens.first for e in group]),
    )


def _padded(lists: list[list[int] | None], width: int, like: list[Example]) -> Tensor:
    del like
    return torch.tensor([(x or []) + [-1] * (width - len(x or [])) for x in lists])


def loss(reader: Reader, batch: Batch, weights: dict[str, float]) -> tuple[Tensor, dict[str, float]]:
    """Weighted sum of the losses of the heads that the batch's examples speak of."""
    states = reader.states(batch.ids, batch.shapes, batch.first)
    parts: dict[str, Tensor] = {}
    if batch.examples[0].pair:
        parts |= _pair_losses(reader, batch, states)
    else:
        parts |= _word_losses(reader, batch, states)
        parts |= _link_losses(reader, batch, states)
    total = sum((weights.get(k, 1.0) * v for k, v in parts.items()), torch.zeros(()))
    return total, {k: float(v.detach()) for k, v in parts.items()}


def _pair_losses(reader: Reader, batch: Batch, states: Tensor) -> dict[str, Tensor]:
    kinds, modality = reader.pairs(states)
    right = torch.full((len(batch.examples), len(PAIR_TYPES)), -1e9)
    for n, e in enumerate(batch.examples):
        right[n, list(e.pair)] = 0.0
    # Where several types would be right, the sum of their probabilities counts.
    parts = {"pair": -(torch.logsumexp(kinds.log_softmax(-1) + right, -1)).mean()}
    labels = torch.tensor([e.pair_modality for e in batch.examples])
    if (labels >= 0).any():
        parts["pair_modality"] = F.cross_entropy(modality, labels, ignore_index=-1)
    return parts


def _word_losses(reader: Reader, batch: Batch, states: Tensor) -> dict[str, Tensor]:
    scores, width, ex = reader.words(states), states.shape[1], batch.examples
    parts: dict[str, Tensor] = {}
    if any(e.flags for e in ex):
        empty = [-1] * 5
        gold = torch.tensor([(e.flags or []) + [empty] * (width - len(e.flags or [])) for e in ex])
        known = gold >= 0
        parts["flags"] = F.binary_cross_entropy_with_logits(scores.flags[known], gold[known].float()) * 5
    if any(e.names for e in ex):
        gold = _padded([e.names for e in ex], width, ex)
        logits = _fold(
            scores.names,
            [not e.nationality for e in ex],
            [NAME_TAGS.index("B-NAT"), NAME_TAGS.index("I-NAT")],
        )
        parts["names"] = F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-1)
    for name, logits in (
        ("triggers", scores.triggers),
        ("modality", scores.modality),
        ("claims", scores.claims),
    ):
        gold = _padded([getattr(e, name) for e in ex], width, ex)
        if (gold >= 0).any():
            parts[name] = F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-1)
    return parts


def _fold(logits: Tensor, rows: list[bool], labels: list[int]) -> Tensor:
    """In some rows, labels that were not annotated count as O."""
    chosen = torch.tensor(rows)
    if not chosen.any():
        return logits
    folded = logits.clone()
    folded[..., 0] = torch.logsumexp(logits[..., [0, *labels]], -1)
    folded[..., labels] = -1e4
    return torch.where(chosen.view(-1, *[1] * (logits.dim() - 1)), folded, logits)


def _link_losses(reader: Reader, batch: Batch, states: Tensor) -> dict[str, Tensor]:
    parts = {}
    for name, head in (("statements", reader.statement_links), ("events", reader.event_links)):
        rows, anchors, gold, fold = [], [], [], []
        for n, e in enumerate(batch.examples):
            for anchor, roles in getattr(e, name):
                rows.append(n)
                anchors.append(anchor)
                gold.append(roles + [-1] * (states.shape[1] - len(roles)))
                fold.append(name == "statements" and not e.addressees)
        if rows:
            r, a = torch.tensor(rows), torch.tensor(anchors)
            far = (torch.arange(states.shape[1])[None] - a[:, None]).clamp(-REACH, REACH) + REACH
            logits = head(head.tail(states)[r], head.head(states)[r, a], far)
            logits = _fold(logits, fold, [4]) if name == "statements" else logits
            parts[name] = F.cross_entropy(logits.flatten(0, 1), torch.tensor(gold).flatten(), ignore_index=-1)
    return parts
