from __future__ import annotations

from pathlib import Path

import pytest

from entente.errors import MissingInput, UsageError
from entente.evaluation.data import kept_back, marked_pairs
from entente.evaluation.floors import Floor, failures, load_floors, run, sha256
from entente.evaluation.metric import Metric
from entente.language.encoder import Encoder


def test_a_metric_below_its_floor_or_on_other_data_fails(tmp_path: Path) -> None:
    data = tmp_path / "gold.txt"
    data.write_text("gold")
    metric = Metric("m", 0.5, None, "", "gold.txt")
    right, other = sha256(data), "0" * 64
    assert failures([metric], {"m": Floor(0.5, right)}, tmp_path) == []
    assert "below its floor" in failures([metric], {"m": Floor(0.51, right)}, tmp_path)[0]
    assert "not the file" in failures([metric], {"m": Floor(0.1, other)}, tmp_path)[0]
    assert failures([metric], {}, tmp_path) == []


def test_floors_file_names_metrics(root: Path) -> None:
    floors = load_floors(root / "eval" / "floors.toml")
    assert floors
    assert all(0 < f.least <= 1 and len(f.sha256) == 64 for f in floors.values())


def test_unknown_benchmark_and_missing_data_are_named(tmp_path: Path, encoder: Encoder) -> None:
    with pytest.raises(UsageError, match="attribution"):
        run(["nonsense"], tmp_path, encoder)
    with pytest.raises(MissingInput, match="--data"):
        run([], tmp_path / "none", encoder)


@pytest.mark.shared
def test_the_kept_tenth_is_about_a_tenth(shared: Path) -> None:
    pairs = list(marked_pairs(shared / "data", "plv", "root"))
    assert 0.06 < sum(kept_back(p.text) for p in pairs) / len(pairs) < 0.14
    assert kept_back(pairs[0].text.upper()) == kept_back(pairs[0].text)
