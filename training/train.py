"""Train the reader: ``python -m training.train STAGE --out DIR [--from CHECKPOINT]``.

Stages: ``attribution`` (PolNeAR, names), then the mixes of ``sources.MIXES``: ``all`` (everything, the
project's own corpus above all), ``polish`` (the same with more of PolNeAR), ``quotes`` (all of PolNeAR),
``refine`` and ``finish`` (everything again); by itself ``own`` (nothing of PolNeAR, PLV, AW and CAMEO).
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
import time
from collections import defaultdict
from pathlib import Path

import torch

from entente.language.tokens import WordPieces
from training import sources
from training.batches import batches, loss
from training.examples import Example
from training.model import Reader, load_public

log = logging.getLogger("train")
WEIGHTS = {
    "flags": 1.0,
    "statements": 2.0,
    "events": 2.0,
    "triggers": 4.0,
    "names": 1.0,
    "modality": 0.5,
    "claims": 1.0,
}
WEIGHTS |= {"pair": 0.5, "pair_modality": 0.2}


def new_reader(seed: int, start: Path | None) -> tuple[Reader, WordPieces]:
    """A reader with the public weights, or with those of a checkpoint of ours."""
    torch.manual_seed(seed)
    folder = sources.public_model()
    from safetensors.torch import load_file

    tensors = load_file(folder / "model.safetensors")
    reader = Reader(len(tensors["embeddings.word_embeddings.weight"]))
    load_public(reader, tensors)
    if start:
        reader.load_state_dict(torch.load(start))
    return reader, WordPieces(folder / "tokenizer.json")


def fit(
    reader: Reader,
    epochs: list[list[list[Example]]],
    out: Path | None,
    *,
    seed: int,
    rate: float,
    head_rate: float = 1e-3,
    size: int = 2048,
    minutes: float = 1e9,
) -> Reader:
    """Train on epochs of data sets; every batch is of one data set. Saves after each epoch."""
    rng, begun = random.Random(seed), time.time()
    plan = []
    for epoch in epochs:
        steps = [b for data in epoch for b in batches(data, size, rng)]
        rng.shuffle(steps)
        plan.append(steps)
    total, step = sum(map(len, plan)), 0
    body = list(reader.encoder.parameters())
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": head_rate}], weight_decay=0.01, fused=True
    )
    rates = [g["lr"] for g in optimiser.param_groups]
    reader.train()
    for number, steps in enumerate(plan):
        sums: dict[str, list[float]] = defaultdict(list)
        for batch in steps:
            # The clock may end a run early; the decay follows it, so that it ends well.
            done = max(step / total, (time.time() - begun) / (minutes * 60))
            if done >= 1:
                break
            for group, top in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = (
                    top * min(1.0, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
                )
            value, parts = loss(reader, batch, WEIGHTS)
            optimiser.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            step += 1
            for k, v in parts.items():
                sums[k].append(v)
            if step % 100 == 0:
                recent = {k: round(sum(v[-60:]) / len(v[-60:]), 4) for k, v in sums.items()}
                log.info(
                    "epoch %d step %d/%d %.1f min %s", number, step, total, (time.time() - begun) / 60, recent
                )
        if out:
            out.mkdir(parents=True, exist_ok=True)
            torch.save(reader.state_dict(), out / "reader.pt")
    return reader.eval()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("attribution", *sources.MIXES))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--from", dest="start", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--rate", type=float, default=2e-4)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    reader, pieces = new_reader(args.seed, args.start)
    epochs = sources.plan(args.stage, pieces, args.seed)
    log.info("epochs: %s", json.dumps([[len(d) for d in e] for e in epochs]))
    fit(reader, epochs, args.out, seed=args.seed, rate=args.rate, minutes=args.minutes)


if __name__ == "__main__":
    main()
