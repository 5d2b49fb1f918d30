"""The ranker that the package ships, for event types; ``training/links.py`` made it."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path

import numpy as np

from entente.analysis.links.ranker import Ranker, Weights
from entente.errors import ModelError

FILE = Path(__file__).with_name("ranker.npz")


def save(ranker: Ranker, path: Path = FILE) -> None:
    """Write a ranker."""
    arrays = {field.name: getattr(ranker.weights, field.name) for field in fields(Weights)}
    np.savez(path, centre=ranker.centre, scale=ranker.scale, **arrays)


def load(path: Path) -> Ranker:
    """Read a ranker; raises ModelError where its file is missing or is none."""
    try:
        with np.load(path) as found:
            weights = Weights(**{field.name: found[field.name] for field in fields(Weights)})
            return Ranker(weights, found["centre"], found["scale"])
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise ModelError(f"{path} is no ranker ({error}); install Entente again") from error


@cache
def shipped() -> Ranker:
    """The ranker of the package, for the event types in the order of :class:`entente.records.EventType`."""
    return load(FILE)
