"""What stands behind each line of a brief: evidence, or nothing that can be opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from entente.brief.parts import Block, Claims, Contents, Ledger, Part, Remarks, Table


@dataclass(frozen=True, slots=True)
class Use:
    """A line of the brief that rests on evidence: its anchor in the page, and how it is called."""

    anchor: str
    label: str


_Cited = Iterator[tuple[Use, tuple[int, ...]]]


def anchor(kind: str, *numbers: int) -> str:
    """The id of a line: ``f`` finding, ``r`` row, ``u`` utterance, ``c`` claim, ``e`` evidence, ``p`` part.

    Rows, remarks and claims are numbered by part, block and line, each from 1: ``r2-1-4``.
    """
    return kind + "-".join(map(str, numbers))


def cited(brief: Contents) -> _Cited:
    """Every line of the brief with the evidence that it cites, in the order of the page."""
    for number, line in enumerate(brief.findings, start=1):
        yield Use(anchor("f", number), f"finding {number}"), line.evidence
    for part_number, part in enumerate(brief.parts, start=1):
        for block_number, block in enumerate(part.blocks, start=1):
            yield from _of_block(part, block, (part_number, block_number))


def _of_block(part: Part, block: Block, where: tuple[int, int]) -> _Cited:
    match block:
        case Table():
            for number, row in enumerate(block.rows, start=1):
                yield Use(anchor("r", *where, number), f"{block.title}, row {number}"), row.evidence
        case Remarks():
            title = block.title or part.title
            for number, line in enumerate(block.lines, start=1):
                yield Use(anchor("r", *where, number), f"{title}, {number}"), line.evidence
        case Ledger():
            for said in block.utterances:
                yield Use(anchor("u", said.number), f"statement {said.number}"), said.evidence
        case Claims():
            for number, claim in enumerate(block.claims, start=1):
                use = Use(anchor("c", *where, number), f"{block.title}, {number}")
                yield use, (*claim.evidence, *claim.told_by)


def uses(brief: Contents) -> dict[int, tuple[Use, ...]]:
    """For each number of evidence the lines that cite it; empty where none does.

    Raises:
        ValueError: a line cites evidence that the brief does not hold.
    """
    held = [entry.number for entry in brief.evidence]
    found: dict[int, list[Use]] = defaultdict(list)
    for use, numbers in cited(brief):
        for number in dict.fromkeys(numbers):
            if number not in held:
                raise ValueError(
                    f"{use.label} cites evidence {number}; the brief holds {held or 'none'}: "
                    "list every cited entry in Contents.evidence"
                )
            found[number].append(use)
    return {number: tuple(found[number]) for number in held}


def unbacked(brief: Contents) -> Iterator[Use]:
    """Every sentence and row that opens no evidence, in the order of the page.

    The analyst's words are not among them: they are marked as such. Nor is what tells how the brief was made
    (rules of the parts, notes of the blocks, the last line), which is marked as method.
    """
    return (use for use, evidence in cited(brief) if not evidence)
