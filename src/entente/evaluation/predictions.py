"""Forecasts as a file: one line a question, each candidate with its score."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from entente.analysis.links.ranking import Ranked
from entente.errors import UsageError
from entente.evaluation.graph import Graph

#: Digits of a score.
DIGITS = 5


def written(answers: Iterator[Ranked], graph: Graph, path: Path) -> Iterator[Ranked]:
    """Hand on the answers of each day, writing them as they pass; the file is there once all are.

    Each line has, with tabs between, the direction (``o`` where the object is asked for, ``s`` for the
    subject), the known entity, the relation, the timestamp as in the files, and the candidates as
    ``id:score`` with blanks between, the likeliest first. Written gzipped where the name ends in ``.gz``.

    Raises UsageError where the file cannot be written.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _file(partial, packed=path.suffix == ".gz") as out:
            for ranked in answers:
                out.write("".join(_lines(ranked, graph)).encode())
                yield ranked
        partial.replace(path)
    except OSError as error:
        raise UsageError(
            f"cannot write to {path} ({error.strerror}); name another file with --predictions"
        ) from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _file(path: Path, *, packed: bool) -> Iterator[BinaryIO | gzip.GzipFile]:
    with path.open("wb") as raw:
        if packed:
            # Neither name nor time in it: the same forecasts are the same bytes.
            with gzip.GzipFile("", "wb", 6, raw, 0) as out:
                yield out
        else:
            yield raw


def _lines(ranked: Ranked, graph: Graph) -> Iterator[str]:
    kinds = graph.facts.relations
    time = ranked.step * graph.unit
    for i, (known, relation) in enumerate(zip(ranked.known, ranked.relation, strict=True)):
        part = slice(ranked.edges[i], ranked.edges[i + 1])
        scores = ranked.scores[part]
        order = (-scores).argsort(kind="stable")
        listed = " ".join(
            f"{c}:{s:.{DIGITS}f}" for c, s in zip(ranked.answer[part][order], scores[order], strict=True)
        )
        direction = "o" if relation < kinds else "s"
        yield f"{direction}\t{known}\t{relation % kinds}\t{time}\t{listed}\n"
