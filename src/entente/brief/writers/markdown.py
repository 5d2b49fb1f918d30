"""A brief as GitHub-flavoured Markdown: the same lines in the same order as the HTML page.

Everything that is printed is escaped unless it is :class:`Ready`, as Jinja does it for HTML, so that a word
of a document can never become a link, a heading or a tag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from urllib.parse import quote

from jinja2 import Environment

from entente.brief.backing import anchor, uses
from entente.brief.parts import Contents, Evidence, Outlook, Picture, Utterance
from entente.brief.writers.html import SHOWN, environment, stretches
from entente.brief.writers.mending import contained

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIGNS = re.compile(r"[\\`*_\[\]|~$&<>]")
#: What makes a line a heading, a list or a rule where it stands first, and what closes a heading.
_LEADING = re.compile(r"^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|\d{1,9}[.)](?=\s|$)|[-=]+$)|#$")
#: What GitHub turns into a link by itself: addresses with and without a scheme, and of mail.
_LINKED = re.compile(r"(?<=\w)@(?=\w)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"https?://[^\s<>]+")


class Ready(str):
    """Markdown of our own making, printed as it is."""

    __slots__ = ()


def render_markdown(brief: Contents, pictures: Sequence[str] = ()) -> str:
    """The brief as text; encode it as UTF-8. The same brief gives the same text.

    In the evidence each marked stretch is bold and followed by its role in small letters.

    Args:
        brief: what it holds.
        pictures: names of the files of its pictures, in order; without, their descriptions stand alone.

    Raises:
        ValueError: a line cites evidence that the brief does not hold.
    """
    text = (
        _environment()
        .get_template("brief.md.j2")
        .render(brief=brief, uses=uses(brief), shown=_shown(brief, pictures))
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _shown(brief: Contents, names: Sequence[str]) -> Callable[[int, int], Ready]:
    """For a part and a block of it, each from 1: the picture that it is, by its file or in words."""
    spots = [
        (part_number, number)
        for part_number, part in enumerate(brief.parts, start=1)
        for number, block in enumerate(part.blocks, start=1)
        if isinstance(block, Picture)
    ]
    named = dict(zip(spots, names, strict=False))

    def shown(part: int, block: int) -> Ready:
        picture = brief.parts[part - 1].blocks[block - 1]
        told = escaped(picture.description if isinstance(picture, Picture) else "")
        name = named.get((part, block))
        return Ready(f"![{told}]({quote(name)})" if name else f"Picture: {told}")

    return shown


def escaped(text: str) -> Ready:
    """Text on one line of which nothing can turn into markup; what it shows is the text itself.

    Control characters become the replacement character. Those that turn the direction of writing are given
    by number and ended with the text, so that they disturb neither the source nor what follows.
    """
    line = contained(" ".join(text.split()))
    line = _SIGNS.sub(lambda sign: _ENTITIES.get(sign[0], "\\" + sign[0]), line)
    line = _LINKED.sub(lambda sign: "<!-- -->@" if sign[0] == "@" else "\\" + sign[0], line)
    line = _LEADING.sub(lambda sign: sign[0][:-1] + "\\" + sign[0][-1], line)
    line = _TURNING.sub(lambda sign: f"&#{ord(sign[0])};", line)
    return Ready("".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in line))


def refs(numbers: Sequence[int]) -> Ready:
    """Links to the evidence behind a line, after a space; empty where there is none."""
    first = numbers if len(numbers) <= SHOWN else numbers[: SHOWN - 1]
    links = [f"[{number}](#{anchor('e', number)})" for number in first]
    if len(first) < len(numbers):
        links.append(f"[+{len(numbers) - len(first)}](#{anchor('e', numbers[len(first)])})")
    return Ready(f" <sup>{' '.join(links)}</sup>" if links else "")


def notes(said: Utterance) -> Ready:
    """What an utterance does, of whom, where it was read and what it answers; may be empty."""
    pieces: list[str] = [escaped(said.act)] if said.act else []
    pieces += [escaped(said.target)] if said.target else []
    pieces += [escaped(said.outlet)] if said.outlet else []
    if said.answers:
        rule = f" ({escaped(said.answer_rule)})" if said.answer_rule else ""
        pieces.append(f"answers [{said.answers}](#{anchor('u', said.answers)}){rule}")
    return Ready(" · ".join(pieces))


def terms(claim: Outlook) -> Ready:
    """Condition, horizon and outcome of a claim; empty where it has none of them."""
    pieces = [f"condition: {escaped(claim.condition)}"] if claim.condition else []
    pieces += [f"horizon: {escaped(claim.horizon)}"] if claim.horizon else []
    pieces += [f"outcome: {escaped(claim.outcome)}{refs(claim.told_by)}"] if claim.outcome else []
    return Ready(" · ".join(pieces))


def origin(entry: Evidence) -> Ready:
    """Outlet, date, zone where it is not the body, and path: a link where it is an address."""
    address = _ADDRESS.fullmatch(entry.path)
    pieces: list[str] = [escaped(entry.outlet)] if entry.outlet else []
    pieces.append(escaped(entry.published or "undated"))
    pieces += [escaped(entry.zone)] if entry.zone != "body" else []
    pieces.append(f"<{entry.path}>" if address else escaped(entry.path))
    return Ready(" · ".join(pieces))


def spot(kind: str, *numbers: int) -> Ready:
    """An anchor that links can point to."""
    return Ready(f'<a id="{anchor(kind, *numbers)}"></a>')


def marked(entry: Evidence) -> Ready:
    """The paragraph with each marked stretch in bold and its role behind it.

    Bold begins and ends at a letter or digit, else Markdown does not take the signs for bold.
    """
    pieces = []
    for piece in stretches(entry):
        core = re.search(r"[^\W_](?:.*[^\W_])?", piece.text, re.DOTALL)
        if piece.role is None or core is None:
            pieces.append(_inner(piece.text))
            continue
        before, after = piece.text[: core.start()], piece.text[core.end() :]
        label = f"<sub>{escaped(piece.role)}</sub>"
        pieces += [_inner(before), f"**{_inner(core[0])}**{label}", _inner(after)]
    return Ready("".join(pieces).strip())


def _inner(text: str) -> str:
    """A piece of a longer line: escaped, with one space kept where it begins or ends with any."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return before + escaped(text) + after


def _finish(value: object) -> object:
    return escaped(value) if isinstance(value, str) and not isinstance(value, Ready) else value


@cache
def _environment() -> Environment:
    made = environment(autoescape=False, finalize=_finish)
    made.filters["ready"] = Ready
    made.globals.update(marked=marked, notes=notes, origin=origin, refs=refs, spot=spot, terms=terms)
    return made
