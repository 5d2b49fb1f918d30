"""What a chart says of itself: what it counts, over which sources, with what exposure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from entente.charts.looks import INK, MUTED, TEXT

#: The mean width of a letter, as a share of the size of the type: of plain letters, and of bold ones.
_LETTER, _BOLD = 0.52, 0.58
_KEPT = ("$schema", "config", "datasets", "usermeta")


@dataclass(frozen=True, slots=True)
class Caption:
    """The words that stand with a chart wherever it goes.

    Attributes:
        title: what is shown, of whom, when.
        counted: the unit that is counted, how many of it, and what is left out.
        sources: the data sets, with the number of their articles or events, and the outlets.
        exposure: what was read in the time shown, and when nothing was.
        notes: what else must be known to read it rightly, a sentence each.
    """

    title: str
    counted: str
    sources: str = ""
    exposure: str = ""
    notes: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What stands below a drawing, a sentence or several in each text."""
        return tuple(filter(None, (self.counted, self.sources, self.exposure, *self.notes)))


def framed(spec: Mapping[str, Any], caption: Caption, width: float) -> dict[str, Any]:
    """A drawing between its title and what is told of it.

    Args:
        spec: a Vega-Lite specification with its data.
        caption: the words.
        width: of the drawing, in pixels; longer lines are broken.

    Returns:
        A specification of the same drawing, titled, which holds no reference to the one given.
    """
    inner = {name: value for name, value in spec.items() if name not in _KEPT}
    outer = {name: spec[name] for name in _KEPT if name in spec}
    titled = {
        "vconcat": [inner],
        "title": _words([caption.title], width, TEXT + 2, color=INK, fontWeight="bold", offset=12),
    }
    notes = _words(caption.told, width, TEXT - 1, color=MUTED, fontWeight="normal", offset=10)
    return {**outer, "vconcat": [titled], "title": {**notes, "orient": "bottom"}}


def _words(texts: tuple[str, ...] | list[str], width: float, size: int, **looks: object) -> dict[str, Any]:
    letter = _BOLD if looks.get("fontWeight") == "bold" else _LETTER
    letters = max(20, int(width / (letter * size)))
    lines = [line for text in texts for line in wrap(text, letters)]
    return {"text": lines, "anchor": "start", "frame": "group", "fontSize": size, "limit": 0, **looks}
