"""The mean of several checkpoints' weights: ``python -m training.average OUT CHECKPOINT...``.

Averaging models on one path of training often beats each of them (Wortsman et al., 2022).
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch


def main(out: str, *checkpoints: str) -> None:
    """Write the mean."""
    states = [torch.load(c) for c in checkpoints]
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    torch.save({k: sum(s[k] for s in states) / len(states) for k in states[0]}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
