"""The codes of other data as tables to join with, and the macros that formats are written in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import duckdb

from entente.ontology import plover
from entente.ontology.countrycodes import country_rows, key_rows
from entente.ontology.crosswalk import cameo_names, cameo_rows, to_cameo, written_forms
from entente.ontology.naming import squashed
from entente.ontology.tables import rows, several
from entente.records import EventType

ActRow = tuple[str, str, str | None, str | None, str | None, str | None, int | None, float | None]


def unescaped(field: str) -> str:
    """SQL of a field of ``raw`` as it was: between two backslashes that are one, the signs of one letter."""
    plain = r"replace(replace(replace(p, '\t', chr(9)), '\n', chr(10)), '\r', chr(13))"
    return rf"array_to_string(list_transform(string_split({field}, '\\'), lambda p: {plain}), '\')"


_FORMULA = "('=', '+', '-', '@', chr(9), chr(13))"
#: Scalar macros of imports, exports and the view; they hold no facts.
MACROS = (
    r"CREATE OR REPLACE TEMP MACRO escaped(field) AS "
    r"replace(replace(replace(replace(field, '\', '\\'), chr(9), '\t'), chr(10), '\n'), chr(13), '\r')",
    f"CREATE OR REPLACE TEMP MACRO unescaped(field) AS {unescaped('field')}",
    # What a spreadsheet would run as a formula gets an apostrophe before it, and loses it when read back;
    # so does what has apostrophes before it already, or they would be lost instead.
    f"CREATE OR REPLACE TEMP MACRO guarded(field) AS CASE WHEN ltrim(field, chr(39))[1] IN {_FORMULA} "
    "THEN concat(chr(39), field) ELSE field END",
    "CREATE OR REPLACE TEMP MACRO unguarded(field) AS CASE WHEN field[1] = chr(39) "
    f"AND ltrim(field, chr(39))[1] IN {_FORMULA} THEN field[2:] ELSE field END",
    """CREATE OR REPLACE TEMP MACRO quoted(field, delimiter) AS CASE
    WHEN contains(field, delimiter) OR contains(field, '"') OR contains(field, chr(10))
    OR contains(field, chr(13))
    THEN concat('"', replace(field, '"', '""'), '"') ELSE field END""",
    """CREATE OR REPLACE TEMP MACRO written_state(wanted, state) AS
    (SELECT first(code) FROM country_codes WHERE scheme = wanted AND iso3 = state)""",
    "CREATE OR REPLACE TEMP MACRO state_name(state) AS written_state('written_name', state)",
    "CREATE OR REPLACE TEMP MACRO cameo_name(wanted) AS written_state('written_act', wanted)",
)
#: Names that older data of PLOVER has for a type.
_OLDER = {EventType.REQUEST: ("demand",), EventType.ACCUSE: ("disapprove",), EventType.CONCEDE: ("yield",)}


#: Files that the tables are made of.
_FACTS = (
    *("cameo_names.tsv", "countries.tsv", "crosswalk.tsv", "crosswalk_back.tsv"),
    *("organisations.tsv", "plover.toml", "states.tsv"),
)


def country_table() -> Iterator[tuple[str, str, str]]:
    """Scheme, code, ISO3; the names of organisations with their codes too."""
    yield from ((row.scheme.value, row.code, row.iso3) for row in key_rows())
    for row in country_rows():
        yield from (("written_name", name, row.iso3) for name in row.name[:1])
    yield from (("written_act", name, code) for code, name in cameo_names())
    seen: set[str] = set()
    for code, _, _, names, *_ in rows("organisations.tsv"):
        for name in (code, *several(names)):
            if (key := squashed(name).lower()) not in seen:
                seen.add(key)
                yield "organisation", key, code


def act_table() -> Iterator[ActRow]:
    """Scheme, code, CAMEO code, type, mode, contexts, quad class, score."""
    by_code = {row.code: row for row in cameo_rows()}

    def cameo(scheme: str, written: str, code: str) -> ActRow:
        act = by_code[code].act
        kind = act.event_type.value if act.event_type else None
        return scheme, written, code, kind, act.mode, ";".join(act.contexts) or None, act.quad, act.goldstein

    yield from (cameo("cameo", written, code) for written, code in written_forms())
    yield from (cameo("cameo_name", name.lower(), code) for code, name in cameo_names())
    for kind in EventType:
        for mode in (None, *plover.modes(kind)):
            code, score = to_cameo(kind, mode), plover.intensity(kind, mode)
            for name in (kind.value.lower(), *_OLDER.get(kind, ())):
                written = f"{name} {mode}" if mode else name
                yield "plover", written, code, kind.value, mode, None, plover.quad(kind), score


@cache
def fingerprint() -> str:
    """A hash of all facts that codes are made of: a store that has another gets these."""
    digest = hashlib.sha256()
    for name in _FACTS:
        digest.update(files("entente.ontology").joinpath("data", name).read_bytes())
    return digest.hexdigest()[:16]


def write_codes(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables of codes as this version of the program has them."""
    for table, columns in _columns().items():
        connection.execute(f"DELETE FROM {table}")
        marks = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"INSERT INTO {table} SELECT {marks}", columns)


@cache
def _columns() -> dict[str, list[list[object]]]:
    """The tables of codes, by column."""
    made: dict[str, list[tuple[object, ...]]] = {
        "country_codes": list(country_table()),
        "act_codes": list(act_table()),
    }
    return {table: [list(column) for column in zip(*found, strict=True)] for table, found in made.items()}
