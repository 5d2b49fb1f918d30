"""Figures: a question put to a store, answered by a chart, its caption and the frame that it is drawn from.

One module a kind; :mod:`entente.figures.kinds` lists them.
"""

from entente.figures.figure import Asked, Figure
from entente.figures.kinds import KINDS, figure

__all__ = ["KINDS", "Asked", "Figure", "figure"]
