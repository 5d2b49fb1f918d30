"""Relearns the weights of ``ontology/data/stories.toml``: ``python -m training.story_weights``.

Prints each weight as it is and as logistic regression (L2) finds it on the pairs of
``eval/stories-dev.jsonl``, labels and coded events together, with the number of pairs that show the sign and
how many of them are one happening.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from entente.analysis.stories.alike import KINDS, close, signs, weights
from entente.analysis.stories.merging import blocks_of, dyads_of, lent
from entente.analysis.stories.tellings import tellings
from entente.evaluation.retold import Labelled, as_coded, as_labelled, retold
from entente.language.encoder import Encoder

PENALTY, STEPS = 2.0, 60
Floats = npt.NDArray[np.float64]


def pairs(labelled: Labelled) -> Iterator[tuple[Floats, bool]]:
    """The signs of all pairs that are compared and labelled, each once, and whether they are one."""
    frame = labelled.pairs
    events = frame.drop_duplicates("id").reset_index(drop=True)
    dyads = dyads_of(frame, events)
    told = tellings(events, [{c for two in some for c in two if c} for some in dyads], KINDS)
    told = lent(told, dyads)
    seen: set[tuple[int, int]] = set()
    for block in blocks_of(told, dyads):
        left, right = np.triu_indices(len(block.rows), 1)
        found = signs(told, block.rows, left, right)
        found["no_recipient"] = block.unnamed[left] | block.unnamed[right]
        table = np.column_stack([found[w.name] for w in weights()]).astype(float)
        for row, i, j in zip(table, block.rows[left].tolist(), block.rows[right].tolist(), strict=True):
            first, second = (labelled.happening.get(told.ids[n]) for n in (i, j))
            key = (min(i, j), max(i, j))
            if first and second and key not in seen and i != j and close()[told.kind[i], told.kind[j]]:
                seen.add(key)
                yield row, first == second


def fitted(table: Floats, one: Floats) -> Floats:
    """Weights of least penalised log loss, by Newton's method."""
    found = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (one - chance) - PENALTY * found
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + PENALTY * np.eye(len(found))
        found = found + np.linalg.solve(bend, slope)
    return found


def main() -> None:
    """Prints the weights."""
    texts = [t for t in retold("eval/stories-dev.jsonl") if t.group is None]
    rows = [*pairs(as_labelled(texts)), *pairs(as_coded(Encoder(), texts))]
    table, one = np.array([row for row, _ in rows]), np.array([same for _, same in rows], float)
    for n, (weight, value) in enumerate(zip(weights(), fitted(table, one), strict=True)):
        shown, true = table[:, n].sum(), table[one > 0, n].sum()
        print(f"{weight.name:15} {weight.value:5.1f} {value:6.2f} {shown:6.0f} {true:6.0f}")


if __name__ == "__main__":
    main()
