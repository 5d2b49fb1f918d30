"""How the dealings of two are shown: reciprocity, who leads, silence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from rich.table import Table

from entente.analysis.dyads.dealings import Dealings
from entente.cli.dyad_views import Cells, rows_of, tabled
from entente.ontology.naming import actor_name


def json_lists(found: Dealings | None) -> dict[str, list[dict[str, Any]]]:
    """What JSON has of them: lists by name; empty ones of two that never met."""
    if found is None:
        return {"reciprocity": [], "leader": [], "lags": [], "silences": []}
    verdict = found.leads.verdict
    told = {
        "leader": verdict.leader,
        "lag": verdict.lag,
        "r": verdict.r,
        "p": verdict.p,
        "pairs": verdict.pairs,
        "why_none": verdict.why_none,
    }
    return {
        "reciprocity": list(rows_of(found.reciprocity)),
        "leader": [{key: round(v, 6) if isinstance(v, float) else v for key, v in told.items()}],
        "lags": list(rows_of(found.leads.lags)),
        "silences": list(rows_of(found.silences)),
    }


def tables(found: Dealings, a: str, b: str, cells: Cells) -> Iterator[Table]:
    """The tables to read."""
    row = found.reciprocity.iloc[0]
    one, other = actor_name(a), actor_name(b)
    verdict = found.leads.verdict
    kinder = actor_name(row.kinder) if isinstance(row.kinder, str) else "not told from chance"
    leader = actor_name(verdict.leader) if verdict.leader else f"not told: {verdict.why_none}"
    lines: list[tuple[object, ...]] = [
        (f"stories of {one} to {other}, and back", f"{row.a_to_b}, {row.b_to_a}", None),
        ("share of the weaker direction", *_figure(row, "weaker")),
        ("like answered with like: cooperation", *_figure(row, "cooperation")),
        ("like answered with like: conflict", *_figure(row, "conflict")),
        ("the tone of both in one period", *_figure(row, "tone")),
        (f"how much kinder {one} is, points", *_figure(row, "balance")),
        ("who is kinder", kinder, None),
        ("who leads", leader, None if verdict.p is None else f"p {verdict.p:.2g}, lag {verdict.lag}"),
    ]
    yield from tabled("Reciprocity", ("what", "value", "95 %"), lines, cells)
    gaps: list[tuple[object, ...]] = []
    for gap in rows_of(found.silences):
        figures = (gap["periods"], gap["why"], gap["articles"], _short(gap["expected"]))
        gaps.append((gap["first"], gap["last"], *figures))
    heads = ("first", "last", "periods", "why", "articles read", "stories expected")
    yield from tabled("Silence", heads, gaps, cells, numbers=(2, 4, 5))


def _figure(row: pd.Series, name: str) -> tuple[str | None, str | None]:
    value = row[name]
    if pd.isna(value):
        return "too little is told", None
    return f"{value:.2f}", f"{row[f'{name}_low']:.2f} to {row[f'{name}_high']:.2f}"


def _short(value: float | None) -> str | None:
    return None if value is None else f"{value:.1f}"
