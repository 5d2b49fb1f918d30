"""From names of texts into a store: read, left out where it is there already, coded, stored one by one.

A run that is broken off loses nothing that is stored; run again, it goes on with what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entente.errors import InputError
from entente.language.encoder import Encoder
from entente.pipeline import Pipeline
from entente.reading import ReadOptions, read_inputs
from entente.records import REPORT_ZONES, Document, ZoneKind
from entente.resolution.assemble import Coded
from entente.store import Store


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
) -> Iterator[Kept | InputError]:
    """Read and code texts into a store, each in a transaction of its own.

    A document is known by its bytes and the coder's version: what is there already is not coded again.
    An input that cannot be read is given back as an InputError, and the rest is done.
    """
    zones = "all" if all_zones else "coded"

    def missing() -> Iterator[Document | Kept | InputError]:
        for found in read_inputs(paths, options or ReadOptions()):
            if isinstance(found, InputError):
                yield found
                continue
            document = store.keyed(found)
            known = store.has(document, encoder.version, zones)
            yield Kept(document, False) if known else document

    done: Iterator[Coded | Kept | InputError] = Pipeline(encoder, _zones(zones)).code(missing())
    for coded in done:
        if isinstance(coded, Coded):
            # Twice the same text in one run: the second is there by now.
            yield Kept(coded.document, store.add(coded, encoder.version, zones))
        else:
            yield coded


def recode(store: Store, encoder: Encoder) -> Iterator[Kept]:
    """Code every stored text that this encoder's version has not coded; what others found is kept."""
    by_zones: dict[str, list[str]] = {}
    for identifier, zones in store.uncoded(encoder.version):
        by_zones.setdefault(zones, []).append(identifier)
    for zones, identifiers in by_zones.items():
        documents = (store.document(i) for i in identifiers)
        for coded in Pipeline(encoder, _zones(zones)).code(documents):
            yield Kept(coded.document, store.add(coded, encoder.version, zones))


def _zones(name: str) -> tuple[ZoneKind, ...]:
    return tuple(ZoneKind) if name == "all" else REPORT_ZONES
