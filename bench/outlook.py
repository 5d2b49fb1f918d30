"""Whether the outlook says what it may: ``python bench/outlook.py [--records N]``.

Records are simulated whose true chances are known (see ``entente.analysis.outlook.simulate``): dyads with
constant rates, of which nothing beats the base rate, and dyads whose stories bring others. Printed are how
often ours is called better and worse than the base rate, over quad classes and records and over single dyads;
the skill; and how many of the intervals of the next period's probability hold the true one.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

import numpy as np

from entente.analysis.dyads.series import end_of
from entente.analysis.outlook.outlook import look
from entente.analysis.outlook.simulate import record
from entente.analysis.outlook.track import BETTER, TOO_LITTLE, WORSE
from entente.units import By

KINDS: tuple[tuple[str, By, dict[str, Any]], ...] = (
    ("constant, 300 dyads, 150 weeks", By.WEEK, {}),
    ("constant, 100 dyads, 500 weeks", By.WEEK, {"dyads": 100, "periods": 500}),
    ("constant, 20 dyads, 150 weeks", By.WEEK, {"dyads": 20}),
    ("constant, 300 dyads, 60 months", By.MONTH, {"periods": 60, "rate": 0.5}),
    ("constant, record grows fourfold", By.WEEK, {"growth": 4.0}),
    ("drifting", By.WEEK, {"drift": 0.1}),
    ("exciting, 0.5", By.WEEK, {"excitement": 0.5}),
    ("exciting, 0.5, 60 months", By.MONTH, {"excitement": 0.5, "periods": 60, "rate": 0.5, "memory": 2.0}),
)
BOUNDS = np.array([0.01, 0.05, 0.2])


def main() -> None:
    """Simulate, look, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=10)
    asked.add_argument("--kind", type=int, default=None)
    given = asked.parse_args()
    kinds = KINDS if given.kind is None else KINDS[given.kind : given.kind + 1]
    sys.stdout.write(
        "| record | better | worse | skill, log | skill, Brier | dyads told better | held | below 1 % "
        "| 1 to 5 % | 5 to 20 % | above |\n|---|---|---|---|---|---|---|---|---|---|---|\n"
    )
    for name, by, settings in kinds:
        sys.stdout.write(f"| {name} | {measured(by, settings, given.records)} |\n")
        sys.stdout.flush()


def measured(by: By, settings: dict[str, Any], records: int) -> str:
    """The figures of one kind of record."""
    verdicts, skills, briers, dyads = [], [], [], []
    held = np.zeros((2, len(BOUNDS) + 1))
    for seed in range(records):
        made = record(by=by, seed=1000 + seed, **settings)
        found = look(made.ties, by, until=end_of(made.periods[-1], by).date())
        base = found.track[(found.track.method == "climatology") & (found.track.quad > 0)]
        verdicts += base.verdict.tolist()
        skills += base.skill.tolist()
        briers += base.brier_skill.tolist()
        chances = found.chances()
        dyads += [verdict for verdict in chances.verdict if verdict != TOO_LITTLE]
        truth = dict(zip(zip(made.a, made.b, strict=True), made.chances, strict=True))
        true = np.array(
            [truth[a, b][q - 1] for a, b, q in zip(chances.a, chances.b, chances.quad, strict=True)]
        )
        inside = (chances.low.to_numpy() <= true) & (true <= chances.high.to_numpy())
        at = np.searchsorted(BOUNDS, chances.probability.to_numpy())
        held += np.stack([np.bincount(at, inside, 4), np.bincount(at, minlength=4)])
    share = held[0] / np.maximum(held[1], 1)
    told = sum(verdict == BETTER for verdict in dyads) / max(len(dyads), 1)
    return " | ".join(
        [
            f"{sum(v == BETTER for v in verdicts)} of {len(verdicts)}",
            str(sum(v == WORSE for v in verdicts)),
            f"{np.mean(skills):+.3f}",
            f"{np.mean(briers):+.3f}",
            f"{100 * told:.1f} % of {len(dyads)}",
            f"{100 * held[0].sum() / held[1].sum():.0f} %",
            *(f"{100 * part:.0f} %" for part in share),
        ]
    )


if __name__ == "__main__":
    main()
