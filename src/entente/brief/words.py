"""Part two, the battle of words: what the sides say of and to each other, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entente.analysis.words.battle import HARD, answered
from entente.analysis.words.exchange import Said
from entente.brief.evidence import CITED, Ledgered
from entente.brief.ground import period
from entente.brief.material import Material
from entente.brief.parts import Block, Ledger, Line, Part, Picture, Remarks, Table, Utterance
from entente.brief.pictures import pictured
from entente.brief.wording import count, cue, day, named, side, when
from entente.ontology.naming import actor_name
from entente.records import Statement, StatementKind
from entente.store import Selection

MOST, MOST_SPEAKERS = 60, 8
_RULE = (
    "Statements in documents of the period by {spoken}, and the surest of those whose paragraph names both. "
    "The same words of the same speaker stand once. In order of time: “after” a day means that the paragraph "
    "tells of that day first; “by” a day, reported then and said by then. “Answers” is given where the cue "
    "says so (replied, denied, in response ...) and both stand together or share a subject, or where another "
    "speaks of the same within three days."
)


def battle(material: Material, said: Sequence[Said], ledger: Ledgered) -> Part:
    """The part: a ledger, the positions, and who speaks how often."""
    spoken = [s for s in said if not s.attitude]
    shown = chosen(spoken, MOST)
    note = ""
    if len(shown) < len(spoken):
        chosen_by = material.focus.narrowed(Selection())
        who = chosen_by.dyad or chosen_by.actors[:1]
        option = "--dyad" if chosen_by.dyad else "--actor"
        note = (
            f"The {len(shown)} surest of {len(spoken)}, those that are of or to the other first; all: "
            f"entente statements {option} {' '.join(who)}"
        )
    title = "Statements in order of time"
    blocks: list[Block] = (
        [Ledger(title, tuple(_utterances(material, shown, ledger)), note)]
        if shown
        else [Remarks(title, (_nothing(material, ledger),))]
    )
    if len(spoken) > 1 and len(material.focus.called.sides) == 2:
        blocks.insert(0, _lanes(material, said))
    thought = [s for s in said if s.attitude]
    if thought:
        blocks.append(_positions(material, thought, ledger))
    if len(spoken) > 1:
        blocks.append(_speakers(material, spoken, ledger))
    return Part("The battle of words", _RULE.format(spoken=material.focus.called.spoken), tuple(blocks))


def _lanes(material: Material, said: Sequence[Said]) -> Picture:
    """The same statements as two lanes that face each other."""
    from entente.figures.figure import Asked
    from entente.figures.words import facing

    one, other = material.focus.called.sides
    asked = Asked(material.store, Selection(since=material.since, until=material.until))
    return pictured(facing(asked, material, said, (one, other)), "Who spoke when")


def _nothing(material: Material, ledger: Ledgered) -> Line:
    """That nobody says anything, with what was read."""
    read = count(len(material.current), "document")
    what = f"Looked for were statements by {material.focus.called.spoken}, in {read} of the period."
    return Line(
        ("Nothing in the record: no such statement stands in the documents of the period.",),
        (ledger.counted(what, f"statements{period(material)}"),),
    )


def chosen(said: Sequence[Said], most: int) -> list[Said]:
    """At most so many, in order of time: those that face the other side first, then the surest."""
    ranked = sorted(said, key=lambda s: (not s.faces, -(s.statement.score or 0), s.statement.id))
    ids = {s.statement.id for s in ranked[:most]}
    return [s for s in said if s.statement.id in ids]


def _utterances(material: Material, said: Sequence[Said], ledger: Ledgered) -> Iterator[Utterance]:
    found = answered(material, said)
    for number, (one, answer) in enumerate(zip(said, found, strict=True), 1):
        s = one.statement
        assert s.source is not None
        told = [s, *one.also]
        yield Utterance(
            number=number,
            date=_when(material, one),
            speaker=_speaker(material, one),
            office=_office(material, s),
            side=one.side,
            cue=cue(s),
            words=material.context(s.document).words(s),
            quoted=s.kind is StatementKind.DIRECT,
            target=_aim(s),
            outlet=None if s.addressee and s.outlet == s.addressee.identity.actor else s.outlet,
            act=s.event_type.value if s.event_type else None,
            answers=None if answer is None else answer.to + 1,
            answer_rule=None if answer is None else answer.rule,
            evidence=tuple(dict.fromkeys(ledger.cite(t) for t in told[:CITED])),
        )


def _speaker(material: Material, said: Said) -> str:
    """Who speaks, with the state where the side does not tell it."""
    name = material.context(said.statement.document).speaker(said.statement)
    state, sides = actor_name(said.state), material.focus.called.sides
    told = (sides and sides[said.side] == state) or state.lower() in name.lower()
    return name if told else f"{name} ({state})"


def _aim(statement: Statement) -> str | None:
    own = side(statement.source)
    if statement.addressee and side(statement.addressee) != own:
        return f"to {named(statement.addressee)}"
    return f"of {named(statement.target)}" if statement.target and side(statement.target) != own else None


def _office(material: Material, statement: Statement) -> str | None:
    office = statement.source.identity.office if statement.source else None
    return (
        None
        if office and office.lower() in material.context(statement.document).speaker(statement).lower()
        else office
    )


def _when(material: Material, said: Said) -> str:
    if said.statement.date is None and said.anchored:
        return f"after {day(said.placed)}"
    return when(said.statement.date, material.text(said.statement.document).published)


def _positions(material: Material, thought: Sequence[Said], ledger: Ledgered) -> Table:
    lines = []
    for one in chosen(thought, MOST_SPEAKERS):
        cells = (
            material.context(one.statement.document).speaker(one.statement),
            cue(one.statement),
            material.context(one.statement.document).words(one.statement),
        )
        lines.append(Line(cells, (ledger.cite(one.statement),)))
    return Table("What they are said to think, fear and want", ("Who", "How", "Words"), tuple(lines))


def _speakers(material: Material, said: Sequence[Said], ledger: Ledgered) -> Table:
    by_name: dict[tuple[str, str], list[Statement]] = {}
    for one in said:
        name = material.context(one.statement.document).speaker(one.statement)
        by_name.setdefault((one.state, name), []).append(one.statement)
    order = {code: at for at, code in enumerate(material.focus.codes)}
    ranked = sorted(
        by_name.items(), key=lambda item: (-len(item[1]), order.get(item[0][0], len(order)), item[0])
    )
    rows = []
    for (state, name), theirs in ranked[:MOST_SPEAKERS]:
        hard = sum(s.event_type in HARD for s in theirs)
        office = next((o for s in theirs if (o := _office(material, s))), "—")
        surest = sorted(theirs, key=lambda s: (-(s.score or 0), s.id))[:CITED]
        cells = (name, office, actor_name(state), str(len(theirs)), str(hard))
        rows.append(Line(cells, tuple(dict.fromkeys(map(ledger.cite, surest)))))
    return Table(
        "Who speaks",
        ("Speaker", "Office", "State", "Statements", "Accuse, reject, threaten, demand"),
        tuple(rows),
        numeric=(3, 4),
        note=f"{count(len(said), 'statement')} by {count(len(ranked), 'speaker')}"
        + (f"; the {MOST_SPEAKERS} who speak most stand here." if len(ranked) > MOST_SPEAKERS else "."),
    )
