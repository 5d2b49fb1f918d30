"""Five-fold cross-validation of the relation of a given pair.

``python -m training.crossval --from CHECKPOINT --out FOLDER``: the checkpoint must have seen no relation
file (stage ``own``). Sentences of PLV, AW and the CAMEO classes are folded together, so that one that
stands in two files is in one fold. Finished folds are kept in the folder and not run again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import random
from pathlib import Path
from statistics import mean, stdev

import numpy as np
import torch

from entente.evaluation.benchmarks.relations import plv_label, plv_quad
from entente.evaluation.data import key, marked_pairs
from entente.evaluation.scores import macro_f1
from entente.extraction.relations import best_type
from training import examples, sources
from training.batches import collate
from training.train import fit, new_reader

FOLDS, EPOCHS = 5, 3
log = logging.getLogger("crossval")


def fold_of(text: str, seed: int) -> int:
    """The fold of a sentence."""
    return int(hashlib.sha256(f"{seed}{key(text)}".encode()).hexdigest(), 16) % FOLDS


def run_fold(start: Path, seed: int, fold: int) -> dict[str, list[str]]:
    """Train on four folds and answer the fifth: gold and given labels of PLV and AW."""
    reader, pieces = new_reader(seed, start)
    rng = random.Random(seed)
    pairs = [e for text, e in sources.relation_pairs(pieces) if fold_of(text, seed) != fold]
    own = [p for item in sources.own_items() if item.claims_known for p in examples.pairs_of(item, pieces)]
    epochs = [[pairs + rng.sample(own, len(own) // 12)] for _ in range(EPOCHS)]
    reader = fit(reader, epochs, None, seed=seed, rate=2e-4)
    found: dict[str, list[str]] = {}
    for name, label in (("plv", "root"), ("aw", "cooperative")):
        held = [p for p in marked_pairs(examples.SHARED, name, label) if fold_of(p.text, seed) == fold]
        marked = [examples.marked(p.text, p.source, p.target, (0,), pieces) for p in held]
        answers = []
        for begin in range(0, len(marked), 32):
            batch = collate(marked[begin : begin + 32])
            with torch.no_grad():
                kinds, _ = reader.pairs(reader.states(batch.ids, batch.shapes, batch.first))
            answers += [best_type(np.asarray(row, np.float32))[0] for row in kinds.softmax(-1).numpy()]
        found[f"{name} gold"] = [p.label for p in held]
        if name == "plv":
            found["plv gold quads"] = [str(p.quad) for p in held]
            found["plv types"] = [plv_label(a) for a in answers]
            found["plv quads"] = [plv_quad(a) for a in answers]
        else:
            found["aw given"] = ["1" if plv_quad(a) in "34" else "0" for a in answers]
    return found


def figures(found: dict[str, list[str]]) -> dict[str, float]:
    """Macro-F1 of types, quads and cooperation."""
    return {
        "types": macro_f1(found["plv gold"], found["plv types"]),
        "quads": macro_f1(found["plv gold quads"], found["plv quads"]),
        "cooperation": macro_f1(found["aw gold"], found["aw given"]),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    args.out.mkdir(parents=True, exist_ok=True)
    by_seed = []
    for seed in range(args.seeds):
        whole: dict[str, list[str]] = {}
        for fold in range(FOLDS):
            kept = args.out / f"{seed}-{fold}.json"
            if not kept.exists():
                kept.write_text(json.dumps(run_fold(args.start, seed, fold)))
            part = json.loads(kept.read_text())
            log.info("seed %d fold %d: %s", seed, fold, figures(part))
            for name, labels in part.items():
                whole[name] = whole.get(name, []) + labels
        by_seed.append(figures(whole))
        log.info("seed %d, all folds: %s", seed, by_seed[-1])
    for name in by_seed[0]:
        values = [f[name] for f in by_seed]
        log.info(
            "%s: mean %.3f deviation %.3f", name, mean(values), stdev(values) if len(values) > 1 else 0.0
        )


if __name__ == "__main__":
    main()
