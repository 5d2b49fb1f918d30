"""The encoder at run time: windows of text to label probabilities, by ONNX.

Files of a model folder: ``encoder.onnx`` (word pieces to word states and word scores), ``links.onnx``
(roles of words towards an anchor), ``pair.onnx`` (type and modality of a marked pair), ``tokenizer.json``,
``model.toml`` (name, version, date). How they are made: ``training/export.py`` in the source tree.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from entente.errors import ModelError, UsageError
from entente.language.cores import cores
from entente.language.tokens import Tokens, WordPieces

#: Variable of the environment: ``cpu`` leaves a GPU alone.
DEVICE = "ENTENTE_DEVICE"
_GPU = "CUDAExecutionProvider"
Floats = npt.NDArray[np.float32]
#: Link distances are clipped to this many words on either side of the anchor.
REACH = 64
OUTPUTS = ("flags", "names", "triggers", "modality", "claims", "tails", "heads")
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


@dataclass(frozen=True, slots=True)
class Begun:
    """A window that is being read: ``scores`` waits until it is, ``drop`` says that it is not wanted."""

    scores: Callable[[], WindowScores]
    drop: Callable[[], object]


def _scores(tokens: Tokens, outputs: Future[list[Floats]]) -> WindowScores:
    """The probabilities of what a run gives, once it has ended.

    Done by who asks and not by the worker, which would have to wait for the interpreter at every step.
    """
    flags, *logits, tails, heads = outputs.result()
    n = len(tokens.words)
    sure = np.asarray(1 / (1 + np.exp(-flags[0, :n])), np.float32)
    words = [_softmax(s[0, :n]) for s in logits]
    return WindowScores(tokens, sure, *words, *(x[:, 0, :n] for x in (tails, heads)))


def _providers() -> list[str | tuple[str, dict[str, str]]]:
    """What reckons: a GPU where onnxruntime has one, unless ``ENTENTE_DEVICE`` is ``cpu``; else the CPU.

    Raises:
        UsageError: ``ENTENTE_DEVICE`` is something else.
    """
    device = os.environ.get(DEVICE, "auto")
    if device not in ("auto", "cpu"):
        raise UsageError(f"{DEVICE} is {device!r}: valid are auto and cpu; set one of them, or nothing")
    found: list[str | tuple[str, dict[str, str]]] = ["CPUExecutionProvider"]
    if device == "auto" and _GPU in onnxruntime.get_available_providers():
        # Without the short floats of the newer cards: a text is read alike everywhere.
        found.insert(0, (_GPU, {"use_tf32": "0"}))
    return found


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def _alone(tokens: Tokens) -> dict[str, npt.NDArray[np.int64]]:
    """The encoder's input for one window, as a batch of one."""
    parts = {"ids": tokens.ids, "shapes": tokens.shapes, "first": tokens.first or [0]}
    return {name: np.array([part], np.int64) for name, part in parts.items()}


class Encoder:
    """The shipped model, or one in a folder of the caller's.

    Windows are run one by one, as many at a time as there are processors: nothing is spent on padding, and
    what is said of a window never depends on the texts that happen to be read beside it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(str(files("entente.language").joinpath("model")))
        missing = [name for name in MODEL_FILES if not (self._folder / name).is_file()]
        if missing:
            raise ModelError(
                f"the model folder {self._folder} lacks {', '.join(missing)}; "
                "reinstall entente, or name a folder made by training/export.py"
            )
        self._options = onnxruntime.SessionOptions()
        self._options.intra_op_num_threads = 1
        self._options.log_severity_level = 3
        # The matrices are stored as int8: turn them to float once, at loading, not at every window.
        self._options.add_session_config_entry("session.disable_quant_qdq", "1")
        self._providers = _providers()
        self._workers = ThreadPoolExecutor(cores(), "encoder")
        self.pieces = WordPieces(self._folder / "tokenizer.json")
        about = tomllib.loads((self._folder / "model.toml").read_text("utf-8"))
        self.version = f"{about['name']} {about['version']}"
        self._encoder = self._session("encoder.onnx")

    def _session(self, name: str) -> Any:
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / name), self._options, providers=self._providers
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

    def begin(self, text: str) -> Begun:
        """One window of text, which is read in the background as soon as a processor is free."""
        tokens = self.pieces(text)
        outputs = self._workers.submit(self._encoder.run, OUTPUTS, _alone(tokens))
        return Begun(partial(_scores, tokens, outputs), outputs.cancel)

    def read(self, texts: Iterable[str]) -> list[WindowScores]:
        """One pass over some windows of text; the order is kept."""
        return [begun.scores() for begun in [self.begin(text) for text in texts]]

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
        scores = list(self._workers.map(self._marked, marked))
        return np.array([t for t, _ in scores], np.float32), np.array([m for _, m in scores], np.float32)

    def _marked(self, tokens: Tokens) -> tuple[Floats, Floats]:
        states = self._encoder.run(["states"], _alone(tokens))[0]
        types, modality = self._pair.run(["types", "modality"], {"states": states})
        return _softmax(types[0]), _softmax(modality[0])
