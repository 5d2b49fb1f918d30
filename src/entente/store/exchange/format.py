"""What a format of event data is: its columns, and where each goes in ours (``formats/*.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from entente.errors import UsageError

#: What every format's rows are read as: name, type, meaning. The view ``imported_events`` has these columns.
COMMON: Mapping[str, tuple[str, str]] = {
    "dataset": ("VARCHAR", "name of the data set"),
    "id": ("VARCHAR", "id of the event in it"),
    "day": ("DATE", "when; the first day of a span"),
    "a": ("VARCHAR", "who acts, rolled up: state as ISO 3166-1 alpha-3, else name or code"),
    "b": ("VARCHAR", "to whom, likewise"),
    "directed": ("BOOLEAN", "false where it is not said who of the two acts"),
    "actor": ("VARCHAR", "who acts, as the data set names it"),
    "actor_sector": ("VARCHAR", "its sector, as the data set writes it"),
    "recipient": ("VARCHAR", "to whom, as the data set names it"),
    "recipient_sector": ("VARCHAR", "its sector, likewise"),
    "code": ("VARCHAR", "code of the act, as the data set writes it"),
    "event_type": ("VARCHAR", "PLOVER type, or null"),
    "mode": ("VARCHAR", "PLOVER mode"),
    "contexts": ("VARCHAR", "PLOVER contexts, a semicolon between"),
    "quad": ("TINYINT", "quad class"),
    "intensity": ("FLOAT", "-10 to +10"),
    "articles": ("INTEGER", "articles that tell it"),
    "sources": ("INTEGER", "outlets that tell it, where the data set counts them"),
    "deaths": ("INTEGER", "best estimate of the dead"),
    "place": ("VARCHAR", "name of the place"),
    "country": ("VARCHAR", "state of the place, ISO 3166-1 alpha-3"),
    "latitude": ("DOUBLE", "degrees"),
    "longitude": ("DOUBLE", "degrees"),
    "outlet": ("VARCHAR", "who published it"),
    "url": ("VARCHAR", "address of an article"),
    "text": ("VARCHAR", "what it says of the act"),
    "batch": ("INTEGER", "part of a file that it came with"),
    "raw": ("VARCHAR", "the row as it came"),
}
#: What our own formats tell besides of events that were coded here; nothing is read from these columns.
TOLD: Mapping[str, tuple[str, str]] = {
    "corrected_by": ("VARCHAR", "who fixed the record, where somebody did"),
    "corrected_at": ("VARCHAR", "when, UTC"),
}
#: Columns of the table ``imported``, in order.
STORED = (
    *("batch", "dataset", "id", "day", "a", "b", "directed"),
    *("code", "event_type", "quad", "intensity", "articles", "raw"),
)
_COLUMN = re.compile(r"\{([^{}]+)\}")


class Layout(StrEnum):
    """How the rows of a file are written."""

    LINES = "lines"
    """Fields with a tab between, nothing quoted, no header: the line is kept as it is."""
    TABLE = "table"
    """A header, and fields that may be quoted."""
    JSON = "json"
    """One JSON object a line: the line is kept as it is."""
    PARQUET = "parquet"
    """Columns with names and types of their own."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of event data.

    Attributes:
        name: as ``entente import`` has it, and as the data set is called.
        about: what it is, in a few words.
        layout: how rows are written.
        columns: names of the fields, in order; of JSON their paths.
        aliases: other names that a header may have, in lower case, and the column that is meant.
        widths: how many fields a row may have.
        delimiter: what stands between fields; None where the header tells (tab, comma or semicolon).
        otherwise: what stands between the fields of a line that has no delimiter; None where it is one field.
        quote: the sign around fields, or nothing.
        missing: words that say that a field is empty.
        first: the first day that the data set can have.
        needed: columns that a header must have.
        sql: our column and how it is made, SQL in which ``{Column}`` stands for a field.
        states: ``a``, ``b`` or ``country``, and the lookups that find the state: scheme and SQL; the first
            that knows it counts.
        act: scheme of the code of the act, and SQL of what is looked up in ``act_codes``, the first that
            it knows; None where ``sql`` has all.
        own: whether it is an exchange format of ours, with the columns of :data:`COMMON`.
        rolls: whether an ``a`` or ``b`` that is neither a state nor an organisation is a name that may stand
            for one: of a person, a ministry, a party (``ontology.rollup``).
        writes: column of the format and how it is made of ours, SQL; ``$`` for the whole object of JSON
            Lines; empty where rows of others cannot be written.
    """

    name: str
    about: str
    layout: Layout
    columns: tuple[str, ...]
    aliases: Mapping[str, str]
    widths: tuple[int, ...]
    delimiter: str | None
    otherwise: str | None
    quote: str
    missing: tuple[str, ...]
    first: date
    needed: tuple[str, ...]
    sql: Mapping[str, str]
    states: Mapping[str, tuple[tuple[str, str], ...]]
    act: tuple[str, ...] | None
    writes: Mapping[str, str]
    own: bool
    rolls: bool

    @property
    def paths(self) -> tuple[str, ...]:
        """Of JSON, where the fields are."""
        return tuple(c if c.startswith("$") else f"$.{c}" for c in self.columns)

    def expression(self, text: str) -> str:
        """SQL of the format over the list of fields ``f``: an empty or missing field is null."""

        def field(found: re.Match[str]) -> str:
            made = f"f[{self.columns.index(found[1]) + 1}]"
            for word in ("", *self.missing):
                made = f"nullif({made}, {literal(word)})"
            return made

        return _COLUMN.sub(field, text)


def literal(text: str) -> str:
    """A text as SQL, inert whatever it holds."""
    return "'" + text.replace("'", "''") + "'"


@cache
def formats() -> Mapping[str, Format]:
    """All formats by name."""
    folder = files("entente.store.exchange").joinpath("formats")
    told = {f.name: tomllib.loads(f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".toml")}
    # What is the same in another format stands there alone.
    found = (_loaded(told.get(f"{one.get('like')}.toml", {}) | one) for one in told.values())
    return {made.name: made for made in sorted(found, key=lambda made: made.name)}


def format_named(name: str) -> Format:
    """A format by its name; raises UsageError for a name that there is not."""
    try:
        return formats()[name.lower()]
    except KeyError:
        raise UsageError(f"no format {name!r}; valid: {', '.join(formats())}") from None


def _loaded(told: dict[str, Any]) -> Format:
    columns = tuple(told.get("columns", COMMON))
    made = Format(
        name=told["name"],
        about=told["about"],
        layout=Layout(told["layout"]),
        columns=columns,
        aliases={other.lower(): name for other, name in told.get("aliases", {}).items()},
        widths=tuple(told.get("widths", [len(columns)])),
        delimiter=told.get("delimiter"),
        otherwise=told.get("otherwise"),
        quote=told.get("quote", ""),
        missing=tuple(told.get("missing", ())),
        first=told.get("first", date(1800, 1, 1)),
        needed=tuple(told.get("needed", ())),
        sql=told["sql"],
        states={side: tuple(map(tuple, found)) for side, found in told.get("states", {}).items()},
        act=tuple(told["act"]) if "act" in told else None,
        writes=told.get("writes", {}),
        own=told.get("own", False),
        rolls=told.get("rolls", False),
    )
    for problem in _problems(made):
        raise ValueError(f"formats/{made.name}.toml: {problem}")
    return made


def _problems(made: Format) -> Iterator[str]:
    """What is wrong with a format's file."""
    yield from (f"sql of {name}, which is no column of ours" for name in made.sql if name not in COMMON)
    texts = [*made.sql.values(), *(sql for found in made.states.values() for _, sql in found)]
    texts += made.act[1:] if made.act else ()
    for text in texts:
        yield from (
            f"no column {name} (in {text})" for name in _COLUMN.findall(text) if name not in made.columns
        )
    known = (*made.columns, "$")
    yield from (f"writes {name}, which is no column" for name in made.writes if name not in known)
