"""The expected intensity of a record that has only begun."""

from __future__ import annotations

import numpy as np

from entente.analysis.outlook.intensity import expected


def test_one_row_has_a_mean_and_no_spread() -> None:
    found = expected((0,), np.zeros((1, 1)), np.zeros((1, 2)), np.ones(1), np.zeros(1))
    assert found.usual == 0
    assert np.isfinite(found.mean(np.zeros((1, 1)))).all()
