"""The outlook of a dyad: how likely is what, next week or next month, and how far such forecasts held."""
