"""The sectors of event data as PLOVER's (``data/sectors.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from entente.ontology.dictionaries.cameo import coding
from entente.ontology.tables import rows


@dataclass(frozen=True, slots=True)
class SectorRow:
    """What a name of a sector means.

    Attributes:
        scheme: 'icews' or 'cameo'.
        name: the name as its scheme writes it; a star stands for any words.
        sector: PLOVER's code, or None where PLOVER has no sector for it.
        rank: which of an actor's several names decides: the highest, and no two are even. 0 for all of
            CAMEO, whose roles are read from left to right.
    """

    scheme: str
    name: str
    sector: str | None
    rank: int


@cache
def sector_rows() -> tuple[SectorRow, ...]:
    """All names of sectors that we know, by scheme."""
    return tuple(
        SectorRow(scheme, name, sector or None, int(rank or 0))
        for scheme, name, sector, rank in rows("sectors.tsv")
    )


def row_of_icews(names: str) -> SectorRow | None:
    """The row of the most telling of an actor's sectors in ICEWS, or None where none of them is known.

    A row without a sector is an answer too: the actor is a body of several states.
    """
    found = [row for name in names.split(",") if (row := _row(name.strip()))]
    return max(found, key=lambda row: row.rank, default=None)


def of_icews(names: str) -> str | None:
    """The PLOVER sector of an actor by its sectors in ICEWS, which a comma divides; their order is no matter.

    >>> of_icews("Executive,Foreign Ministry,Government"), of_icews("Military,Government"), of_icews("NA")
    ('GOV', 'MIL', None)
    """
    row = row_of_icews(names)
    return row.sector if row else None


def of_cameo_actor(code: str) -> str | None:
    """The PLOVER sector in a CAMEO actor code or a type code of GDELT; the first role that has one counts.

    >>> of_cameo_actor("RUSGOVMIL"), of_cameo_actor("MED"), of_cameo_actor("NGO"), of_cameo_actor("RUS")
    ('GOV', 'JRN', 'SOC', None)
    """
    return coding(code.strip()).identity.sector


@cache
def _row(name: str) -> SectorRow | None:
    known = [row for row in sector_rows() if row.scheme == "icews"]
    exact = next((row for row in known if row.name == name), None)
    return exact or next((row for row in known if "*" in row.name and fnmatchcase(name, row.name)), None)
