"""From files of actors to one set of tables."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path

from entente.errors import UsageError
from entente.ontology.dictionaries.entries import Agent, AgentWords, BadLine, Item, Named, OwnActor
from entente.ontology.dictionaries.own_toml import is_own_toml, read_own_toml
from entente.ontology.dictionaries.petrarch import read_petrarch
from entente.ontology.dictionaries.tables import NO_TABLES, ActorTables, OwnName, Phrase, PhraseTable
from entente.ontology.words import keys

_log = logging.getLogger(__name__)
_STAMP_LENGTH = 8
#: What a user may name his actors by.
ActorFiles = Iterable[str | PathLike[str]] | ActorTables
_Bearers = dict[Phrase, list[OwnName]]


def load_actors(files: ActorFiles) -> ActorTables:
    """The user's own actors, of one or more files; of two that give a name the later file's is asked first.

    A file is read as our TOML where it has a table ``[[actor]]`` or ``[agents]``, else as a PETRARCH
    dictionary, whatever its name. A bad line is logged as a warning, and the rest of the file is used: such
    dictionaries have thousands of lines and are never without slips. To give the tables to several calls
    load them once.

    Raises:
        UsageError: a file is missing, cannot be read, or has nothing that can be used.
    """
    if isinstance(files, ActorTables):
        return files
    if isinstance(files, (str, PathLike)):
        raise UsageError(f"actors={files!r} is one file; give a list of files: actors=[{fspath(files)!r}]")
    names: _Bearers = {}
    agents: dict[Phrase, Agent] = {}
    seen = hashlib.sha256()
    for file in files:
        raw = _bytes(Path(file))
        seen.update(hashlib.sha256(raw).digest())
        found = _Found()
        for item in _usable(str(file), _decoded(raw)):
            found.take(item)
        agents |= found.agents
        for phrase, bearers in found.names.items():
            names[phrase] = bearers + names.get(phrase, [])
    if not names and not agents:
        return NO_TABLES
    return ActorTables(
        PhraseTable({phrase: tuple(bearers) for phrase, bearers in names.items()}),
        PhraseTable(agents),
        seen.hexdigest()[:_STAMP_LENGTH],
        frozenset(_codes(names.values())),
    )


@dataclass
class _Found:
    """What one file gives."""

    names: _Bearers = field(default_factory=dict)
    agents: dict[Phrase, Agent] = field(default_factory=dict)

    def take(self, item: Named | AgentWords) -> None:
        if isinstance(item, AgentWords):
            for phrase in item.phrases:
                self.agents[_low(keys(phrase))] = item.agent
            return
        for name in item.names:
            words = keys(name)
            bearers = self.names.setdefault(_low(words), [])
            own = OwnName(item.actor, words if item.exact else None)
            if bearers and bearers[0].written == own.written:
                # A name that is given twice has the codes of both places, in the order of the file.
                own = own._replace(actor=OwnActor((*bearers.pop(0).actor.codings, *item.actor.codings)))
            bearers.insert(0, own)


def _low(words: Phrase) -> Phrase:
    return tuple(word.lower() for word in words)


def _codes(names: Iterable[list[OwnName]]) -> Iterator[str]:
    for bearers in names:
        for name in bearers:
            yield from (c.identity.actor for c in name.actor.codings if c.identity.actor)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"no file of actors {file}; name one, in TOML or PETRARCH's format") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read the file of actors {file} ({error}); name another") from error


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Dictionaries have been written by many hands on many machines; the names are nearly all ASCII.
        return raw.decode("cp1252", "replace")


def _usable(file: str, text: str) -> list[Named | AgentWords]:
    """The actors and agents of a file, its bad lines logged; raises UsageError where there are none."""
    items: list[Item] = list(read_own_toml(text) if is_own_toml(text) else read_petrarch(text))
    bad = sorted((item for item in items if isinstance(item, BadLine)), key=lambda b: b.line)
    good = [item for item in items if not isinstance(item, BadLine)]
    # Names that are nobody's alone, as a dictionary of verbs seems to have them, are none to code by.
    if not any(_tells(item) for item in good):
        first = f" (line {bad[0].line}: {bad[0].reason})" if bad else ""
        raise UsageError(
            f"{file} has no actors or agents that can be used{first}; give TOML with [[actor]] or [agents], "
            "or a PETRARCH dictionary of actors or agents, with lines such as NAME [CODE]"
        )
    for line in bad:
        _log.warning("%s, line %d: %s", file, line.line, line.reason)
    return good


def _tells(item: Named | AgentWords) -> bool:
    return isinstance(item, AgentWords) or any(c.identity.actor for c in item.actor.codings)
