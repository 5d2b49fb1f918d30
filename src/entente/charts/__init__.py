"""Charts of the record: Altair specifications, and one theme that turns them into SVG, offline."""

from entente.charts.balance import balance
from entente.charts.bars import ranked
from entente.charts.claims import claims
from entente.charts.course import course
from entente.charts.dyad import dyad
from entente.charts.leads import leads
from entente.charts.map import region_map
from entente.charts.network import network
from entente.charts.rifts import rifts
from entente.charts.saving import save
from entente.charts.theme import svg

__all__ = [
    "balance",
    "claims",
    "course",
    "dyad",
    "leads",
    "network",
    "ranked",
    "region_map",
    "rifts",
    "save",
    "svg",
]
