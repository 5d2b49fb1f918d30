"""Charts of the record: Altair specifications, and one theme that turns them into SVG, offline."""

from entente.charts.course import course
from entente.charts.network import network
from entente.charts.theme import svg

__all__ = ["course", "network", "svg"]
