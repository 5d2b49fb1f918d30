"""The encoder at run time: windows of text to label probabilities, by ONNX.

Files of a model folder: ``encoder.onnx`` (word pieces to word states and word scores), ``links.onnx``
(roles of words towards an anchor), ``pair.onnx`` (type and modality of a marked pair), ``tokenizer.json``,
``model.toml`` (name, version, date). How they are made: ``training/export.py`` in the source tree.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from entente.errors import ModelError
from entente.language.tokens import Tokens, WordPieces

Floats = npt.NDArray[np.float32]
#: Link distances are clipped to this many words on either side of the anchor.
REACH = 64
BATCH_PIECES = 4096
MODEL_FILES = ("encoder.onnx", "links.onnx", "pair.onnx", "tokenizer.json", "model.toml")


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the encoder says of one window.

    Arrays have one row a word; columns follow ``language.labels``: ``flags`` (5), ``names`` (9),
    ``triggers`` (17), ``modality`` (5), ``claims`` (11) are probabilities; ``tails`` and ``heads``
    (2 kinds of link, words, 128) feed :meth:`Encoder.links`.
    """

    tokens: Tokens
    flags: Floats
    names: Floats
    triggers: Floats
    modality: Floats
    claims: Floats
    tails: Floats
    heads: Floats


def _cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def _padded(lists: Sequence[Sequence[int]]) -> npt.NDArray[np.int64]:
    width = max(map(len, lists))
    return np.array([[*x, *[0] * (width - len(x))] for x in lists], np.int64)


class Encoder:
    """The shipped model, or one in a folder of the caller's."""

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        self._folder = folder or Path(str(files("entente.language").joinpath("model")))
        missing = [name for name in MODEL_FILES if not (self._folder / name).is_file()]
        if missing:
            raise ModelError(
                f"the model folder {self._folder} lacks {', '.join(missing)}; "
                "reinstall entente, or name a folder made by training/export.py"
            )
        self._options = onnxruntime.SessionOptions()
        self._options.intra_op_num_threads = threads or _cores()
        self._options.log_severity_level = 3
        self.pieces = WordPieces(self._folder / "tokenizer.json")
        about = tomllib.loads((self._folder / "model.toml").read_text("utf-8"))
        self.version = f"{about['name']} {about['version']}"
        self._encoder = self._session("encoder.onnx")

    def _session(self, name: str) -> Any:
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / name), self._options, providers=["CPUExecutionProvider"]
            )
        # onnxruntime has no common base of its errors but RuntimeError and these of its own.
        except Exception as error:
            raise ModelError(
                f"{self._folder / name} is not a model that onnxruntime can load: {error}"
            ) from error

    @cached_property
    def _links(self) -> Any:
        return self._session("links.onnx")

    @cached_property
    def _pair(self) -> Any:
        return self._session("pair.onnx")

    def _batches(self, sizes: Sequence[int]) -> Iterator[list[int]]:
        """Indices in batches of like length, so that little is spent on padding."""
        group: list[int] = []
        for index in sorted(range(len(sizes)), key=sizes.__getitem__):
            if group and (len(group) + 1) * sizes[index] > BATCH_PIECES:
                yield group
                group = []
            group.append(index)
        if group:
            yield group

    def read(self, texts: Sequence[str]) -> list[WindowScores]:
        """One pass over some windows of text; the order is kept."""
        tokens = self.pieces.batch(list(texts))
        found: dict[int, WindowScores] = {}
        for batch in self._batches([len(t.ids) for t in tokens]):
            chosen = [tokens[i] for i in batch]
            feed = {
                "ids": _padded([t.ids for t in chosen]),
                "shapes": _padded([t.shapes for t in chosen]),
                "first": _padded([t.first or [0] for t in chosen]),
            }
            names = ["flags", "names", "triggers", "modality", "claims", "tails", "heads"]
            flags, *scores, tails, heads = self._encoder.run(names, feed)
            flags = 1 / (1 + np.exp(-flags))
            words = [_softmax(s) for s in scores]
            for row, index in enumerate(batch):
                n = len(tokens[index].words)
                of_row = [w[row, :n] for w in (flags, *words)] + [x[:, row, :n] for x in (tails, heads)]
                found[index] = WindowScores(tokens[index], *of_row)
        return [found[i] for i in range(len(texts))]

    def links(self, kind: int, reading: WindowScores, anchors: Sequence[int]) -> Floats:
        """Roles of every word towards each anchor word: (anchors, words, roles), probabilities.

        ``kind`` 0 is statements (roles: STATEMENT_ROLES), 1 events (PARTY_ROLES).
        """
        words = np.arange(len(reading.tokens.words))
        far = np.clip(words[None] - np.array(anchors)[:, None], -REACH, REACH) + REACH
        name = ("statement_roles", "event_roles")[kind]
        feed = {
            "tail": reading.tails[kind][None].repeat(len(anchors), 0),
            "head": reading.heads[kind][list(anchors)],
            "far": far.astype(np.int64),
        }
        return _softmax(self._links.run([name], feed)[0])

    def pairs(self, marked: Sequence[Tokens]) -> tuple[Floats, Floats]:
        """Type (PAIR_TYPES) and modality probabilities of marked pairs, one row a pair."""
        kinds: list[Any] = [None] * len(marked)
        modality: list[Any] = [None] * len(marked)
        for batch in self._batches([len(t.ids) for t in marked]):
            chosen = [marked[i] for i in batch]
            feed = {
                "ids": _padded([t.ids for t in chosen]),
                "shapes": _padded([t.shapes for t in chosen]),
                "first": _padded([t.first for t in chosen]),
            }
            states = self._encoder.run(["states"], feed)[0]
            scores = self._pair.run(["types", "modality"], {"states": states})
            for row, index in enumerate(batch):
                kinds[index], modality[index] = (_softmax(s[row]) for s in scores)
        return np.array(kinds, np.float32), np.array(modality, np.float32)
