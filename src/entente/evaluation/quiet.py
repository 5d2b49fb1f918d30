"""Prose without political acts: which GUM documents are measured, and how many events are invented there."""

from __future__ import annotations

import hashlib

QUIET_KINDS = ("academic", "voyage", "textbook")


def measured_quiet(name: str) -> bool:
    """Whether a GUM document is kept from training and measured: every other one, by a hash of its name."""
    return name.split("_")[1] in QUIET_KINDS and hashlib.sha256(name.encode()).digest()[0] % 2 == 0
