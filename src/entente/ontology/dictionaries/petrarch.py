"""PETRARCH and TABARI dictionaries of actors and agents.

An actor is a line with a name and codes, ``NAME [CODE]``. Synonyms follow with a plus, further codes in
brackets; ``[CODE <date]``, ``[CODE >date]`` and ``[CODE date-date]`` hold for a time. A code with a tilde
makes an agent, ``WORDS {PLURAL} [~CODE]``; ``!SET! = A, B`` stands for several words. ``_`` joins words,
``#`` begins a comment, and so does ``<!--``. Case does not matter. The format is told by the comments in the
dictionaries of the Open Event Data Alliance and by PETRARCH's documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from entente.ontology.dictionaries.cameo import coding
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
from entente.records import Identity

_COMMENT = re.compile(r"<!\s*--.*?-->", re.DOTALL)
_SET = re.compile(r"!(\w+)!\s*=\s*(.+)")
_ENTRY = re.compile(r"(\+?)([^\[\]{}]*)(\{[^{}]*\})?\s*((?:\[[^\[\]]*\]\s*)*)")
_CODE = re.compile(r"\s*([^\s<>]*)\s*(?:([<>])\s*(\S+?)|(\S+?)\s*-\s*(\S+?))?\s*")
_BRACKETS = re.compile(r"\(([^()]*)\)")
#: Two-digit years up to this one are of this century, as in KEDS, TABARI and PETRARCH.
_CENTURY = "30"
_VALID_CODE = "[CODE], [CODE <YYMMDD], [CODE >YYMMDD] or [CODE YYMMDD-YYMMDD]"


@dataclass
class _Open:
    """The entry whose lines are being read."""

    line: int
    names: list[tuple[str, str | None]] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    agent: Agent | None = None
    spoilt: bool = False


def read_petrarch(text: str) -> Iterator[Item]:
    """The actors, agents and bad lines of a dictionary; a bad line costs itself only."""
    sets: dict[str, list[str]] = {}
    entry = _Open(0)
    for number, raw in enumerate(_without_comments(text).splitlines(), 1):
        line = raw.partition("#")[0].strip()
        if not line:
            continue
        if line[0] == "!" and (defined := _SET.fullmatch(line)):
            sets[defined[1].upper()] = [word.strip() for word in defined[2].split(",") if word.strip()]
            continue
        found = _ENTRY.fullmatch(line)
        if found is None:
            entry.spoilt = True
            even = all(line.count(a) == line.count(b) for a, b in ("[]", "{}"))
            wrong = "words behind its code" if even else "a bracket too many or too few"
            yield BadLine(number, f"{line!r} has {wrong}; write NAME [CODE] # comment")
            continue
        plus, name, plurals, codes = found[1], found[2].strip(), found[3], found[4]
        if name and not plus:
            yield from _closed(entry, sets)
            entry = _Open(number)
        parts = (_take_code(entry, body.strip()[1:]) for body in codes.split("]")[:-1])
        for problem in (_take_name(entry, line, plus + name, plurals), *parts):
            if problem:
                # An entry without a code is then nothing new to complain of.
                entry.spoilt = True
                yield BadLine(number, problem)
    yield from _closed(entry, sets)


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def _take_name(entry: _Open, line: str, name: str, plurals: str | None) -> str:
    """Adds a name, if the line has one; what is wrong with it."""
    if not entry.line:
        return f"{line!r} belongs to no name; begin an actor with a line such as NAME [CODE]"
    if not name:
        return ""
    if name[0] in "-&" or not any(c.isalnum() for c in name):
        return f"{name!r} is no name; give words joined by _, as in FREE_SYRIAN_ARMY [SYRREB]"
    entry.names.append((name.lstrip("+"), plurals))
    return ""


def _take_code(entry: _Open, body: str) -> str:
    """Adds a code; what is wrong with it."""
    found = _CODE.fullmatch(body)
    what = _meant(found[1]) if found else None
    if found is None or what is None:
        return f"[{body}] is no code; valid: {_VALID_CODE}"
    if isinstance(what, Agent):
        entry.agent = what
        return ""
    _, sign, one, first, last = found.groups()
    try:
        since = _day(one) if sign == ">" else _day(first) if first else ""
        until = _day(one) if sign == "<" else _day(last) if last else ""
    except ValueError as error:
        return f"[{body}]: {error}"
    if until and since > until:
        return f"[{body}] ends before it begins; give the earlier day first"
    entry.codings.append(Coding(what.identity, since, until, what.unplaced))
    return ""


@lru_cache(maxsize=4096)
def _meant(code: str) -> Coding | Agent | None:
    """What a code says; None where it is none. One of signs alone, ``---``, says that a name is nobody's."""
    plain = code.replace("~", "").replace("/", "")
    if plain and (not plain.isalnum() or plain.isdigit()) and any(c.isalnum() for c in plain):
        return None
    if "~" in code:
        before, _, after = code.upper().partition("~")
        return Agent(coding(before + after).identity.sector, before, after)
    if plain.isalnum():
        return coding(code)
    return Coding(Identity()) if code else None


@lru_cache(maxsize=65536)
def _day(digits: str) -> str:
    """An ISO day; raises ValueError where the digits are none."""
    if digits.isascii() and digits.isdigit() and len(digits) in (6, 8):
        full = digits if len(digits) == 8 else ("20" if digits[:2] <= _CENTURY else "19") + digits
        try:
            return date(int(full[:4]), int(full[4:6]), int(full[6:])).isoformat()
        except ValueError as error:
            raise ValueError(f"{digits} is not in the calendar ({error}); give a real day") from error
    raise ValueError(f"{digits!r} is no day; valid: YYYYMMDD, or YYMMDD as in 910826 for 1991-08-26")


def _closed(entry: _Open, sets: dict[str, list[str]]) -> Iterator[Item]:
    """The finished entry."""
    if not entry.names:
        # What was wrong with its line has been said.
        return
    if entry.agent and entry.codings:
        yield BadLine(entry.line, "codes with and without ~ on one name; an actor has none, an agent has one")
    elif entry.agent:
        yield from _agent(entry, entry.agent, sets)
    elif entry.codings:
        names = tuple(form for name, _ in entry.names for form in _forms(name))
        yield Named(names, OwnActor(tuple(entry.codings)), exact=False)
    elif not entry.spoilt:
        yield BadLine(entry.line, f"{entry.names[0][0]!r} has no code; valid: {_VALID_CODE}")


def _forms(name: str) -> Iterator[str]:
    """The name, and the same without what stands in brackets: 'REAL_IRA_(RIRA)'."""
    # In capitals the possessive would not be seen.
    words = name.replace("_", " ").replace("'S", "'s").strip()
    yield words
    short = _BRACKETS.sub(" ", words).strip()
    if short and short != words:
        yield short


def _agent(entry: _Open, agent: Agent, sets: dict[str, list[str]]) -> Iterator[Item]:
    phrases: list[str] = []
    for name, plurals in entry.names:
        unknown = [word for word in re.findall(r"!(\w+)!", name) if word.upper() not in sets]
        if unknown:
            yield BadLine(
                entry.line, f"{name!r}: no set !{unknown[0]}! above; define it: !{unknown[0]}! = A, B"
            )
            continue
        for single in _filled(name, sets):
            phrases.append(single)
            # {} says that there is no plural, {FORMS} what it is; a regular one is understood.
            phrases += [plural(single)] if plurals is None else [p.strip() for p in plurals[1:-1].split(",")]
    known = tuple(phrase.replace("_", " ").replace("'S", "'s").strip() for phrase in phrases)
    if any(known):
        yield AgentWords(tuple(filter(None, known)), agent)


def _filled(name: str, sets: dict[str, list[str]]) -> Sequence[str]:
    """The name with each word of its sets in turn."""
    found = re.search(r"!(\w+)!", name)
    if found is None:
        return [name]
    left, right = name[: found.start()], name[found.end() :]
    return [full for word in sets[found[1].upper()] for full in _filled(left + word + right, sets)]
