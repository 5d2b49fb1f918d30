"""Our own format of actors: TOML.

::

    [[actor]]
    name = "Free Syrian Army"       # the one key that must be there
    names = ["FSA"]                 # further names, in the case that texts have them in
    code = "FSA"                    # the actor of the records; else the name
    country = "SYR"                 # ISO 3166-1 alpha-3
    sector = "REB"                  # PLOVER
    office = "..."                  # of a person
    [[actor.period]]                # what differs for a time; several may follow
    from = 2011-07-29               # day, month or year, both included; either may be left out
    until = 2017
    sector = "OPP"

    [agents]                        # words for kinds of people, singular; the plural is understood
    rebel = "REB"
    "border guard" = "MIL"

The file is read in pieces, one a table, so that a slip in one of them costs that one only.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from entente.ontology.dictionaries.cameo import coding, is_composed, is_state_code
from entente.ontology.dictionaries.entries import (
    Agent,
    AgentWords,
    BadLine,
    Coding,
    Item,
    Named,
    OwnActor,
)
from entente.ontology.dictionaries.plurals import plural
from entente.ontology.plover import SECTORS
from entente.records import Identity

#: The lines that begin a piece; ``[[actor.period]]`` belongs to the actor above it.
_HEAD = re.compile(r"^\s*\[\[?\s*([\w-]+)\s*\]\]?\s*(?:#.*)?$", re.MULTILINE)
_CODES = ("code", "country", "sector", "office")
_KEYS = {"actor": ("name", "names", *_CODES, "period"), "period": ("from", "until", *_CODES)}
_PLACE = re.compile(r"line (\d+)")
_SHAPE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class _Wrong(ValueError):
    """What is wrong with a table, and under which key."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


def is_own_toml(text: str) -> bool:
    """Whether a text has one of our tables."""
    return any(head[1] in ("actor", "agents") for head in _HEAD.finditer(text))


def read_own_toml(text: str) -> Iterator[Item]:
    """The actors, agents and bad lines of a file."""
    for line, piece in _pieces(text):
        try:
            tables = tomllib.loads(piece)
        except tomllib.TOMLDecodeError as error:
            yield _unread(piece, line, str(error))
            continue
        for kind, table in tables.items():
            try:
                yield from _table(kind, table)
            except _Wrong as error:
                yield BadLine(_line_of(piece, line, error.key), str(error))


def _unread(piece: str, first: int, error: str) -> BadLine:
    """A piece that is not TOML; the reader's own line counts from the piece's first, or is its end."""
    place = _PLACE.search(error)
    line = int(place[1]) if place else len(piece.rstrip().splitlines())
    told = error.partition(" (at ")[0]
    return BadLine(first + line - 1, f"not TOML ({told}); write a key, = and a text in double quotes")


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Each table with the number of its first line; what stands before the first of them as well."""
    starts = [0, *(head.start() for head in _HEAD.finditer(text)), len(text)]
    for first, last in pairwise(starts):
        if text[first:last].strip():
            yield text.count("\n", 0, first) + 1, text[first:last]


def _table(kind: str, table: Any) -> Iterator[Item]:
    if kind == "actor" and isinstance(table, list):
        for entry in table:
            yield _actor(entry)
    elif kind == "agents" and isinstance(table, dict):
        for word, sector in table.items():
            yield AgentWords((word, plural(word)), Agent(_sector(sector, word)))
    else:
        raise _Wrong(
            kind, f"{kind!r} is no table of this format; valid: [[actor]], [[actor.period]], [agents]"
        )


def _actor(entry: Mapping[str, Any]) -> Named:
    _known(entry, "actor")
    name = _text(entry, "name")
    if not name:
        raise _Wrong("", 'an actor without a name; add name = "..."')
    further = entry.get("names", [])
    if not isinstance(further, list) or not all(isinstance(n, str) and n.strip() for n in further):
        raise _Wrong("names", f'names = {further!r} is no list of texts; write names = ["...", "..."]')
    periods = entry.get("period", [])
    if not isinstance(periods, list):
        raise _Wrong("period", "[actor.period] is one table; write [[actor.period]] before each")
    plain = Coding(_identity(entry, Identity(name)))
    return Named(
        (name, *further), OwnActor((*(_period(p, plain.identity) for p in periods), plain)), exact=True
    )


def _period(entry: Mapping[str, Any], plain: Identity) -> Coding:
    _known(entry, "period")
    since, until = _day(entry, "from"), _day(entry, "until")
    if not since and not until:
        raise _Wrong("period", "a period without a day; give from, until or both, as in from = 2018-05-08")
    if until and since > f"{until}-99-99":
        raise _Wrong(
            "until", f"a period from {since} until {until} ends before it begins; give the earlier day first"
        )
    return Coding(_identity(entry, plain), since, until)


def _identity(entry: Mapping[str, Any], plain: Identity) -> Identity:
    """What an entry says; what it leaves out is as ``plain`` has it."""
    country = _text(entry, "country")
    if country and not is_state_code(country):
        raise _Wrong(
            "country", f"country {country!r} is unknown; give ISO 3166-1 alpha-3 in capitals, as in SYR"
        )
    sector = _sector(entry["sector"], "sector") if "sector" in entry else None
    code = _text(entry, "code")
    if code and is_composed(code) and not (country or sector):
        plain = coding(code).identity
    return Identity(
        code or plain.actor,
        country or plain.country,
        sector or plain.sector,
        _text(entry, "office") or plain.office,
    )


def _sector(value: object, key: str) -> str:
    if value in SECTORS:
        return str(value)
    raise _Wrong(key, f"sector {value!r} is unknown; valid: {', '.join(SECTORS)}")


def _known(entry: Mapping[str, Any], kind: str) -> None:
    for key in entry:
        if key not in _KEYS[kind]:
            near = get_close_matches(key, _KEYS[kind], 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise _Wrong(key, f"key {key!r} is unknown; valid: {', '.join(_KEYS[kind])}{hint}")


def _text(entry: Mapping[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise _Wrong(key, f'{key} = {value!r} is no text; write {key} = "..."')
    return value.strip()


def _day(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    text = value.isoformat() if isinstance(value, date) else str(value)
    try:
        if text and _SHAPE.fullmatch(text):
            date.fromisoformat((text + "-01-01")[:10])
            return text
        if not text:
            return ""
        reason = "no day"
    except ValueError as error:
        reason = f"not in the calendar ({error})"
    raise _Wrong(key, f"{key} = {text!r} is {reason}; give YYYY-MM-DD, YYYY-MM or YYYY, as in 2018-05-08")


def _line_of(piece: str, first: int, key: str) -> int:
    """The line of a key in its piece, else the piece's first line."""
    found = (
        re.search(rf'^\s*(?:\[\[?actor\.)?"?{re.escape(key)}"?\s*[=\]]', piece, re.MULTILINE) if key else None
    )
    return first + (piece.count("\n", 0, found.end()) if found else 0)
