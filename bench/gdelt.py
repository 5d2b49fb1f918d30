"""Rows as GDELT 1.0 has them, made up: any number, with the repetition that the real ones have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

STATES = (
    *("USA", "RUS", "CHN", "GBR", "FRA", "DEU", "ISR", "IRN", "IRQ", "TUR"),
    *("UKR", "ARM", "AZE", "GEO", "IND", "PAK", "AFG", "SYR", "EGY", "SAU"),
    *("JPN", "KOR", "PRK", "AUS", "NGA", "ZAF", "KEN", "ETH", "SDN", "BRA"),
    *("MEX", "ITA", "ESP", "POL", "GRC", "PSE", "LBN", "QAT", "YEM", "LBY"),
)
CODES = (
    *("010", "020", "036", "040", "042", "043", "046", "051", "057", "061"),
    *("071", "084", "100", "111", "112", "120", "130", "138", "141", "163"),
    *("172", "173", "180", "190", "193", "194"),
)
_FIPS = ["RS", "UP", "IR", "IZ", "TU", "AM", "AJ", "GG", "US", "CH", "UK", "FR", "GM", "IS", "IN", "PK"]
_PLACES = 8000
_FIRST_ID = 240_000_000


def write_rows(path: Path, rows: int, *, days: int = 365, part: int = 0) -> None:
    """Writes so many rows of 58 columns; ``part`` makes other ids, and the days that follow.

    States, places and codes are drawn unevenly, as in the world; 1 row in 5 has no recipient. About 440 bytes
    a row.
    """
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        connection.execute(f"CREATE TABLE places AS {_places()}")
        how = "DELIMITER '\t', HEADER false, QUOTE '', ESCAPE ''"
        connection.execute(f"COPY ({_rows(rows, days, part)}) TO '{path}' ({how})")


def _listed(words: Sequence[str]) -> str:
    return "[" + ", ".join(f"'{word}'" for word in words) + "]"


def _places() -> str:
    return f"""
        SELECT range AS p, concat('City ', range, ', Province ', range // 20,
                ', Country ', range // 200) AS name,
            {_listed(_FIPS)}[1 + (hash(range) % {len(_FIPS)})::INT] AS fips,
            (hash(range, 5) % 30)::VARCHAR AS province,
            round((hash(range, 1) % 180000) / 1000.0 - 90, 4) AS north,
            round((hash(range, 2) % 360000) / 1000.0 - 180, 4) AS east,
            concat('-', hash(range, 3) % 3000000) AS feature
        FROM range({_PLACES})"""


def _rows(rows: int, days: int, part: int) -> str:
    def drawn(by: str, of: int, steep: float) -> str:
        """A number below ``of``, the low ones more often."""
        return f"({of} * pow(({by} % 9973) / 9973.0, {steep}))::INT % {of}"

    def place(alias: str) -> str:
        one = alias
        return (
            f"4, {one}.name, {one}.fips, {one}.fips || {one}.province, {one}.north, {one}.east, {one}.feature"
        )

    states = _listed(STATES)
    return f"""
        WITH numbers AS (
            SELECT range AS i, hash(range, {part}) AS h, hash(range, 1, {part}) AS h2,
                hash(range, 2, {part}) AS h3
            FROM range({rows})
        ), drawn AS (
            SELECT *, DATE '2013-04-01' + ({part * days} + i * {days} // {rows})::INT AS d,
                {states}[1 + {drawn("h", len(STATES), 2.2)}] AS a,
                {states}[1 + {drawn("h2", len(STATES), 2.2)}] AS b,
                {_listed(CODES)}[1 + (h3 % {len(CODES)})::INT] AS code,
                {drawn("h3", _PLACES, 2.0)} AS p1, {drawn("h2", _PLACES, 2.0)} AS p2, h2 % 5 > 0 AS other
            FROM numbers
        )
        SELECT {_FIRST_ID} + {part}::BIGINT * {rows} + i,
            strftime(d, '%Y%m%d'), strftime(d, '%Y%m'),
            strftime(d, '%Y'),
            printf('%.4f', year(d) + (month(d) * 30 + day(d)) / 365.0),
            a || CASE WHEN h % 3 = 0 THEN 'GOV' ELSE '' END,
            CASE WHEN h % 3 = 0 THEN 'GOVERNMENT' ELSE 'NAME OF ' || a END,
            a, NULL, NULL, NULL, NULL, CASE WHEN h % 3 = 0 THEN 'GOV' END, NULL, NULL,
            CASE WHEN other THEN b || CASE WHEN h2 % 4 = 0 THEN 'MIL' ELSE '' END END,
            CASE WHEN other THEN 'NAME OF ' || b END, CASE WHEN other THEN b END, NULL, NULL, NULL, NULL,
            CASE WHEN other AND h2 % 4 = 0 THEN 'MIL' END, NULL, NULL,
            h3 % 2, code, code, code[:2], 1 + h3 % 4, (h3 % 26) - 10.0::DOUBLE,
            1 + h % 40, 1 + h % 3, 1 + h % 40,
            ((h % 200) / (23.0 + h2 % 50) * 10 - 10)::DOUBLE,
            {place("x")}, {place("y")}, {place("x")}, strftime(d, '%Y%m%d'),
            concat('http://www.outlet', h % 3000, '.com/', strftime(d, '%Y/%m/%d'),
                '/news/some-words-of-the-title-of-a-story-', h % 1000003, '.html')
        FROM drawn JOIN places x ON x.p = p1 JOIN places y ON y.p = p2"""
