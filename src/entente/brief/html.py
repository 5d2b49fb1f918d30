"""A brief as one HTML page that stands alone: no script, no outside request, nothing but the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from entente.brief.parts import Block, Claims, Contents, Evidence, Ledger, Picture, Remarks, Table

#: So many evidence links stand behind a line; of more, all but the last make way for "+n".
SHOWN = 6

#: How a role looks in the evidence: roles that answer the same question share a look.
FAMILIES = {
    "source": "who",
    "actor": "who",
    "claimant": "who",
    "cue": "act",
    "trigger": "act",
    "target": "whom",
    "addressee": "whom",
    "recipient": "whom",
    "content": "what",
    "claim": "what",
    "condition": "if",
    "consequence": "then",
}

#: Letters: of a cell that is kept on one line, of a cell that is prose, of a word that is let break.
_SHORT, _PROSE, _LONG = 14, 60, 24
_SPOILT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNKNOWN = "\ufffd"
_ROOT = re.compile(r"<svg\b[^>]*>")
_SPOKEN = re.compile(r"""\s(?:role|aria-[a-z]+)=(?:"[^"]*"|'[^']*')""")
_OPENING, _CLOSING = '"“„«', '"”“»'


@dataclass(frozen=True, slots=True)
class Use:
    """A line of the brief that rests on evidence: its anchor in the page, and how it is called."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph; ``role`` is None where nothing is marked."""

    text: str
    role: str | None


def render_html(brief: Contents) -> str:
    """The page as text; encode it as UTF-8. The same brief gives the same text.

    Whatever a document says is escaped; only ``Picture.svg`` goes in as it is, since the charts made it.

    Raises:
        ValueError: a line cites evidence that the brief does not hold.
    """
    roles = {mark.role for entry in brief.evidence for mark in entry.marks}
    page = _environment().get_template("brief.html.j2")
    return page.render(
        brief=brief,
        css=Markup(template("brief.css").strip()),
        uses=uses(brief),
        legend=[role for role in FAMILIES if role in roles],
    ).lstrip()


def template(name: str) -> str:
    """The text of one of the brief's templates."""
    return files("entente").joinpath("brief", "templates", name).read_text("utf-8")


def anchor(kind: str, *numbers: int) -> str:
    """The id of a line: ``f`` finding, ``r`` row, ``u`` utterance, ``c`` claim, ``e`` evidence, ``p`` part.

    Rows, remarks and claims are numbered by part, block and line, each from 1: ``r2-1-4``.
    """
    return kind + "-".join(map(str, numbers))


def cited(brief: Contents) -> Iterator[tuple[Use, tuple[int, ...]]]:
    """Every line of the brief with the evidence that it cites, in the order of the page."""
    for number, line in enumerate(brief.findings, start=1):
        yield Use(anchor("f", number), f"finding {number}"), line.evidence
    for part_number, part in enumerate(brief.parts, start=1):
        for block_number, block in enumerate(part.blocks, start=1):
            yield from _cited(block, part.title, (part_number, block_number))


def _cited(block: Block, part: str, where: tuple[int, int]) -> Iterator[tuple[Use, tuple[int, ...]]]:
    """The lines of a block with the evidence that each cites."""
    match block:
        case Table():
            for number, row in enumerate(block.rows, start=1):
                yield Use(anchor("r", *where, number), f"{block.title}, row {number}"), row.evidence
        case Remarks():
            for number, line in enumerate(block.lines, start=1):
                yield Use(anchor("r", *where, number), f"{block.title or part}, line {number}"), line.evidence
        case Ledger():
            for said in block.utterances:
                yield Use(anchor("u", said.number), f"statement {said.number}"), said.evidence
        case Claims():
            for number, claim in enumerate(block.claims, start=1):
                use = Use(anchor("c", *where, number), f"{block.title}, {number}")
                yield use, (*claim.evidence, *claim.told_by)
        case Picture():
            return


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


def stretches(entry: Evidence) -> Iterator[Stretch]:
    """The paragraph cut at its marks, in order, nothing lost."""
    done = 0
    for mark in sorted(entry.marks, key=lambda mark: (mark.start, mark.end)):
        if done < mark.start:
            yield Stretch(entry.paragraph[done : mark.start], None)
        yield Stretch(entry.paragraph[mark.start : mark.end], mark.role)
        done = mark.end
    if done < len(entry.paragraph):
        yield Stretch(entry.paragraph[done:], None)


def quote(words: str) -> str:
    """Words in typographic quotation marks, as given; those that bring their own keep them."""
    bare = words.strip()
    if len(bare) > 1 and bare[0] in _OPENING and bare[-1] in _CLOSING:
        return bare
    return f"“{bare}”"


def look(cell: str) -> str:
    """How a cell may wrap: short not at all, prose over a wide column, long anywhere (it has a long word)."""
    if max(map(len, cell.split()), default=0) > _LONG:
        return "long"
    return "short" if len(cell) <= _SHORT else "prose" if len(cell) > _PROSE else "plain"


def drawing(picture: Picture) -> Markup:
    """The picture's SVG, named by its description to those who do not see it."""
    svg = picture.svg[picture.svg.find("<svg") :]
    named = f'<svg role="img" aria-label="{escape(_SPOILT.sub(_UNKNOWN, picture.description))}"'
    return Markup(_ROOT.sub(lambda root: named + _SPOKEN.sub("", root[0])[len("<svg") :], svg, count=1))


def _mend(value: object) -> object:
    """Replace what no HTML page may hold: control characters and halves of surrogate pairs."""
    return _SPOILT.sub(_UNKNOWN, value) if type(value) is str else value


def environment(*, autoescape: bool, finalize: Callable[[object], object]) -> Environment:
    """A Jinja environment over the brief's templates that knows the kinds of block."""
    made = Environment(
        loader=FunctionLoader(template),
        autoescape=autoescape,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["quote"] = quote
    made.tests.update(
        table=lambda block: isinstance(block, Table),
        ledger=lambda block: isinstance(block, Ledger),
        claims=lambda block: isinstance(block, Claims),
        remarks=lambda block: isinstance(block, Remarks),
    )
    return made


@cache
def _environment() -> Environment:
    made = environment(autoescape=True, finalize=_mend)
    made.filters["look"] = look
    made.globals.update(anchor=anchor, stretches=stretches, drawing=drawing, shown=SHOWN, families=FAMILIES)
    return made
