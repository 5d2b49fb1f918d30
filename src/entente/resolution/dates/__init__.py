"""Time expressions to ISO days, months, years and ranges."""

from entente.resolution.dates.find import find_dates, horizon

__all__ = ["find_dates", "horizon"]
