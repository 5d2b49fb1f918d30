"""Export a trained reader to the folder that ships: ``python -m training.export CHECKPOINT FOLDER``."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from training import sources
from training.model import HEADS, LINK, WIDTH, Reader
from training.train import new_reader


class _Words(nn.Module):
    """Inputs to the outputs of encoder.onnx, for one window: the first axis of all that goes in or out is 1.

    The same as ``Reader`` in evaluation, shaped for speed: no mask, as nothing is padded; matrices of two
    axes, which take their bias along; and through the last layer only the pieces that are asked for.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        r = self.reader
        e = r.encoder
        x = e.words(ids[0]) + e.positions.weight[: ids.shape[1]] + e.kinds.weight[0] + e.shapes(shapes[0])
        x = e.norm(x)
        for layer in list(e.layers)[:-1]:
            x = _through(layer, x, x)
        states = _through(e.layers[-1], x[first[0]], x)
        w = r.words(states)
        rows = (states, w.flags, w.names, w.triggers, w.modality, w.claims)
        links = (r.statement_links, r.event_links)
        tails = torch.stack([link.tail(states) for link in links])
        heads = torch.stack([link.head(states) for link in links])
        return *(row[None] for row in rows), tails[:, None], heads[:, None]


def _through(layer: nn.Module, asking: Tensor, x: Tensor) -> Tensor:
    """What a layer makes of some pieces of a window, ``asking``, that look at all of it: (pieces, WIDTH)."""
    weights, biases = layer.qkv.weight.chunk(3), layer.qkv.bias.chunk(3)
    q, k, v = (
        torch.addmm(bias, y, weight.T).view(-1, HEADS, WIDTH // HEADS).transpose(0, 1)
        for y, weight, bias in zip((asking, x, x), weights, biases, strict=True)
    )
    y = ((q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5).softmax(-1) @ v
    asking = layer.norm1(asking + layer.out(y.transpose(0, 1).reshape(-1, WIDTH)))
    return layer.norm2(asking + layer.down(layer.act(layer.up(asking))))


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
    """Write the three graphs; matrices of the large one as int8.

    Raises:
        ValueError: the large graph does not say what the reader says.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.eval()
    b, w = {0: "batch"}, {0: "batch", 1: "words"}
    ids = torch.randint(1000, 20_000, (1, 12))
    first = torch.arange(1, 9)[None]
    outputs = ["states", "flags", "names", "triggers", "modality", "claims", "tails", "heads"]
    axes = {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "first": {1: "words"}}
    axes |= {name: {2 if name in ("tails", "heads") else 1: "words"} for name in outputs}
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "encoder.onnx"
        _write(_Words(reader), (ids, ids % 7, first), plain, ["ids", "shapes", "first"], outputs, axes)
        _check(reader, plain)
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


def _check(reader: Reader, file: Path) -> None:
    """Compare a graph with the reader that it was made of, on a window of another length."""
    ids, first = torch.randint(1000, 20_000, (1, 90)), torch.arange(1, 80, 2)[None]
    feed = {"ids": ids.numpy(), "shapes": (ids % 7).numpy(), "first": first.numpy()}
    found = onnxruntime.InferenceSession(str(file)).run(["states"], feed)[0]
    with torch.no_grad():
        wanted = reader.states(ids, ids % 7, first).numpy()
    if not np.allclose(found, wanted, atol=1e-3):
        raise ValueError(f"the graph is off by {np.abs(found - wanted).max():.2g}: look at _Words")


def stored_as_int8(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its matrices kept as int8 and a scale a column (a row, of embeddings).

    onnxruntime turns them back when it loads the file and reckons in float, so that a reading depends on
    neither the processor's kind nor the company of a window, as dynamic int8 arithmetic does.
    """
    graph = model.graph
    axes = {n.input[1]: 1 for n in graph.node if n.op_type == "MatMul"}
    axes |= {n.input[1]: 0 if _transposed(n) else 1 for n in graph.node if n.op_type == "Gemm"}
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


def _transposed(node: onnx.NodeProto) -> bool:
    """Whether a product takes its matrix with rows and columns exchanged."""
    return any(a.name == "transB" and a.i for a in node.attribute)


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
