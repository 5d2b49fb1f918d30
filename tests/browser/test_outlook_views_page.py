"""Rifts, forecasts and what became of claims, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from serving import Visit, looked_at

WIDE = pytest.mark.parametrize("wide", [1280, 390])


@WIDE
def test_forecasts(visit: Visit, accessible: Callable[[Visit], None], wide: int) -> None:
    page = looked_at(visit, "/forecasts", wide)
    assert "Too little to rely on" in page.locator("main").inner_text()
    accessible(visit)
    visit.shot(f"forecasts-{wide}")
    page.get_by_role("region", name="Probabilities").get_by_role("link").first.click()
    page.wait_for_url("**/forecasts/**")
    accessible(visit)
    visit.shot(f"forecast-{wide}")


@WIDE
def test_rifts(visit: Visit, accessible: Callable[[Visit], None], wide: int) -> None:
    page = looked_at(visit, "/rifts", wide)
    accessible(visit)
    visit.shot(f"rifts-{wide}")
    page.get_by_label("Direction").select_option("rift")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**direction=rift**")


@WIDE
def test_what_became_of_claims(visit: Visit, accessible: Callable[[Visit], None], wide: int) -> None:
    page = looked_at(visit, "/claims/record", wide)
    accessible(visit)
    visit.shot(f"claims-record-{wide}")
    page.get_by_label("What became of it").select_option("open")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**status=open**")
    told = page.get_by_role("region", name="Claims").locator("tbody strong").all_inner_texts()
    assert set(told) == {"open"}
