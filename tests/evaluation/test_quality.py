from __future__ import annotations

from pathlib import Path

import pytest

from entente.evaluation.benchmarks import NAMED_ONLY
from entente.evaluation.floors import failures, load_floors, run
from entente.language.encoder import Encoder


@pytest.mark.shared
def test_no_metric_is_below_its_floor(
    shared: Path, root: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    # What learns before it is measured is `make forecast`'s.
    named = tuple(f"{name}." for name in NAMED_ONLY)
    pinned = load_floors(root / "eval" / "floors.toml")
    floors = {name: floor for name, floor in pinned.items() if not name.startswith(named)}
    assert len(floors) < len(pinned)
    metrics = run([], shared / "data", encoder)
    assert {m.name for m in metrics} == set(floors)
    assert failures(metrics, floors, shared / "data") == []
