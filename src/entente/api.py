"""The public verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from entente.collect import read_into
from entente.errors import InputError
from entente.extraction.relations import BATCH_ROWS, Pair, Relation, relate
from entente.language.encoder import Encoder
from entente.ontology.dictionaries import NO_TABLES, ActorFiles, load_actors
from entente.pipeline import Pipeline
from entente.reading import ReadOptions, read_inputs, read_text
from entente.reading.pairs import find_party, pair_rows
from entente.records import REPORT_ZONES, ZoneKind
from entente.region import Region
from entente.resolution.assemble import Coded
from entente.store import Store

#: What reading a text gives: ``.document``, ``.statements``, ``.events``, ``.claims``.
Reading = Coded


@cache
def shipped_encoder() -> Encoder:
    """The shipped model, loaded once."""
    return Encoder()


def open(path: str) -> Region:
    """A store, to be read: frames of documents, statements, events, claims and actors, and the brief.

    Raises :class:`~entente.errors.StoreError` where there is none, or it cannot be used.
    """
    return Region(Store(path))


def read_store(
    paths: Iterable[str],
    options: ReadOptions | None = None,
    errors: list[InputError] | None = None,
    *,
    actors: ActorFiles = NO_TABLES,
) -> Region:
    """Texts read into a store in memory; ``actors`` as for :func:`read_all`.

    An input that cannot be read is added to ``errors``, and the rest is done; without that list its
    InputError is raised.
    """
    store, own = Store(write=True), load_actors(actors)
    for kept in read_into(store, paths, shipped_encoder(), options, actors=own):
        if isinstance(kept, InputError):
            if errors is None:
                raise kept
            errors.append(kept)
    return Region(store)


def read_all(
    paths: Iterable[str],
    options: ReadOptions | None = None,
    *,
    all_zones: bool = False,
    actors: ActorFiles = NO_TABLES,
) -> Iterator[Reading | InputError]:
    """Read and code files, folders, globs and URLs; ``-`` is standard input.

    Lazy: texts are coded a few at a time, in order. An input that cannot be read is given back as an
    InputError in its place, and the rest is done.

    Args:
        paths: what to read.
        options: day and outlet of all texts, limits.
        all_zones: whether captions, bylines and comments are coded too.
        actors: files of the user's own actors, the later before the earlier, or what
            :func:`~entente.load_actors` has made of them.

    Raises:
        UsageError: a file of actors is missing or of no use.
    """
    own = load_actors(actors)
    pipeline = Pipeline(shipped_encoder(), tuple(ZoneKind) if all_zones else REPORT_ZONES, own)
    return pipeline.code(read_inputs(paths, options or ReadOptions()))


def read(
    path: str, *, published: str | None = None, outlet: str | None = None, actors: ActorFiles = NO_TABLES
) -> Reading:
    """Read and code one text; ``actors`` as for :func:`read_all`.

    Raises InputError where it cannot be read. Of a path that holds several texts the first is given.

    >>> reading = read("samples/2023-02-21-eu-mission-armenia.html")  # doctest: +SKIP
    >>> reading.document.published  # doctest: +SKIP
    '2023-02-21'
    """
    options = ReadOptions(published=published, outlet=outlet)
    first = next(read_all([path], options, actors=actors), None)
    if first is None:
        raise InputError(path, "nothing to read")
    if isinstance(first, InputError):
        raise first
    return first


def code_text(
    text: str, *, published: str | None = None, outlet: str | None = None, actors: ActorFiles = NO_TABLES
) -> Reading:
    """Code a text that is already in memory; ``actors`` as for :func:`read_all`.

    >>> reading = code_text("Armenia accused Azerbaijan of shelling a village, officials in Yerevan said.")
    >>> [(e.event_type.value, e.actor[0].identity.actor) for e in reading.events][:1]
    [('ACCUSE', 'ARM')]
    """
    document = read_text(text, options=ReadOptions(published=published, outlet=outlet))
    coded = next(Pipeline(shipped_encoder(), actors=load_actors(actors)).code([document]))
    if isinstance(coded, InputError):
        raise coded
    return coded


def relate_rows(path: str) -> Iterator[tuple[int, Relation | InputError]]:
    """What each row of a file of pairs says that source does to target: row number, answer.

    ``path`` is TSV with a header or JSONL, with ``sentence``, ``source``, ``target``.
    Raises InputError where the file as a whole cannot be read.
    """
    held: list[tuple[int, Pair | InputError]] = []
    try:
        for row, fields in pair_rows(path):
            held.append((row, fields if isinstance(fields, InputError) else _pair(fields)))
            if len(held) == BATCH_ROWS:
                yield from _answers(held)
                held = []
    except InputError:
        # The file broke off: what was read of it is answered all the same.
        yield from _answers(held)
        raise
    yield from _answers(held)


def _pair(fields: dict[str, Any]) -> Pair:
    # Half a surrogate pair, as broken input has it, is no text; "?" in its place keeps the offsets.
    text = fields["sentence"].encode("utf-8", "replace").decode("utf-8")
    source = find_party(text, fields["source"], fields.get("source_start"), fields.get("source_end"))
    offsets = fields.get("target_start"), fields.get("target_end")
    return Pair(text, source, find_party(text, fields["target"], *offsets, but=source))


def _answers(held: list[tuple[int, Pair | InputError]]) -> Iterator[tuple[int, Relation | InputError]]:
    answers = relate(shipped_encoder(), [p for _, p in held if isinstance(p, Pair)])
    for row, pair in held:
        yield row, next(answers) if isinstance(pair, Pair) else pair
