"""The store: records kept in one DuckDB file, and the one place that speaks SQL."""

from entente.store.selection import Count, Kind, Level, Parties, Selection, Table
from entente.store.store import Store

__all__ = ["Count", "Kind", "Level", "Parties", "Selection", "Store", "Table"]
