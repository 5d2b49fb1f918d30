"""Export a trained reader to the folder that ships: ``python -m training.export CHECKPOINT FOLDER``."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from training import sources
from training.model import LINK, WIDTH, Reader
from training.train import new_reader


class _Words(nn.Module):
    """Inputs to the outputs of encoder.onnx."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        r = self.reader
        states = r.states(ids, shapes, first)
        w = r.words(states)
        links = (r.statement_links, r.event_links)
        tails = torch.stack([link.tail(states) for link in links])
        heads = torch.stack([link.head(states) for link in links])
        return states, w.flags, w.names, w.triggers, w.modality, w.claims, tails, heads


class _Links(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, tail: Tensor, head: Tensor, far: Tensor) -> tuple[Tensor, Tensor]:
        return self.reader.statement_links(tail, head, far), self.reader.event_links(tail, head, far)


class _Pair(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        types, modality = self.reader.pairs(states)
        return types, modality


def export(reader: Reader, folder: Path, quantize: bool = True) -> None:
    """Write the three graphs; matrices of the large one as int8."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.eval()
    b, t, w = {0: "batch"}, {0: "batch", 1: "pieces"}, {0: "batch", 1: "words"}
    ids = torch.ones(2, 12, dtype=torch.long)
    first = torch.arange(1, 9).repeat(2, 1)
    outputs = ["states", "flags", "names", "triggers", "modality", "claims", "tails", "heads"]
    axes = {"ids": t, "shapes": t, "first": w, **dict.fromkeys(outputs[:6], w)}
    axes |= {o: {1: "batch", 2: "words"} for o in outputs[6:]}
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "encoder.onnx"
        _write(_Words(reader), (ids, ids, first), plain, ["ids", "shapes", "first"], outputs, axes)
        if quantize:
            onnx.save(stored_as_int8(onnx.load(plain)), folder / "encoder.onnx")
        else:
            shutil.copy(plain, folder / "encoder.onnx")
    args = (torch.zeros(2, 5, LINK), torch.zeros(2, LINK), torch.zeros(2, 5, dtype=torch.long))
    names = ["statement_roles", "event_roles"]
    _write(
        _Links(reader),
        args,
        folder / "links.onnx",
        ["tail", "head", "far"],
        names,
        {"tail": w, "head": b, "far": w, **dict.fromkeys(names, w)},
    )
    _write(
        _Pair(reader),
        (torch.zeros(2, 3, WIDTH),),
        folder / "pair.onnx",
        ["states"],
        ["types", "modality"],
        {"states": b, "types": b, "modality": b},
    )
    shutil.copy(sources.public_model() / "tokenizer.json", folder / "tokenizer.json")


def stored_as_int8(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its matrices kept as int8 and a scale a column (a row, of embeddings).

    onnxruntime turns them back when it loads the file and reckons in float, so that a reading depends on
    neither the processor's kind nor the company of a window, as dynamic int8 arithmetic does.
    """
    graph = model.graph
    axes = {n.input[1]: 1 for n in graph.node if n.op_type == "MatMul"}
    axes |= {n.input[0]: 0 for n in graph.node if n.op_type == "Gather"}
    for tensor in [t for t in graph.initializer if t.name in axes and len(t.dims) == 2 and min(t.dims) > 8]:
        matrix, axis = numpy_helper.to_array(tensor), axes[tensor.name]
        scale = (np.abs(matrix).max(1 - axis) / 127).astype(np.float32)
        scale[scale == 0] = 1
        whole = np.rint(matrix / np.expand_dims(scale, 1 - axis)).astype(np.int8)
        graph.initializer.remove(tensor)
        names = [f"{tensor.name}.int8", f"{tensor.name}.scale"]
        graph.initializer.extend(
            numpy_helper.from_array(a, n) for a, n in zip((whole, scale), names, strict=True)
        )
        graph.node.insert(0, helper.make_node("DequantizeLinear", names, [tensor.name], axis=axis))
    return model


def _write(
    module: nn.Module,
    args: tuple[Tensor, ...],
    path: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module.eval(),
        args,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--date", required=True, help="YYYY-MM-DD")
    parser.add_argument("--float", action="store_true", help="do not quantize")
    args = parser.parse_args()
    reader, _ = new_reader(0, args.checkpoint)
    export(reader, args.folder, not args.float)
    about = f'name = "entente-reader"\nversion = "{args.version}"\ndate = "{args.date}"\n'
    (args.folder / "model.toml").write_text(about, encoding="utf-8")


if __name__ == "__main__":
    main()
