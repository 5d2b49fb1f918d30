"""The store: records kept in one DuckDB file, and the one place that speaks SQL."""

from entente.store.selection import CODED, Kind, Level, Links, Parties, Selection, Table
from entente.store.store import Store

__all__ = ["CODED", "Kind", "Level", "Links", "Parties", "Selection", "Store", "Table"]
