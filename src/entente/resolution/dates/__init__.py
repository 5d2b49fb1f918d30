"""Time expressions to ISO days, months, years and ranges."""

from entente.resolution.dates.find import find_dates, horizon
from entente.resolution.dates.finder import DateFinder

__all__ = ["DateFinder", "find_dates", "horizon"]
