"""What happened where in a region: stories by place, and the corridors that its texts name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from entente.charts.atlas.ground import routes
from entente.charts.atlas.view import View
from entente.charts.caption import Caption
from entente.charts.map import HELD, region_map, view_of
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.ontology.corridors import corridors
from entente.ontology.naming import actor_name
from entente.ontology.shapes import BORDERS
from entente.ontology.tables import rows
from entente.resolution.places.gazetteer import gazetteer
from entente.store import Selection, Store

_COUNTS = ["cooperation", "conflict", "undone_cooperation", "undone_conflict"]
#: Places outside the map that are told of.
_ELSEWHERE = 6


def made(asked: Asked) -> Figure:
    """The figure of a region, of actors, or of where anything happened.

    A story is in where one of the actors takes part. The view is their land; of nobody, the smallest circle
    that holds nine tenths of the stories with a place.
    """
    members = asked.members()
    return placed(asked, members, members, _title(asked))


def placed(
    asked: Asked, members: Sequence[str], shown: Sequence[str], title: str, held: float = HELD
) -> Figure:
    """The figure of some actors on a map of the land of others; of nobody's, where most happened.

    ``held`` is the part of the stories with a place that a map of nobody's land holds.
    """
    chosen = replace(asked.selection, actors=tuple(members))
    told = asked.store.places(chosen)
    places = by_place(told, chosen.count.value)
    view = view_of(places, shown, held)
    named = _corridors(asked.store, chosen, view)
    caption = Caption(
        title=title,
        counted=_counted(told, places, view, chosen),
        sources=basis.sources(asked.store, chosen),
        exposure=basis.exposure(asked.store, chosen, asked.by),
        notes=(
            *(("Tinted is the land of those whose stories are counted.",) if members else ()),
            *_notes(places, view, bool(routes(named, view, 100.0))),
        ),
    )
    unit = chosen.count.value
    return Figure(
        caption,
        places,
        lambda width: region_map(places, named, members, shown=shown, held=held, unit=unit, width=width),
        _told(places, view),
    )


def by_place(told: pd.DataFrame, count: str) -> pd.DataFrame:
    """Stories by place as a map takes them: one row a place with coordinates, the busiest first.

    Args:
        told: as ``Store.places`` has it.
        count: what is counted: "story", "report" or "article".
    """
    number = basis.plural(count)
    known = told[told["latitude"].notna() & told["longitude"].notna()]
    known = _central(known)
    kinds = np.where(known["quad"] <= 2, "cooperation", "conflict")
    kinds = np.where(known["done"], kinds, [f"undone_{kind}" for kind in kinds])
    frame = known.assign(
        kind=kinds,
        number=known[number],
        # Of what is done alone: a mean over what never came would say nothing.
        weighed=(known["intensity"] * known["stories"]).where(known["done"]),
        weight=known["stories"].where(known["done"]),
    )
    keys = ["place", "country", "precision", "latitude", "longitude"]
    grouped = frame.groupby(keys, sort=True)
    counts = frame.pivot_table(index=keys, columns="kind", values="number", aggfunc="sum", fill_value=0)
    table = counts.reindex(columns=_COUNTS, fill_value=0).astype(int)
    sums = grouped[["weighed", "weight"]].sum()
    table["intensity"] = (sums["weighed"] / sums["weight"].where(sums["weight"] > 0)).round(2)
    table = table.reset_index()
    table["told"] = table[_COUNTS].sum(axis=1)
    ordered = table.sort_values(["told", *keys], ascending=[False, *(True for _ in keys)], kind="stable")
    return ordered[
        ["place", "country", "precision", "latitude", "longitude", *_COUNTS, "intensity"]
    ].reset_index(drop=True)


def _central(known: pd.DataFrame) -> pd.DataFrame:
    """The rows with a column ``precision``; what is known of a state alone set in its middle.

    Data sets set it in the capital, where it would seem to have happened.
    """
    places = known["place"].astype(object).where(known["place"].notna(), "")
    names = [str(name).partition(",")[0] for name in places]
    countries = [code if isinstance(code, str) else "" for code in known["country"]]
    vague = [not name or _is_state(name, code) for name, code in zip(names, countries, strict=True)]
    centres = [_centres().get(code) if state else None for code, state in zip(countries, vague, strict=True)]
    given = zip(known["latitude"], known["longitude"], strict=True)
    at = [centre or spot for centre, spot in zip(centres, given, strict=True)]
    return known.assign(
        place=[
            actor_name(code) if centre else name
            for name, code, centre in zip(names, countries, centres, strict=True)
        ],
        country=countries,
        precision=["state" if state else "place" for state in vague],
        latitude=[north for north, _ in at],
        longitude=[east for _, east in at],
    )


@cache
def _centres() -> dict[str, tuple[float, float]]:
    return {code: (float(north), float(east)) for code, north, east in rows("state_centres.tsv")}


@cache
def _is_state(place: str, country: str) -> bool:
    """Whether the name of a place is that of its state, and not of a part of it as well."""
    known = gazetteer()
    return bool(country) and known.is_state(place) and known.state_of(place) == country


def _corridors(store: Store, selection: Selection, view: View) -> pd.DataFrame:
    """The waypoints of those corridors that lie in the view and are named, with the texts that name them."""
    near = [c for c in corridors() if any(view.sees(*np.array([p]).T)[0] for p in c.points)]
    texts = store.naming([c.names for c in near], selection)
    points = [(c.name, n, *point) for c, n in zip(near, texts, strict=True) if n for point in c.points]
    return pd.DataFrame(points, columns=["name", "texts", "latitude", "longitude"])


def _title(asked: Asked) -> str:
    named = ", ".join(
        basis.name_of(asked.store, word.strip()) for name in asked.names for word in name.split(",")
    )
    return f"{named}: where it happened" if named else "Where it happened"


def _counted(told: pd.DataFrame, places: pd.DataFrame, view: View, selection: Selection) -> str:
    number = basis.plural(selection.count.value)
    seen = places[_seen(places, view)]
    parts = []
    for done, columns, how in (
        (True, _COUNTS[:2], "told as done"),
        (False, _COUNTS[2:], "told as to come, possible or not done"),
    ):
        whole = int(told.loc[told["done"] == done, number].sum())
        placed, drawn = (int(frame[columns].sum().sum()) for frame in (places, seen))
        if whole or done:
            what = basis.some(drawn, selection.count.value) if done else f"{drawn:,}"
            parts.append(f"{what} {how}, on the map, of {placed:,} with a place and {whole:,} in all")
    return f"Counted: {'; '.join(parts)}."


def _notes(places: pd.DataFrame, view: View, ways: bool) -> tuple[str, ...]:
    outside = places[~_seen(places, view)]
    notes = []
    if len(outside):
        named = [
            f"{_label(row)} {int(row[_COUNTS].sum()):,}" for _, row in outside.head(_ELSEWHERE).iterrows()
        ]
        more = f" and {len(outside) - _ELSEWHERE:,} more places" if len(outside) > _ELSEWHERE else ""
        notes.append(f"Off the map: {', '.join(named)}{more}.")
    if ways:
        notes.append(
            "A corridor joins the places that it is said to run through; the number is of texts that name it."
        )
    return (*notes, BORDERS)


def _seen(places: pd.DataFrame, view: View) -> np.ndarray:
    return view.sees(places["latitude"].to_numpy(float), places["longitude"].to_numpy(float))


def _told(places: pd.DataFrame, view: View) -> str:
    seen = places[_seen(places, view)]
    if not len(seen):
        return "No place is known."
    first = ", ".join(
        f"{_label(row)} ({row['cooperation']:,} cooperation, {row['conflict']:,} conflict)"
        for _, row in seen.head(5).iterrows()
    )
    return f"{basis.some(len(seen), 'place')}, the busiest {first}."


def _label(row: pd.Series) -> str:
    """The name of a place, else that of its state."""
    return str(row["place"]) or actor_name(str(row["country"])) or "unnamed"
