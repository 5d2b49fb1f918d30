"""Which statements belong to the exchange of those looked at, each once, and where in time each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from entente.brief.context import Context
from entente.brief.material import Material
from entente.brief.wording import cued, side
from entente.language.lexicon import lexicon
from entente.records import Modality, Statement, StatementKind

#: A statement that does not face the other side must be as sure as this.
SURE = 0.9
#: Of the words of the shorter of two statements so much is in the other: the same was said.
ALIKE = 0.6
#: A text without a day cannot be placed: it comes last.
LAST = "9999"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the exchange.

    ``state`` is whom the speaker serves; ``side`` is the side of it, 0 or 1; ``faces`` whether it is of or to
    the other side, or names it;
    ``placed`` the ISO day at which it stands, ``anchored`` whether its paragraph gives that day;
    ``paragraph`` its place in the document; ``attitude`` whether it is thought rather than said; ``also``
    the same words of the same speaker elsewhere.
    """

    statement: Statement
    state: str
    side: int
    faces: bool
    placed: str
    anchored: bool
    paragraph: int
    attitude: bool
    also: tuple[Statement, ...] = ()


def exchange(material: Material) -> list[Said]:
    """The statements of the sides that belong to their exchange, in order of time."""
    found = [said for s in _kept(material.statements()) if (said := _said(material, s))]
    ordered = sorted(found, key=lambda s: (s.placed, s.statement.document, s.statement.content[0].start))
    return list(_once(ordered))


def content_words(statement: Statement) -> frozenset[str]:
    """The longer words of what is said, cut to their beginnings, so that "accuse" is "accused"."""
    text = " ".join(c.text for c in statement.content).lower()
    return frozenset(word[:6] for word in re.findall(r"\w+", text) if len(word) > 3)


def _kept(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Without what was not said, and of several readings of the same place the surest."""
    taken: dict[tuple[str, str | None], list[Statement]] = {}
    for one in sorted(statements, key=lambda s: (-(s.score or 0), s.id)):
        if one.modality is Modality.NEGATED or _empty(one):
            continue
        others = taken.setdefault((one.document, side(one.source)), [])
        if not any(_same_place(one, other) for other in others):
            others.append(one)
            yield one


def _empty(statement: Statement) -> bool:
    """Whether nothing is said: one or two words that are not quoted, such as "this" or "it otherwise"."""
    return (
        statement.kind is StatementKind.INDIRECT and sum(len(c.text.split()) for c in statement.content) < 3
    )


def _same_place(one: Statement, other: Statement) -> bool:
    a, b = ((s.content[0].start, s.content[-1].end) for s in (one, other))
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > ALIKE * min(a[1] - a[0], b[1] - b[0])


def _once(said: Sequence[Said]) -> Iterator[Said]:
    """The same words of the same speaker, in another place or text, stand with the first of them."""
    kept: list[Said] = []
    by_speaker: dict[object, list[tuple[int, frozenset[str]]]] = {}
    for one in said:
        source = one.statement.source
        assert source is not None
        known = by_speaker.setdefault((one.state, source.identity.actor, source.identity.office), [])
        words = content_words(one.statement)
        place = next((i for i, others in known if _alike(words, others) and _may_be(one, kept[i])), None)
        if place is None:
            known.append((len(kept), words))
            kept.append(one)
        else:
            kept[place] = replace(kept[place], also=(*kept[place].also, one.statement))
    yield from kept


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(mine & theirs) >= max(3, ALIKE * min(len(mine), len(theirs)))


def _may_be(one: Said, other: Said) -> bool:
    """Whether nothing in their dates says that they are two."""
    a, b = one.statement.date, other.statement.date
    return a is None or b is None or a == b


def _said(material: Material, statement: Statement) -> Said | None:
    focus, speaks = material.focus, side(statement.source)
    own = focus.side(speaks)
    if speaks is None or own is None:
        return None
    aimed = {name for party in (statement.target, statement.addressee) if (name := side(party))} - {speaks}
    context = material.context(statement.document)
    content = {name for span in statement.content for name in context.sides(span.text)}
    start = statement.content[0].start
    faces = bool(focus.faced(speaks, aimed | content))
    if not faces:
        stray = aimed or content - {speaks} or (statement.score or 0) < SURE
        around = context.around(start) if not stray else set()
        if speaks not in around or not focus.faced(speaks, around):
            return None
    placed, anchored = _placed(context, statement)
    place = context.paragraph(start)[0]
    return Said(statement, speaks, own, faces, placed, anchored, place, is_attitude(statement))


def is_attitude(statement: Statement) -> bool:
    """Whether it is thought, feared or wanted rather than said."""
    return statement.kind is not StatementKind.DIRECT and cued(statement, "attitude")


def _placed(context: Context, statement: Statement) -> tuple[str, bool]:
    """The first day on which it may have been said, and whether its paragraph tells that day."""
    if statement.date:
        return statement.date.split("/")[0], False
    published = context.document.published or LAST
    start = statement.content[0].start
    days = [(at, day) for at, day in context.days if day <= published and at < start]
    here, zone = context.paragraph(start)
    if zone is not None:
        own = [day for at, day in days if at >= zone.start]
        if own:
            return own[-1], True
        opening = re.findall(r"\w+", context.document.text[zone.start : zone.start + 40].lower())[:1]
        before = [day for at, day in days if here and at >= context.document.zones[here - 1].start]
        if before and lexicon("sequence") & set(opening):
            return before[-1], True
    return published, False
