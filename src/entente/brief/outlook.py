"""Part four, what next: claims on the future, acts that are announced, and what the record makes likely."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from entente.brief.around import Around
from entente.brief.deeds import acts_table, unless_empty
from entente.brief.evidence import Ledgered
from entente.brief.likely import likely
from entente.brief.material import Material
from entente.brief.parts import Block, Part
from entente.brief.said import said
from entente.prospect import RICH
from entente.records import Claim

MOST_ANNOUNCED = 12
_CLAIMS = (
    "Claims on the future found in documents of the period, with who makes them: by one of those looked at "
    "or by somebody of them, or naming one; the writer's own where their paragraph names one. First what "
    "falls due after the period, the nearest first. Left out are questions, and what a statement denies. "
    "What fell due by the last day is held against the record as it was on that day. The words are theirs, "
    "not a forecast of this program."
)
_NONE_READ = "No text was read, so there are no claims: the record is of events that others coded."
_FORECASTS = (
    f"What this program forecasts stands under “What the record makes likely”, from {RICH:,} stories in the "
    "last three years on: from stories up to the last day alone, with how far such forecasts held before. "
    "Where they were no better than the base rate, the base rate stands first."
)


def outlook(
    material: Material, claims: Sequence[Claim], pairs: pd.DataFrame, around: Around, ledger: Ledgered
) -> Part:
    """The part: claims by kind, then announced acts, then what is forecast."""
    is_read = bool(material.read or not material.imported)
    blocks: list[Block] = []
    if is_read:
        blocks += said(material, claims, ledger)
        ahead = pairs[(pairs.modality == "future") & pairs.document.isin(material.current)]
        blocks += unless_empty(acts_table(material, "Acts announced", ahead, MOST_ANNOUNCED, ledger))
    blocks += likely(around, ledger)
    return Part("What next", f"{_CLAIMS if is_read else _NONE_READ} {_FORECASTS}", tuple(blocks))
