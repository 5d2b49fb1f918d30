"""Part three, the regional perspective: who is with whom, what turned, who gained, what others say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from entente.analysis.deeds import done, is_before, of_dyad, strongest
from entente.analysis.dyads.series import QUADS
from entente.analysis.network.ties import Tie, ties
from entente.analysis.rows import rows
from entente.analysis.words.exchange import is_attitude
from entente.brief.alliances import alliances
from entente.brief.around import Around
from entente.brief.camps import Camps
from entente.brief.dealings import brokers_table, dependence_table
from entente.brief.deeds import FIGURES, acts_table, extremes, figures, no_statement, unless_empty
from entente.brief.evidence import Ledgered
from entente.brief.ground import ground
from entente.brief.material import Material
from entente.brief.parts import Block, Line, Part, Picture, Remarks, Table
from entente.brief.pictures import network_drawn, pictured
from entente.brief.turned import rifts_table, third_table
from entente.brief.wording import count, cue, side, signed, titled, when
from entente.ontology.naming import actor_name
from entente.records import Modality, Statement

MOST_TIES, DRAWN, MOST_ACTS, MOST_VOICES = 18, 12, 25, 15
#: A tie of two others is listed from so many acts on.
LISTED = 3
#: The part of the stories with a place that the map holds where no region is named.
NEAR = 2 / 3


def regional(material: Material, pairs: pd.DataFrame, around: Around, ledger: Ledgered) -> Part:
    """The part: picture, turns, ties of the period, third parties, dependence, treaties, acts and voices."""
    members = around.members
    now = done(pairs)
    now = now[~is_before(now, material.since)]
    camps = Camps(around, ledger)
    remarks, missing = camps.remarks()
    turns, no_turn = rifts_table(around, ledger)
    third, no_third = third_table(around, ledger)
    found = ties(now, members)
    blocks: list[Block] = []
    if camps.is_drawn:
        blocks.append(camps.picture())
    elif len(found):
        blocks.append(_picture(material, found))
    blocks += [block for block in (remarks, turns) if block]
    if not_told := tuple(line for line in (no_turn, no_third, missing) if line):
        blocks.append(Remarks("", not_told))
    where = _where(material, members)
    blocks += [where] if where else []
    if material.imported:
        blocks += unless_empty(_stories_table(around, ledger))
    elif len(found):
        blocks.append(_table(material, found, now, ledger))
    blocks += unless_empty(third, dependence_table(around, ledger), brokers_table(around, ledger))
    # What binds them is told beside what they do, not in its place.
    blocks += unless_empty(alliances(material, members, ledger) if blocks else None)
    others = no_statement(now[~now.id.isin(material.focus.between(now).id)])
    title = f"What the actors did in the period, beyond dealings {material.focus.called.among}"
    blocks += unless_empty(acts_table(material, title, others, MOST_ACTS, ledger), _voices(material, ledger))
    return Part("The regional perspective", _rule(material, members), tuple(blocks))


def _where(material: Material, members: Sequence[str]) -> Picture | None:
    """Where it happened in the period; nothing where no place is known."""
    from entente.figures.figure import Asked
    from entente.figures.map import placed

    asked = Asked(material.store, replace(material.told(), since=material.since))
    shown = material.region.members if material.region and not material.region.listed else ()
    figure = placed(asked, members, shown, "Where it happened", NEAR)
    return pictured(figure, "Where it happened in the period") if len(figure.table) else None


def _rule(material: Material, members: Sequence[str]) -> str:
    focus, others = material.focus, len(members) - len(material.focus.codes)
    if focus.is_closed or (material.region and material.region.listed):
        whose = f"these: {', '.join(map(actor_name, members))}"
    elif material.region:
        whose = f"{material.region.name} and those who deal most with {focus.called.them}"
    else:
        whose = f"{focus.called.them} and the {others} who deal most with {focus.called.them}"
    coded = f" Stories that others coded ({', '.join(material.imported)}) are counted in."
    return (
        f"Acts told as done in the period, between actors of {whose}. An actor is a state, with those who "
        "serve it, or an organisation. Those who agree, consult or cooperate with no recipient named deal "
        "with each other." + (coded if material.imported else "")
    )


def _stories_table(around: Around, ledger: Ledgered) -> Table | None:
    """Ties of the period from stories, ours and imported ones."""
    material = around.material
    codes = material.focus.codes
    inside = around.inside(around.weeks)
    if material.since:
        inside = inside[inside.period >= pd.Timestamp(material.since)]
    if inside.empty:
        return None
    summed = inside.groupby(["a", "b"], as_index=False)[["stories", *QUADS, "net"]].sum()
    # Those of the focus first, as the others are context.
    summed["own"] = summed.a.isin(codes) | summed.b.isin(codes)
    ranked = summed.sort_values(["stories", "a", "b"], ascending=[False, True, True])
    listed = ranked[ranked.own | (ranked.stories >= LISTED)]
    lines = []
    for one in rows(listed.head(MOST_TIES), _Told):
        cells = (
            f"{actor_name(one.a)} – {actor_name(one.b)}",
            *(f"{n:,}" for n in (one.words_for, one.deeds_for, one.words_against, one.deeds_against)),
            signed(one.net / one.stories),
        )
        lines.append(
            Line(cells, ledger.cite_stories(around.cited(one.a, one.b, material.since, None, (1, 2, 3, 4))))
        )
    left = len(ranked) - len(lines)
    note = "Stories in whole weeks of the period."
    note += f" Left out: {count(left, 'pair')} with fewer stories." if left else ""
    heads = ("Pair", *FIGURES[:4], "Mean intensity")
    return Table("Ties in the period", heads, tuple(lines), numeric=(1, 2, 3, 4, 5), note=note)


class _Told(NamedTuple):
    """The stories of a tie."""

    a: str
    b: str
    stories: int
    words_for: int
    deeds_for: int
    words_against: int
    deeds_against: int
    net: float


def _picture(material: Material, found: pd.DataFrame) -> Picture:
    codes = material.focus.codes
    weight = pd.concat([found.set_index("a").acts, found.set_index("b").acts]).groupby(level=0).sum()
    ranked = sorted(weight.index, key=lambda name: (name not in codes, -int(weight[name]), name))
    drawn = found[found.a.isin(ranked[:DRAWN]) & found.b.isin(ranked[:DRAWN])]
    names = {code: actor_name(code) for code in {*drawn.a, *drawn.b, *codes[:2]}}
    told = "; ".join(
        f"{names[t.a]} and {names[t.b]}: {t.cooperation} of cooperation, {t.conflict} of conflict"
        for t in rows(drawn.head(3), Tie)
    )
    # The picture has places for two at its head and foot.
    lines = network_drawn(drawn, names, (codes[0], codes[1]) if len(codes) == 2 else None)
    return Picture(
        "Who deals with whom",
        lines.phone,
        f"Network of {count(len(names), 'actor')} and {count(len(drawn), 'tie')}. The busiest ties: {told}.",
        f"Counted: {count(int(drawn.acts.sum()), 'act')} told as done in the period, between the actors "
        f"drawn, not articles or stories. {ground(material, material.since)}",
        lines.page,
    )


def _table(material: Material, found: pd.DataFrame, now: pd.DataFrame, ledger: Ledgered) -> Table:
    codes = material.focus.codes
    of_focus = found.a.isin(codes) | found.b.isin(codes)
    listed = found[of_focus | (found.acts >= LISTED)]
    shown = listed.head(MOST_TIES)
    events = material.events([*shown.worst, *shown.best])
    lines = []
    for tie in rows(shown, Tie):
        cells = (f"{actor_name(tie.a)} – {actor_name(tie.b)}", *figures(tie, events))
        chief = strongest(of_dyad(now, tie.a, tie.b))
        lines.append(Line(cells, ledger.cite_events([*extremes(tie), *chief])))
    heads = ("Pair", *FIGURES)
    left = len(found) - len(shown)
    note = f"Left out: {count(left, 'pair')} with fewer acts. " if left else ""
    note += "All events of a pair: entente events --dyad A B"
    return Table("Ties in the period", heads, tuple(lines), numeric=(1, 2, 3, 4), note=note)


def _voices(material: Material, ledger: Ledgered) -> Table | None:
    """What third parties say: the words name one of those looked at, the paragraph as many as are enough."""
    found = [s for s in material.statements() if _on_them(material, s)]
    ranked = sorted(found, key=lambda s: (-(s.score or 0), s.id))[:MOST_VOICES]
    shown = [s for s in found if s in ranked]
    if not shown:
        return None
    lines = []
    for s in shown:
        assert s.source is not None
        stamp = when(s.date, material.text(s.document).published)
        context = material.context(s.document)
        who = titled(s.source, context.speaker(s))
        lines.append(Line((stamp, who, cue(s), context.words(s)), (ledger.cite(s),)))
    note = f"The {MOST_VOICES} surest of {len(found)}." if len(found) > MOST_VOICES else ""
    title = f"What others, and experts, say of {material.focus.called.title}"
    return Table(title, ("Date", "Who", "How", "Words"), tuple(lines), note=note)


def _on_them(material: Material, statement: Statement) -> bool:
    if statement.source is None or not statement.content or statement.modality is Modality.NEGATED:
        return False
    nobody = statement.source.identity.actor is None and statement.source.identity.sector is None
    takes_part = material.focus.side(side(statement.source)) is not None
    if nobody or takes_part or not statement.cue or is_attitude(statement):
        return False
    context = material.context(statement.document)
    of = {name for span in statement.content for name in context.sides(span.text)}
    return bool(of & set(material.focus.codes)) and material.focus.near(
        context.around(statement.content[0].start)
    )
