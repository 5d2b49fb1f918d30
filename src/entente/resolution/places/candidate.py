"""One place that a name may mean, and how likely it is before anything is known of the text."""

from __future__ import annotations

from enum import StrEnum
from math import cos, log10, radians, sqrt
from typing import NamedTuple

from entente.records import Place, Span

#: Added for a capital, for a town of the news, and for a name that is only one of a town's other names.
_CAPITAL, _LISTED, _OTHER_NAME = 2.0, 1.0, -0.5
#: Towns weigh by their people; what the list leaves out is taken for as small as its smallest.
_LEAST_PEOPLE = 15_000
_PER_TENFOLD = 0.8


class Kind(StrEnum):
    """What sort of place it is."""

    STATE = "state"
    PROVINCE = "province"
    REGION = "region"
    WATER = "water"
    RIVER = "river"
    LAND = "land"
    ISLAND = "island"
    SITE = "site"
    TOWN = "town"


_WEIGHTS = {
    Kind.STATE: 7.5,
    Kind.PROVINCE: 5.6,
    Kind.REGION: 6.5,
    Kind.WATER: 6.5,
    Kind.RIVER: 6.5,
    Kind.LAND: 6.0,
    Kind.ISLAND: 5.6,
    Kind.SITE: 6.0,
}


class Candidate(NamedTuple):
    """One place that a name may mean.

    Attributes:
        name: its usual name.
        country: ISO 3166-1 alpha-3; None where it lies in several states.
        latitude: degrees north of its middle; None where unknown.
        longitude: degrees east.
        kind: what it is.
        population: people of a town, 0 where unknown and for all else.
        capital: whether it is the capital of a state.
        region: postal code of the American state that it lies in, or is.
        other: whether the name asked for is only another name of it.
        listed: whether it is in our own tables.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: Kind
    population: int = 0
    capital: bool = False
    region: str = ""
    other: bool = False
    listed: bool = False

    @property
    def weight(self) -> float:
        """How likely the name means this place where nothing else is known; larger is likelier."""
        if self.kind is not Kind.TOWN:
            return _WEIGHTS[self.kind]
        size = _PER_TENFOLD * log10(max(self.population, _LEAST_PEOPLE))
        # Delhi is itself before it is another name of Dili.
        own_capital = self.capital and not self.other
        return size + _CAPITAL * own_capital + _LISTED * self.listed + _OTHER_NAME * self.other

    def place(self, span: Span | None = None) -> Place:
        """The place as a record."""
        return Place(self.name, self.country, self.latitude, self.longitude, span)

    def away(self, latitude: float, longitude: float) -> float | None:
        """Kilometres to a point, roughly; None where it is not known where the place lies.

        >>> round(Candidate("Tampa", "USA", 27.95, -82.46, Kind.TOWN).away(27.77, -82.66))
        28
        """
        if self.latitude is None or self.longitude is None:
            return None
        north = self.latitude - latitude
        east = (self.longitude - longitude + 180) % 360 - 180
        east *= cos(radians((self.latitude + latitude) / 2))
        return 111.2 * sqrt(north * north + east * east)
