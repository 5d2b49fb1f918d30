"""The codes of states in event and conflict data (``data/countries.tsv``).

The same letters mean other states in other schemes: 'AU' is Austria in FIPS and Australia in ISO. So a code
is never read without its scheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import pycountry

from entente.ontology.naming import squashed
from entente.ontology.tables import rows, several


class Scheme(StrEnum):
    """In what way a data set names its states."""

    ISO2 = "iso2"
    """ISO 3166-1 alpha-2."""
    ISO3 = "iso3"
    """ISO 3166-1 alpha-3, XKX for Kosovo; codes of states that are gone too."""
    NUMERIC = "numeric"
    """ISO 3166-1 numeric (ACLED)."""
    CAMEO = "cameo"
    """CAMEO, for the actors of GDELT and PETRARCH."""
    FIPS = "fips"
    """FIPS 10-4, for the places of GDELT."""
    COW = "cow"
    """Correlates of War, number."""
    COW_NAME = "cow_name"
    """Correlates of War, letters."""
    GW = "gw"
    """Gleditsch and Ward, number (UCDP)."""
    NAME = "name"
    """Name, as ICEWS writes it; other names are read as well."""


_NUMBERS = frozenset({Scheme.NUMERIC, Scheme.COW, Scheme.GW})
_ASIDE = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A state or territory and its codes; the first of several is the one to write.

    Attributes:
        iso3: the code of our records.
        iso2: alpha-2.
        numeric: three digits.
        cameo: CAMEO's letters.
        fips: two letters of FIPS 10-4.
        cow: number of Correlates of War.
        cow_name: letters of Correlates of War.
        gw: number of Gleditsch and Ward.
        name: as ICEWS writes it.
    """

    iso3: str
    iso2: tuple[str, ...]
    numeric: tuple[str, ...]
    cameo: tuple[str, ...]
    fips: tuple[str, ...]
    cow: tuple[str, ...]
    cow_name: tuple[str, ...]
    gw: tuple[str, ...]
    name: tuple[str, ...]

    def codes(self, scheme: Scheme) -> tuple[str, ...]:
        """All its codes in a scheme, the one to write first; none where there is none or we are not sure."""
        return (self.iso3,) if scheme is Scheme.ISO3 else getattr(self, scheme.value)


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What a code of a scheme is read as; every code of a scheme is there once."""

    scheme: Scheme
    code: str
    iso3: str


@cache
def country_rows() -> tuple[CountryRow, ...]:
    """All states and territories, those that are gone at the end."""
    known = {c.alpha_3: c for c in (*pycountry.historic_countries, *pycountry.countries)}
    return tuple(
        CountryRow(
            iso,
            several(iso2 or getattr(known.get(iso), "alpha_2", "")),
            several(getattr(known.get(iso), "numeric", "")),
            *(several(cell) for cell in (cameo, fips, cow, cow_name, gw, name)),
        )
        for iso, cameo, fips, cow, cow_name, gw, name, iso2 in rows("countries.tsv")
    )


def code_rows() -> Iterator[CodeRow]:
    """Every code of every scheme and the state that it is read as, fit for a table to join with."""
    for scheme in Scheme:
        seen: set[str] = set()
        for row in country_rows():
            for code in row.codes(scheme):
                if code not in seen:
                    seen.add(code)
                    yield CodeRow(scheme, code, row.iso3)


def key_rows() -> Iterator[CodeRow]:
    """All that :func:`iso3` reads, by key: capitals, numbers without zeros before them, names squashed."""
    for scheme, found in _readings().items():
        for key, iso in found.items():
            yield CodeRow(scheme, key, iso)


def iso3(code: str, scheme: Scheme) -> str | None:
    """The ISO alpha-3 code of a state by its code in a scheme; None for what the scheme does not have.

    Case does not matter, nor do zeros before a number. A name may also be one of our own or of ISO's, may
    have an aside in brackets at its end, and may be turned about at a comma ('Korea, Republic of').

    >>> iso3("AU", Scheme.FIPS), iso3("AU", Scheme.ISO2), iso3("2", Scheme.COW)
    ('AUT', 'AUS', 'USA')
    """
    key = _key(code, scheme)
    if scheme is not Scheme.NAME:
        return _readings()[scheme].get(key)
    names = _readings()[scheme]
    plain = _ASIDE.sub("", code)
    last, _, first = plain.partition(",")
    return names.get(key) or names.get(_key(plain, scheme)) or names.get(_key(first + last, scheme))


def code_of(iso3: str, scheme: Scheme) -> str | None:
    """The code that a scheme writes for a state; None where it has none or we are not sure of it.

    >>> code_of("ROU", Scheme.CAMEO), code_of("HKG", Scheme.COW)
    ('ROM', None)
    """
    row = _by_iso3().get(iso3)
    codes = row.codes(scheme) if row else ()
    return codes[0] if codes else None


def _key(code: str, scheme: Scheme) -> str:
    if scheme is Scheme.NAME:
        return squashed(code).lower()
    text = code.strip().upper()
    return (text.lstrip("0") or text) if scheme in _NUMBERS else text


@cache
def _by_iso3() -> dict[str, CountryRow]:
    return {row.iso3: row for row in country_rows()}


@cache
def _readings() -> dict[Scheme, dict[str, str]]:
    found: dict[Scheme, dict[str, str]] = {scheme: {} for scheme in Scheme}
    for row in code_rows():
        found[row.scheme][_key(row.code, row.scheme)] = row.iso3
    names = found[Scheme.NAME]
    for name, iso in _other_names():
        names.setdefault(_key(name, Scheme.NAME), iso)
    return found


def _other_names() -> Iterator[tuple[str, str]]:
    """Names beside those of ICEWS: ours, then ISO's."""
    for iso, ours, *_ in rows("states.tsv"):
        for name in several(ours):
            yield name, iso
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if name := getattr(country, field, ""):
                yield name, country.alpha_3
