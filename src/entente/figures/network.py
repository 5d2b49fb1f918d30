"""Who stands with whom and against whom: the signed network of a region."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from entente.analysis.network.blocs import Division, divisions
from entente.analysis.network.graph import network as network_of
from entente.analysis.rows import rows
from entente.charts.caption import Caption
from entente.charts.network import FEW
from entente.charts.network import network as drawn
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.ontology.naming import actor_name
from entente.perspective import Perspective
from entente.units import Count


def network(asked: Asked) -> Figure:
    """The figure of the ties among those named, or among all who are known."""
    return standing(asked, Perspective(asked.store, asked.selection, asked.members()))


def standing(asked: Asked, found: Perspective) -> Figure:
    """The figure of a perspective; of several windows the last: a picture shows one state of things."""
    ties, blocs = found.signed, found.blocs
    last = ties.window.max()
    ties = ties[ties.window == last]
    # In a picture 0 is nobody's bloc, and one alone is none.
    blocs = blocs[(blocs.window == last) & (blocs.members > 1)].assign(bloc=lambda table: table.bloc + 1)
    every = network_of(found.ties, found.window, least=1, neutral=found.neutral)
    weak = int(((every.window == every.window.max()) & (every.stories < found.least)).sum())
    caption = Caption(
        title=f"Who stands with whom{basis.whom(asked)}{basis.months(found.ties, found.window, last)}",
        counted=basis.counted(
            int(ties.stories.sum()),
            Count.STORY,
            f"told as done, in {basis.some(len(ties), 'tie')} of {found.least} or more; "
            f"{basis.some(weak, 'tie')} of fewer not drawn",
        ),
        sources=basis.sources(asked.store, asked.selection),
        exposure=basis.exposure(asked.store, asked.selection, asked.by),
        notes=(
            "Friendly or hostile: the 95 % interval of the tie's mean intensity lies above or below "
            f"{found.neutral:g}; else mixed or not sure. Ties of fewer than {FEW} stories are pale.",
            *_on_blocs(ties, len(blocs) > 0),
        ),
    )
    names = {code: actor_name(code) for code in {*ties.a, *ties.b, *blocs.actor}}
    return Figure(caption, ties, lambda width: drawn(ties, names, None, blocs, width, "stories"), _told(ties))


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
