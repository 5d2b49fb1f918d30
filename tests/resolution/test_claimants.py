from __future__ import annotations

import pytest
from fakes import span

from entente.extraction.drafts import ClaimDraft, NameDraft
from entente.language.sentences import split_sentences
from entente.records import (
    ClaimKind,
    Identity,
    Modality,
    Party,
    Span,
    Statement,
    StatementKind,
    ZoneKind,
)
from entente.resolution.claimants import Claimant, Claimants, kind_told


def identity(sector: str | None = "GOV", actor: str | None = "NOR") -> Identity:
    return Identity(actor=actor, country=actor, sector=sector, office=None)


def party(text: str, words: str, sector: str | None = "GOV", actor: str | None = "NOR") -> Party:
    return Party(span(text, words), identity(sector, actor))


def said(
    text: str, content: str, source: str | None, cue: str | None, actor: str | None = "NOR"
) -> Statement:
    return Statement(
        id="d1.s1",
        document="d1",
        zone=ZoneKind.BODY,
        coder="test",
        score=0.9,
        kind=StatementKind.INDIRECT,
        source=party(text, source, actor=actor) if source else None,
        cue=span(text, cue) if cue else None,
        content=(span(text, content),),
        addressee=None,
        target=None,
        outlet=None,
        date=None,
        nested_in=None,
        modality=Modality.ASSERTED,
        event_type=None,
    )


def draft(
    text: str,
    claim: str,
    condition: str | None = None,
    consequence: str | None = None,
    kind: ClaimKind = ClaimKind.FORECAST,
) -> ClaimDraft:
    return ClaimDraft(
        ZoneKind.BODY,
        0.9,
        kind,
        span(text, claim),
        (condition and span(text, condition)) or None,
        (consequence and span(text, consequence)) or None,
    )


def who(text: str, claim: ClaimDraft, *statements: Statement, names: tuple[str, ...] = ()) -> Claimant:
    found = [NameDraft(span(text, n), "ORG") for n in names]

    def named(words: Span) -> Party:
        return Party(words, identity())

    return Claimants(text, list(split_sentences(text)), found, statements, [], named).of(claim)


def name(found: Claimant) -> str:
    return found.party.span.text if found.party else "author" if found.by_author else "nobody"


def test_the_source_of_the_statement_claims() -> None:
    text = "Oslo said the road would open."
    assert (
        name(who(text, draft(text, "the road would open"), said(text, "the road would open", "Oslo", "said")))
        == "Oslo"
    )
    assert name(who(text, draft(text, "the road would open"))) == "author"


def test_what_an_actor_feels_within_a_condition_is_not_the_claims_source() -> None:
    text = "If Oslo feels that its trade is at risk, it will act."
    claim = draft(text, text[:-1], "If Oslo feels that its trade is at risk", "it will act")
    assert (
        name(who(text, claim, said(text, "its trade is at risk, it will act", "Oslo", "feels"))) == "author"
    )


def test_what_could_be_said_is_nobodys_statement() -> None:
    text = "It could tell Oslo that the road would open."
    claim = draft(text, "the road would open")
    assert name(who(text, claim, said(text, "the road would open", "It", "tell"))) == "author"


def test_the_writers_own_expectation() -> None:
    text = "I expect that the road will open."
    claim = draft(text, "the road will open")
    statement = said(text, "the road will open", "I", "expect", actor=None)
    assert who(text, claim, statement) == Claimant(None, by_author=True)


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("From Oslo’s perspective, the road would help.", "Oslo"),
        ("Seen from Oslo, the road would help.", "Oslo"),
        ("In the eyes of Oslo, the road would help.", "Oslo"),
        ("From my perspective, the road would help.", "author"),
    ],
)
def test_who_is_said_to_see_it_so(text: str, claimant: str) -> None:
    assert name(who(text, draft(text, "the road would help"))) == claimant


def test_who_agreed_claims_what_is_agreed() -> None:
    text = "Oslo held a parley and agreed to free the crew."
    claim = draft(text, "to free the crew")
    assert name(who(text, claim, names=("Oslo",))) == "Oslo"
    assert name(who(text, claim, said(text, "a parley", "Oslo", "agreed"))) == "Oslo"
    text = "Oslo spoke. The road would open."
    assert (
        name(who(text, draft(text, "The road would open"), said(text, "Oslo", "Oslo", "spoke"))) == "author"
    )


def test_a_sentence_that_goes_on_is_the_speakers_before() -> None:
    text = "Oslo said the road would open. By doing so, Bergen would win trade."
    before = said(text, "the road would open", "Oslo", "said")
    assert name(who(text, draft(text, "By doing so, Bergen would win trade"), before)) == "Oslo"
    text = "Oslo said the road would open.\n\nBy doing so, Bergen would win trade."
    before = said(text, "the road would open", "Oslo", "said")
    assert name(who(text, draft(text, "By doing so, Bergen would win trade"), before)) == "author"


def test_nobody_is_named_where_it_was_said() -> None:
    text = "It was said that the road would open."
    claim = draft(text, "the road would open")
    assert name(who(text, claim, said(text, "the road would open", None, "said"))) == "nobody"
    assert name(who(text, claim, said(text, "the road would open", None, None))) == "author"


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("it will not accept any toll", "said", ClaimKind.THREAT),
        ("it will close the road", "threatened", ClaimKind.THREAT),
        ("it will open the road", "pledged", ClaimKind.PROMISE),
        ("Oslo does not intend to close the road", "said", ClaimKind.PLAN),
        ("he would open the road", "said", ClaimKind.PLAN),
        ("the road would open", "said", ClaimKind.FORECAST),
    ],
)
def test_the_kind_that_the_verb_tells(text: str, cue: str, kind: ClaimKind) -> None:
    whole = f"Oslo {cue} {text}."
    found = Claimant(party(whole, "Oslo"), by_author=False, said=said(whole, text, "Oslo", cue))
    assert kind_told(draft(whole, text), found) is kind


def test_who_only_comments_neither_threatens_nor_promises() -> None:
    text = "An expert said it will not accept any toll."
    statement = said(text, "it will not accept any toll", "An expert", "said")
    found = Claimant(party(text, "An expert", sector="EDU"), by_author=False, said=statement)
    claim = draft(text, "it will not accept any toll", kind=ClaimKind.THREAT)
    assert kind_told(claim, found) is ClaimKind.FORECAST


def told_kind(text: str, kind: ClaimKind, condition: str | None = None, rest: str | None = None) -> ClaimKind:
    """The kind of a claim that Oslo makes in a sentence of its own."""
    whole = f"Oslo said that {text}."
    statement = said(whole, text, "Oslo", "said")
    found = Claimant(party(whole, "Oslo"), by_author=False, said=statement)
    return kind_told(draft(whole, text, condition, rest, kind), found)


@pytest.mark.parametrize("kind", [ClaimKind.FORECAST, ClaimKind.PLAN, ClaimKind.CONDITIONAL])
def test_what_has_condition_and_consequence_is_conditional(kind: ClaimKind) -> None:
    text = "he will open the road if the snow melts"
    assert told_kind(text, kind, "if the snow melts", "he will open the road") is ClaimKind.CONDITIONAL
    text = "if the snow melts, Oslo plans to open the road"
    assert told_kind(text, kind, "if the snow melts", "Oslo plans to open the road") is ClaimKind.CONDITIONAL


@pytest.mark.parametrize("kind", [ClaimKind.THREAT, ClaimKind.PROMISE])
def test_under_a_condition_only_who_can_keep_it_threatens_or_promises(kind: ClaimKind) -> None:
    text = "we will shut the road if they come"
    assert told_kind(text, kind, "if they come", "we will shut the road") is kind
    whole = f"An expert said that {text}."
    claim = draft(whole, text, "if they come", "we will shut the road", kind)
    found = Claimant(party(whole, "An expert", sector="EDU"), by_author=False)
    assert kind_told(claim, found) is ClaimKind.CONDITIONAL


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("her plans to tax salt and to drop the toll would hurt the port", ClaimKind.FORECAST),
        ("plans to tax salt will hurt the port", ClaimKind.FORECAST),
        ("Oslo plans to tax salt, which would hurt the port", ClaimKind.PLAN),
        ("Oslo has no plans to tax salt", ClaimKind.PLAN),
        ("Oslo aims to tax salt", ClaimKind.PLAN),
        ("Oslo is aiming to tax salt", ClaimKind.PLAN),
        ("we’ll tax salt", ClaimKind.PLAN),
        ("I am not going to tax salt", ClaimKind.PLAN),
    ],
)
def test_plans_that_are_somebodys_and_plans_that_are_foreseen(text: str, kind: ClaimKind) -> None:
    assert told_kind(text, ClaimKind.PLAN) is kind
    assert told_kind(text, ClaimKind.FORECAST) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“Leave the league, and we will protect you", ClaimKind.PROMISE),
        ("‘Come to us, the Danes will help to keep your town", ClaimKind.PROMISE),
        ("“Leave the league, or we will shut your port", ClaimKind.THREAT),
        ("we will protect our land with all that we have", ClaimKind.THREAT),
    ],
)
def test_help_held_out_to_those_who_come_is_a_promise(text: str, kind: ClaimKind) -> None:
    assert told_kind(text, ClaimKind.THREAT) is kind


@pytest.mark.parametrize(
    ("rest", "kind"),
    [
        ("the league could fall apart", ClaimKind.CONDITIONAL),
        ("we could shut the road", ClaimKind.THREAT),
        ("the road will be shut", ClaimKind.THREAT),
    ],
)
def test_who_threatens_is_sure_or_speaks_of_himself(rest: str, kind: ClaimKind) -> None:
    assert told_kind(f"if they come, {rest}", ClaimKind.THREAT, "if they come", rest) is kind


def test_who_owns_a_threat_makes_it() -> None:
    text = "Bergen said that there is no answer to Oslo’s threats to shut the port."
    statement = said(text, "there is no answer to Oslo’s threats to shut the port", "Bergen", "said")
    claim = draft(text, "threats to shut the port")
    found = who(text, claim, statement, names=("Bergen", "Oslo"))
    assert name(found) == "Oslo"
    assert kind_told(claim, found) is ClaimKind.THREAT
    text = "Bergen spoke of his repeated promises to open the port."
    claim = draft(text, "promises to open the port")
    found = who(text, claim)
    assert (name(found), kind_told(claim, found)) == ("his", ClaimKind.PROMISE)
    text = "Bergen said that plans to open the port would help."
    statement = said(text, "plans to open the port would help", "Bergen", "said")
    assert name(who(text, draft(text, "plans to open the port would help"), statement)) == "Bergen"
