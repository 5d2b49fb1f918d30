"""The multi-task encoder: one MiniLM-sized transformer and its heads, in PyTorch.

The transformer is BERT's (Devlin et al., 2019), the size of all-MiniLM-L6-v2: 6 layers, width 384, 12 heads.
Names of parameters follow the public checkpoint, so that its weights load as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from entente.language.labels import (
    CLAIM_TAGS,
    MODALITIES,
    NAME_TAGS,
    PAIR_TYPES,
    PARTY_ROLES,
    STATEMENT_ROLES,
    TRIGGERS,
    WORD_FLAGS,
)
from entente.language.tokens import SHAPES

WIDTH, LAYERS, HEADS, LINK = 384, 6, 12, 128
REACH = 64  # link distances are clipped to this many words on either side


class Layer(nn.Module):
    """One transformer layer, post-norm."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)
        self.act = nn.GELU()

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, WIDTH) to the same; ``mask`` is added to the attention scores."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + mask
        y = (weights.softmax(-1) @ v).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.norm1(x + self.drop(self.out(y)))
        return self.norm2(x + self.drop(self.down(self.act(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and the shapes of their words to states, (batch, pieces, WIDTH)."""

    def __init__(self, vocabulary: int, drop: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH, padding_idx=0)
        self.positions = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """(batch, pieces) to (batch, pieces, WIDTH)."""
        x = (
            self.words(ids)
            + self.positions.weight[: ids.shape[1]]
            + self.kinds.weight[0]
            + self.shapes(shapes)
        )
        x = self.drop(self.norm(x))
        mask = (ids == 0)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Links(nn.Module):
    """Roles of every word towards an anchor word (a cue, a trigger)."""

    def __init__(self, roles: int) -> None:
        super().__init__()
        self.tail = nn.Linear(WIDTH, LINK)
        self.head = nn.Linear(WIDTH, LINK)
        self.far = nn.Embedding(2 * REACH + 1, LINK)
        self.score = nn.Sequential(
            nn.GELU(), nn.Dropout(0.1), nn.Linear(LINK, LINK), nn.GELU(), nn.Linear(LINK, roles)
        )

    def forward(self, tail: Tensor, head: Tensor, far: Tensor) -> Tensor:
        """(anchors, words, LINK), (anchors, LINK), (anchors, words) -> (anchors, words, roles)."""
        return self.score(tail + head[:, None] + self.far(far))


@dataclass
class WordScores:
    """Logits for each word of each window."""

    flags: Tensor
    names: Tensor
    triggers: Tensor
    modality: Tensor
    claims: Tensor


class Reader(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.drop = nn.Dropout(0.1)
        self.flags = nn.Linear(WIDTH, len(WORD_FLAGS))
        self.names = nn.Linear(WIDTH, len(NAME_TAGS))
        self.triggers = nn.Linear(WIDTH, len(TRIGGERS))
        self.modality = nn.Linear(WIDTH, len(MODALITIES))
        self.claims = nn.Linear(WIDTH, len(CLAIM_TAGS))
        self.statement_links = Links(len(STATEMENT_ROLES))
        self.event_links = Links(len(PARTY_ROLES))
        self.pair = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.1))
        self.pair_type = nn.Linear(WIDTH, len(PAIR_TYPES))
        self.pair_modality = nn.Linear(WIDTH, len(MODALITIES))

    def states(self, ids: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        """The state of each word's first piece, (batch, words, WIDTH)."""
        x = self.encoder(ids, shapes)
        return self.drop(x.gather(1, first[..., None].expand(-1, -1, WIDTH)))

    def words(self, states: Tensor) -> WordScores:
        """Scores of the heads that look at one word at a time."""
        return WordScores(
            self.flags(states),
            self.names(states),
            self.triggers(states),
            self.modality(states),
            self.claims(states),
        )

    def pairs(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Type and modality of marked pairs, from the states of window, source and target."""
        x = self.pair(states.flatten(1))
        return self.pair_type(x), self.pair_modality(x)


def load_public(reader: Reader, tensors: dict[str, Tensor]) -> None:
    """Put the public checkpoint's weights into the encoder."""
    state = reader.encoder.state_dict()
    e = "embeddings."
    state["words.weight"] = tensors[e + "word_embeddings.weight"]
    state["positions.weight"] = tensors[e + "position_embeddings.weight"]
    state["kinds.weight"] = tensors[e + "token_type_embeddings.weight"]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = tensors[f"{e}LayerNorm.{kind}"]
        for n in range(LAYERS):
            p, q = f"encoder.layer.{n}.", f"layers.{n}."
            qkv = [tensors[f"{p}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            state[f"{q}qkv.{kind}"] = torch.cat(qkv)
            state[f"{q}out.{kind}"] = tensors[f"{p}attention.output.dense.{kind}"]
            state[f"{q}norm1.{kind}"] = tensors[f"{p}attention.output.LayerNorm.{kind}"]
            state[f"{q}up.{kind}"] = tensors[f"{p}intermediate.dense.{kind}"]
            state[f"{q}down.{kind}"] = tensors[f"{p}output.dense.{kind}"]
            state[f"{q}norm2.{kind}"] = tensors[f"{p}output.LayerNorm.{kind}"]
    reader.encoder.load_state_dict(state)
