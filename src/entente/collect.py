"""From names of texts into a store: read, left out where it is there already, coded, stored one by one.

A run that is broken off loses nothing that is stored; run again, it goes on with what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from entente.errors import InputError
from entente.language.encoder import Encoder
from entente.ontology.dictionaries import NO_TABLES, ActorTables
from entente.pipeline import Pipeline
from entente.reading import ReadOptions, read_inputs
from entente.records import REPORT_ZONES, Document, ZoneKind
from entente.resolution.assemble import Coded
from entente.store import Store

#: How a store is had for a moment.
Turn = Callable[[], AbstractContextManager[Store]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that is in the store; ``added`` is False where it was there before."""

    document: Document
    added: bool


def read_into(
    store: Store,
    paths: Iterable[str],
    encoder: Encoder,
    options: ReadOptions | None = None,
    *,
    all_zones: bool = False,
    actors: ActorTables = NO_TABLES,
) -> Iterator[Kept | InputError]:
    """Read and code texts into a store, each in a transaction of its own.

    A document is known by its bytes and the coder's version: what is there already is not coded again.
    The user's own actors are a part of that version, so that with another file of them it is coded anew.
    An input that cannot be read is given back as an InputError, and the rest is done.
    """
    found = read_inputs(paths, options or ReadOptions())
    return store_documents(
        lambda: nullcontext(store),
        lambda: nullcontext(store),
        found,
        encoder,
        all_zones=all_zones,
        actors=actors,
    )


def store_documents(
    looking: Turn,
    writing: Turn,
    documents: Iterable[Document | InputError],
    encoder: Encoder,
    *,
    all_zones: bool = False,
    actors: ActorTables = NO_TABLES,
) -> Iterator[Kept | InputError]:
    """The same of documents that were read, into a store that others use meanwhile.

    The store is had by turns: ``looking`` to see what is there, ``writing`` for each document that is coded.
    """
    zones = "all" if all_zones else "coded"
    pipeline = Pipeline(encoder, _zones(zones), actors)

    def missing() -> Iterator[Document | Kept | InputError]:
        for found in documents:
            if isinstance(found, InputError):
                yield found
                continue
            with looking() as store:
                document = store.keyed(found)
                known = store.has(document, pipeline.coder, zones)
            yield Kept(document, False) if known else document

    done: Iterator[Coded | Kept | InputError] = pipeline.code(missing())
    for coded in done:
        if isinstance(coded, Coded):
            # Twice the same text in one run: the second is there by now.
            with writing() as store:
                added = store.add(coded, pipeline.coder, zones)
            yield Kept(coded.document, added)
        else:
            yield coded


def recode(store: Store, encoder: Encoder, actors: ActorTables = NO_TABLES) -> Iterator[Kept]:
    """Code every stored text that this coder has not coded; what others found is kept."""
    by_zones: dict[str, list[str]] = {}
    for identifier, zones in store.uncoded(actors.coder(encoder.version)):
        by_zones.setdefault(zones, []).append(identifier)
    for zones, identifiers in by_zones.items():
        documents = (store.document(i) for i in identifiers)
        pipeline = Pipeline(encoder, _zones(zones), actors)
        for coded in pipeline.code(documents):
            yield Kept(coded.document, store.add(coded, pipeline.coder, zones))


def _zones(name: str) -> tuple[ZoneKind, ...]:
    return tuple(ZoneKind) if name == "all" else REPORT_ZONES
