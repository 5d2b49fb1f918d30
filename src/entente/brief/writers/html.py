"""A brief as one HTML page that stands alone: no script, no outside request, nothing but the file."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from entente.brief.backing import anchor, uses
from entente.brief.parts import Claims, Contents, Evidence, Ledger, Picture, Remarks, Table
from entente.brief.writers.drawings import plain
from entente.brief.writers.mending import contained, mended

#: So many evidence links stand behind a line; of more, all but the last make way for "+n".
SHOWN = 6

#: What stands before the words that tell how the brief was made, and before those of the analyst.
METHOD, ANALYST = "Method", "Analyst"

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
_SCREEN = re.compile(r"@media screen[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}")
_ADJUST = re.compile(r"(?:-webkit-)?print-color-adjust: exact;")
_DIRECTED = re.compile(r"<bdi>(.*?)</bdi>", re.DOTALL)
_ROOT = re.compile(r"<svg\b[^>]*>")
_SPOKEN = re.compile(r"""\s(?:role|aria-[a-z]+)=(?:"[^"]*"|'[^']*')""")
_OPENING, _CLOSING = '"“„«', '"”“»'


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
    return _rendered(brief, template("brief.css").strip() + "\n\n" + template("print.css").strip())


def render_paper(brief: Contents) -> str:
    """The page as WeasyPrint is given it: plain colours, drawings as pictures with their descriptions.

    Raises:
        ValueError: a line cites evidence that the brief does not hold.
    """
    css = _SCREEN.sub("", template("brief.css")) + _ADJUST.sub("", template("print.css"))
    colours = dict(re.findall(r"(--[\w-]+): ([^;]+);", css))
    css = re.sub(r"var\((--[\w-]+)\)", lambda asked: colours[asked[1]], css)
    # Each mark of direction is an element more to lay out; here ending every turn does the same.
    return _DIRECTED.sub(lambda text: contained(text[1]), _rendered(brief, css, paper=True))


def _rendered(brief: Contents, css: str, *, paper: bool = False) -> str:
    roles = {mark.role for entry in brief.evidence for mark in entry.marks}
    page = _environment().get_template("brief.html.j2")
    return page.render(
        brief=brief,
        css=Markup(css),
        uses=uses(brief),
        legend=[role for role in FAMILIES if role in roles],
        paper=paper,
        authors=authors(brief),
    ).lstrip()


def template(name: str) -> str:
    """The text of one of the brief's templates."""
    return files("entente").joinpath("brief", "templates", name).read_text("utf-8")


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


def authors(brief: Contents) -> str:
    """Who made the brief: the program, and whoever added words."""
    return ", ".join(dict.fromkeys(("Entente", *(own.author for own in brief.own))))


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


def drawing(picture: Picture, paper: bool) -> Markup:
    """The picture, named by its description to those who do not see it: as SVG, on paper as an image.

    Of two widths a page holds both, and shows the one that fits.
    """
    named = escape(mended(picture.description))
    if paper:
        data = b64encode(plain(picture.wide or picture.svg).encode()).decode()
        small = "" if picture.wide else ' class="small"'
        return Markup(f'<img{small} alt="{named}" src="data:image/svg+xml;base64,{data}">')
    narrow = _inline(picture.svg, named)
    if not picture.wide:
        return Markup(narrow)
    return Markup(
        f'<div class="broad">{_inline(picture.wide, named)}</div><div class="narrow">{narrow}</div>'
    )


def _inline(svg: str, named: str) -> str:
    opening = f'<svg role="img" aria-label="{named}"'
    drawn = svg[svg.find("<svg") :]
    return _ROOT.sub(lambda root: opening + _SPOKEN.sub("", root[0])[len("<svg") :], drawn, count=1)


def _mend(value: object) -> object:
    return mended(value) if type(value) is str else value


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
    made.globals.update(method=METHOD, analyst=ANALYST)
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
