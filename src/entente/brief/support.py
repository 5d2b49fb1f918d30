"""What a brief says without evidence: nothing, if all is well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from entente.brief.parts import Block, Claims, Contents, Ledger, Remarks, Table


class Bare(NamedTuple):
    """A line that cites nothing, or what the brief does not hold: where it stands, and what it says."""

    where: str
    words: str


def unsupported(contents: Contents) -> Iterator[Bare]:
    """The findings, rows, remarks, statements and claims that no entry of the evidence stands behind."""
    held = {entry.number for entry in contents.evidence}
    every = [("Main findings", " ".join(line.cells), line.evidence) for line in contents.findings]
    every += [said for part in contents.parts for block in part.blocks for said in _said(part.title, block)]
    for where, words, evidence in every:
        if not evidence or not held.issuperset(evidence):
            yield Bare(where, words)


def _said(part: str, block: Block) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    where = f"{part}: {block.title}"
    match block:
        case Table():
            yield from ((where, " | ".join(row.cells), row.evidence) for row in block.rows)
        case Remarks():
            yield from ((where, " ".join(line.cells), line.evidence) for line in block.lines)
        case Ledger():
            yield from ((where, said.words, said.evidence) for said in block.utterances)
        case Claims():
            yield from ((where, claim.words, claim.evidence) for claim in block.claims)
        case _:
            return
