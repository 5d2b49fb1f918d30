from __future__ import annotations

from pathlib import Path

import pytest

from entente.evaluation.floors import failures, load_floors, run
from entente.language.encoder import Encoder


@pytest.mark.shared
def test_no_metric_is_below_its_floor(
    shared: Path, root: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    floors = load_floors(root / "eval" / "floors.toml")
    metrics = run([], shared / "data", encoder)
    assert {m.name for m in metrics} == set(floors)
    assert failures(metrics, floors, shared / "data") == []
