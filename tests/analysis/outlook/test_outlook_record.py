from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from shelves import Shelf

from entente.analysis.outlook.outlook import look
from entente.analysis.outlook.track import BETTER
from entente.store import Selection
from entente.store.exchange.format import formats
from entente.store.exchange.graphs import graph_lines
from entente.store.exchange.loading import Loader
from entente.store.exchange.parts import parts_of_lines
from entente.units import By

ICEWS14 = Path(__file__).parents[3] / "../shared/data/forecast/icews14"


@pytest.mark.shared
@pytest.mark.skipif(not ICEWS14.exists(), reason="the data beside the checkout is absent")
def test_icews_2014_by_week_is_told_better_than_by_the_base_rate(shelf: Shelf) -> None:
    lines = list(graph_lines(str(ICEWS14), date(2014, 1, 1)))
    list(Loader(shelf.store, formats()["tkg"]).load(parts_of_lines("icews14", lines)))
    found = look(shelf.store.ties(Selection(), by="week"), By.WEEK, until=date(2014, 11, 30))
    base = found.track[(found.track.method == "climatology") & (found.track.quad > 0)]
    assert set(base.verdict) == {BETTER} and set(base.origins) == {35}
    assert base.skill.between(0.03, 0.2).all() and (base.brier_skill > 0.005).all()
    assert found.reliability.held.mean() > 0.7
    inside = found.walked.ledger.inside
    assert inside[1, 0] / inside[1, 1] == pytest.approx(0.9, abs=0.02)
