"""Who stands with whom and against whom: the signed network of a region."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from entente.analysis.network.blocs import Division, divisions
from entente.analysis.network.windows import Window
from entente.analysis.rows import rows
from entente.charts.network import FEW
from entente.charts.network import network as drawn
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.ontology.naming import actor_name
from entente.perspective import MONTHS, Perspective


def made(asked: Asked) -> Figure:
    """The figure of the ties among those named, or among all who are known."""
    return standing(asked, Perspective(asked.store, asked.selection, asked.members()))


def standing(asked: Asked, found: Perspective) -> Figure:
    """The figure of a perspective; of several windows the last: a picture shows one state of things."""
    ties, blocs = found.signed, found.blocs
    last = ties.window.max()
    ties = ties[ties.window == last]
    # In a picture 0 is nobody's bloc, and one alone is none.
    blocs = blocs[(blocs.window == last) & (blocs.members > 1)].assign(bloc=lambda table: table.bloc + 1)
    caption = basis.caption(
        asked,
        f"Who stands with whom{basis.whom(asked)}{basis.months(found.ties, found.window, last)}",
        basis.of_ties(within(found.ties, found.window, last), found.least),
        "Friendly or hostile: the 95 % interval of the tie's mean intensity lies above or below "
        f"{found.neutral:g}; else mixed or not sure. Ties of fewer than {FEW} stories are pale.",
        *_on_blocs(ties, len(blocs) > 0),
    )
    names = {code: actor_name(code) for code in {*ties.a, *ties.b, *blocs.actor}}
    return Figure(caption, ties, lambda width: drawn(ties, names, None, blocs, width, "stories"), _told(ties))


def within(ties: pd.DataFrame, window: Window, start: pd.Timestamp) -> pd.DataFrame:
    """The period ties of a window that begins on a day."""
    length = MONTHS[window]
    if length is None or pd.isna(start):
        return ties
    return ties[(ties.period >= start) & (ties.period < start + pd.DateOffset(months=length))]


def _on_blocs(ties: pd.DataFrame, drawn: bool) -> Iterator[str]:
    """What the blocs are worth: every network has a best division."""
    if not drawn:
        return
    (p,) = [one.p for one in rows(divisions(ties), Division)] or [float("nan")]
    chance = "too few ties to hold it against chance" if pd.isna(p) else f"p {p:.2f} that chance does as well"
    yield f"Blocs, on grey arcs: the best division into friends; {chance}."


def _told(ties: pd.DataFrame) -> str:
    signs = ties.sign.value_counts()
    parts = [
        f"{int(signs.get(sign, 0)):,} {word}"
        for sign, word in ((1, "friendly"), (-1, "hostile"), (0, "mixed or not sure"))
    ]
    return f"{basis.some(len(ties), 'tie')}: {', '.join(parts)}."
