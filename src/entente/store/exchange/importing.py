"""The SQL that takes rows of a format in: each field to its place, the whole row as ``raw``."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Literal

from entente.errors import BrokenRecord
from entente.store.exchange.format import COMMON, STORED, Format, Layout, formats, literal
from entente.store.exchange.parts import LONGEST

#: No file has these four characters in a row: each line is one field.
_NEVER = "\x01\x02\x03\x04"
#: Nor these: they stand for a carriage return, at which the database would break off.
RETURN = "\x01\x02\x03\x05"
_RAW = "array_to_string(list_transform(f, lambda x: escaped(coalesce(x, ''))), chr(9))"
#: Bytes that the database cuts a part into, for its threads.
_BUFFER = 2 * LONGEST
#: Of a row without a day, until it is taken out.
NO_DAY = "0001-01-01"
#: Days that a data set may run ahead of the calendar: a clock of another zone, a date of tomorrow.
_AHEAD = 7


def with_plain_ends(body: bytes, quoted: bool) -> tuple[bytes, bool]:
    """Rows that end in a line feed alone, and whether :data:`RETURN` stands for other carriage returns."""
    if b"\r" not in body:
        return body, False
    pieces = body.split(b'"') if quoted else [body]
    # Every second piece is between quotation marks, where a line end is part of the field.
    pieces[::2] = [piece.replace(b"\r\n", b"\n") for piece in pieces[::2]]
    plain = b'"'.join(pieces)
    return plain.replace(b"\r", RETURN.encode()), b"\r" in plain


def source(
    fmt: Format, path: str, heads: Sequence[str], delimiter: str, rejects: str, returns: bool = False
) -> str:
    """The query of the rows of a part that was written to ``path``: ``f`` (list of fields) and ``raw``.

    Args:
        fmt: the format.
        path: file with whole rows, without a header.
        heads: names of the fields as the file's header has them, else the format's own.
        delimiter: what stands between the fields.
        rejects: name of the table that takes what the database cannot read.
        returns: whether :data:`RETURN` stands for carriage returns in it.
    """
    common = (
        f"header = false, auto_detect = false, new_line = '\\n', max_line_size = {LONGEST}, "
        f"buffer_size = {_BUFFER}, store_rejects = true, "
        f"rejects_table = '{rejects}', rejects_scan = '{rejects}_scan'"
    )
    if fmt.layout is Layout.PARQUET:
        listed = ", ".join(f"{_name(head)}::VARCHAR" if head in heads else "''" for head in fmt.columns)
        return f"SELECT f, {_RAW} AS raw FROM (SELECT [{listed}] AS f FROM read_parquet({literal(path)}))"
    if fmt.layout is not Layout.TABLE:
        read = (
            f"read_csv({literal(path)}, delim = {literal(_NEVER)}, quote = '', escape = '', {common}, "
            "columns = {'raw': 'VARCHAR'})"
        )
        if returns:
            read = f"(SELECT replace(raw, {literal(RETURN)}, chr(13)) AS raw FROM {read})"
        return f"SELECT raw, {_fields_of_line(fmt)} AS f FROM {read} WHERE raw IS NOT NULL"
    names = [f"c{n}" for n in range(len(heads))]
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    quote = literal(fmt.quote)
    read = (
        f"read_csv({literal(path)}, delim = {literal(delimiter)}, quote = {quote}, escape = {quote}, "
        f"{common}, force_not_null = [{', '.join(map(literal, names))}], columns = {{{columns}}})"
    )
    placed = _placed(fmt, heads)
    cells = [f"replace({name}, {literal(RETURN)}, chr(13))" for name in names] if returns else names
    if fmt.own:
        cells = [f"unguarded({cell})" for cell in cells]
    fields = [cells[placed[column]] if column in placed else "''" for column in fmt.columns]
    # Columns that the format does not know are kept behind, each with its name.
    left = set(range(len(heads))).difference(placed.values())
    fields += [f"concat({literal(heads[n])}, '=', {cells[n]})" for n in sorted(left)]
    listed = ", ".join(fields)
    return f"SELECT f, {_RAW} AS raw FROM (SELECT [{listed}] AS f FROM {read})"


def _placed(fmt: Format, heads: Sequence[str]) -> dict[str, int]:
    """Which field of the file each column is: by its own name, else by an alias, of several the first."""
    found: dict[str, int] = {}
    columns = {column.lower(): column for column in fmt.columns}
    for names in (dict[str, str](), fmt.aliases):
        taken = set(found.values())
        for n, head in enumerate(heads):
            column = columns.get(names.get(head.lower(), head).lower())
            if column and n not in taken:
                found.setdefault(column, n)
    return found


def _fields_of_line(fmt: Format) -> str:
    if fmt.layout is Layout.LINES:
        return fields_of_line(fmt)
    paths = ", ".join(map(literal, fmt.paths))
    return f"CASE WHEN json_valid(raw) THEN json_extract_string(raw, [{paths}]) END"


def fields_of_line(fmt: Format) -> str:
    """The fields of ``raw``, a line with a sign between them."""
    usual = literal(fmt.delimiter or "\t")
    if fmt.otherwise is None:
        return f"string_split(raw, {usual})"
    sign = f"CASE WHEN contains(raw, {usual}) THEN {usual} ELSE {literal(fmt.otherwise)} END"
    return f"string_split(raw, {sign})"


def header(fmt: Format, file: str, line: str) -> tuple[tuple[str, ...], str, bool]:
    """What the first line of a file says: names of the fields, delimiter, whether it is a header.

    Raises BrokenRecord where a header lacks a column that there must be.
    """
    if fmt.layout is not Layout.TABLE:
        return fmt.columns, fmt.delimiter or "\t", False
    delimiter = fmt.delimiter or max(("\t", ",", ";"), key=line.count)
    cells = _cells(line, delimiter, fmt.quote)
    known = {name.lower() for name in fmt.columns} | set(fmt.aliases)
    if sum(cell.lower() in known for cell in cells) < 2:
        # A release cut into pieces has its header in the first alone.
        return fmt.columns, delimiter, False
    have = {fmt.aliases.get(cell.lower(), cell).lower() for cell in cells}
    lacking = [name for name in fmt.needed if name.lower() not in have]
    if lacking:
        raise BrokenRecord(
            file,
            f"its header lacks {', '.join(lacking)}; {fmt.name} has: {', '.join(fmt.columns[:6])} ... "
            "(docs/reference/formats.md)",
        )
    return tuple(cells), delimiter, True


def _cells(line: str, delimiter: str, quote: str) -> list[str]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    rows = list(csv.reader(io.StringIO(line), delimiter=delimiter, quotechar=quote or None, quoting=quoting))
    return [cell.strip() for cell in rows[0]] if rows else []


def columns_sql(fmt: Format, wanted: Sequence[str]) -> str:
    """A query over ``rows`` (``f``, ``raw``) with our columns, those of ``wanted`` that need a field."""
    made = []
    for name in wanted:
        if name in fmt.sql:
            made.append(f"{fmt.expression(fmt.sql[name])} AS {name}")
    for side, lookups in fmt.states.items():
        if side in wanted:
            made += [
                f"{_key(scheme, fmt.expression(sql))} AS {side}_{n}"
                for n, (scheme, sql) in enumerate(lookups)
            ]
    if fmt.act:
        scheme, *keys = fmt.act
        made += [f"{_act_key(scheme, fmt.expression(sql))} AS act_{n}" for n, sql in enumerate(keys)]
    return ", ".join(made)


def joined_sql(fmt: Format, wanted: Sequence[str], cut: str) -> str:
    """``FROM`` with the tables of codes joined to a query of :func:`columns_sql`."""
    joins = [f"FROM {cut} AS cut"]
    for side, lookups in fmt.states.items():
        if side in wanted:
            joins += [
                f"LEFT JOIN country_codes AS {side}{n} ON {side}{n}.scheme = {literal(scheme)} "
                f"AND {side}{n}.code = cut.{side}_{n}"
                for n, (scheme, _) in enumerate(lookups)
            ]
    if fmt.act:
        scheme = _schemes(fmt.act[0])
        joins += [
            f"LEFT JOIN act_codes AS act{n} ON act{n}.scheme {scheme} AND act{n}.code = cut.act_{n}"
            for n in range(len(fmt.act) - 1)
        ]
    return " ".join(joins)


def value_sql(fmt: Format, name: str) -> str:
    """One of our columns over :func:`joined_sql`: the field, else what the codes say, else nothing."""
    own = [f"cut.{name}"] if name in fmt.sql else []
    if name in fmt.states:
        return _first([*(f"{name}{n}.iso3" for n in range(len(fmt.states[name]))), *own])
    if fmt.act and name in ("event_type", "mode", "contexts", "quad", "intensity"):
        return _first([*own, *(f"act{n}.{name}" for n in range(len(fmt.act) - 1))])
    if name == "articles":
        return _first([*own, "1"])
    if name == "directed":
        return _first([*own, "true"])
    return _first(own)


def _first(ways: list[str]) -> str:
    return "NULL" if not ways else ways[0] if len(ways) == 1 else f"coalesce({', '.join(ways)})"


def insert_sql(fmt: Format, found: str, batch: int, *, lean: bool = False) -> str:
    """The statement that takes in all rows; one that is not sound has no id, and the reason for a code.

    ``lean`` leaves out the row as it came. There is no WHERE: the database would cut each row into fields
    again for each condition.
    """
    raw = "CASE WHEN cut.reason IS NULL THEN '' ELSE cut.raw END" if lean else "cut.raw"
    # An exchange format of ours may hold rows as they came in another.
    foreign = ", ".join(literal(other.name) for other in formats().values() if not other.own)
    came_so = f"cut.came IS NOT NULL AND cut.dataset IN ({foreign})"
    values = {
        **{name: value_sql(fmt, name) for name in STORED},
        "batch": str(batch),
        "dataset": f"CASE WHEN {came_so} THEN cut.dataset ELSE {literal(fmt.name)} END"
        if fmt.own
        else literal(fmt.name),
        "id": "CASE WHEN cut.reason IS NULL THEN cut.id ELSE '' END",
        "day": f"coalesce(cut.day, DATE '{NO_DAY}')",
        "code": f"coalesce(cut.reason, {value_sql(fmt, 'code')})",
        "raw": f"CASE WHEN {came_so} THEN cut.came ELSE cut.raw END" if fmt.own and not lean else raw,
    }
    came = f"{fmt.expression('{raw}')} AS came, {fmt.expression('{dataset}')} AS dataset, " if fmt.own else ""
    fields = f"SELECT raw, f, {came}{columns_sql(fmt, STORED)} FROM ({found})"
    cut = f"(SELECT *, {_reason(fmt)} AS reason FROM ({fields}))"
    typed = ", ".join(f"{values[name]}::{COMMON[name][0]} AS {name}" for name in STORED)
    return f"INSERT INTO imported SELECT {typed} {joined_sql(fmt, STORED, cut)}"


def _reason(fmt: Format) -> str:
    """What is wrong with a row; null for a sound one."""
    last = f"(current_date + {_AHEAD})"
    first = fmt.first.isoformat()
    heads = ", ".join(literal(name) for name in (fmt.columns[0], *fmt.aliases))
    widths = " or ".join(map(str, fmt.widths))
    rules = {
        Layout.LINES: f"len(f) NOT IN ({', '.join(map(str, fmt.widths))}) "
        f"THEN concat(len(f), ' fields; valid: {widths}')",
        Layout.JSON: "f IS NULL THEN 'no JSON'",
    }
    return (
        f"CASE WHEN {rules.get(fmt.layout, 'false THEN NULL')} WHEN id IS NULL THEN 'no id' "
        f"WHEN id IN ({heads}) THEN 'header repeated' "
        "WHEN day IS NULL THEN 'no day, or none in the calendar' "
        f"WHEN day NOT BETWEEN DATE '{first}' AND {last} "
        f"THEN concat('day ', day, ' is out of range; valid: {first} to ', {last}::DATE) END"
    )


def _key(scheme: str, sql: str) -> str:
    """What a code is looked up by: see ``countrycodes.key_rows``."""
    match scheme:
        case "name" | "organisation":
            return f"lower(regexp_replace(strip_accents({sql}), '[^A-Za-z0-9+]', '', 'g'))"
        case "numeric" | "cow" | "gw":
            return f"ltrim({sql}, '0')"
        case _:
            return f"upper({sql})"


def _act_key(scheme: str, sql: str) -> str:
    return sql if scheme == "cameo" else f"lower({sql})"


def _schemes(scheme: str) -> str:
    """A PLOVER type or a CAMEO code is never written alike, so one column may have either."""
    return "IN ('cameo', 'plover')" if scheme == "either" else f"= {literal(scheme)}"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def only(path: str) -> str:
    """A path as the database takes it for one file: ``a[1].csv`` it would read as a pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)
