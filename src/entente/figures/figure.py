"""What is asked of a store, and the figure that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from entente.charts.caption import Caption
from entente.charts.looks import PHONE, PIXELS, Theme, Width
from entente.perspective import members_of, two_of
from entente.store import Selection, Store
from entente.units import By

if TYPE_CHECKING:
    from entente.charts.theme import Drawing


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a figure answers.

    Attributes:
        store: an open store, whose stories are those of its records.
        selection: data sets, days, level of actors and what is counted.
        names: actors or named regions, as the kind of figure wants them.
        by: the periods of a series.
        at: a day that the figure is about, for the kinds that take one.
    """

    store: Store
    selection: Selection
    names: tuple[str, ...] = ()
    by: By = By.MONTH
    at: date | None = None

    def two(self) -> tuple[str, str]:
        """The codes of the two actors that are named; UsageError for one not known, or the same twice."""
        a, b = self.names
        return two_of(self.store, a, b)

    def members(self) -> tuple[str, ...]:
        """The codes of all that are named, regions taken apart; none for everybody."""
        return members_of(self.store, self.names)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart that can be drawn for a phone or a page, what it says of itself, and its frame.

    Attributes:
        caption: title, what is counted, sources, exposure, notes.
        table: what is drawn, a row each; the columns are the kind's own.
        drawn: gives the chart for a whole width in pixels.
        told: what is to be seen, in a sentence, for those who do not see it.
    """

    caption: Caption
    table: pd.DataFrame
    drawn: Callable[[int], Drawing]
    told: str

    def chart(self, width: int = PHONE) -> Drawing:
        """The Altair chart, in the colours of the light theme."""
        return self.drawn(width)

    def svg(self, width: Width = Width.PAGE, theme: Theme = Theme.LIGHT) -> str:
        """The drawing alone, without its caption, as SVG."""
        from entente.charts.theme import alone

        return alone(self.chart(PIXELS[width]), theme)

    def save(self, path: str | Path, *, width: Width = Width.PAGE, theme: Theme | None = None) -> Path:
        """Writes it with its caption, as the name's end says: see :func:`entente.charts.saving.save`."""
        from entente.charts.saving import save

        return save(self.chart(PIXELS[width]), path, self.caption, theme)
