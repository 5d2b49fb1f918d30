from __future__ import annotations

from collections.abc import Sequence

import pytest
from fakes import span

from entente.extraction.drafts import ClaimDraft, EventDraft, NameDraft, StatementDraft
from entente.language.sentences import split_sentences
from entente.records import (
    Claim,
    ClaimKind,
    Document,
    Event,
    EventType,
    Identity,
    Modality,
    Span,
    Statement,
    StatementKind,
    Zone,
    ZoneKind,
)
from entente.resolution.assemble import Coded, Drafts, assemble


def sentence_at(text: str, at: int) -> Span:
    return next(s for s in split_sentences(text, 0, len(text)) if s.start <= at < s.end)


def said(
    text: str,
    content: str,
    source: str | None = None,
    cue: str | None = None,
    addressee: str | None = None,
    modality: Modality = Modality.ASSERTED,
) -> StatementDraft:
    spans = tuple(span(text, part) for part in content.split(" + "))
    return StatementDraft(
        zone=ZoneKind.BODY,
        score=0.9,
        kind=StatementKind.INDIRECT,
        source=span(text, source) if source else None,
        cue=span(text, cue) if cue else None,
        content=spans,
        addressee=span(text, addressee) if addressee else None,
        sentence=sentence_at(text, spans[0].start),
        modality=modality,
    )


def done(
    text: str,
    trigger: str,
    kind: EventType,
    actor: Sequence[str] = (),
    recipient: Sequence[str] = (),
    modality: Modality = Modality.ASSERTED,
) -> EventDraft:
    where = span(text, trigger)
    return EventDraft(
        zone=ZoneKind.BODY,
        score=0.8,
        sentence=sentence_at(text, where.start),
        trigger=where,
        event_type=kind,
        modality=modality,
        actor=tuple(span(text, a) for a in actor),
        recipient=tuple(span(text, r) for r in recipient),
    )


def claimed(text: str, phrase: str) -> ClaimDraft:
    return ClaimDraft(ZoneKind.BODY, 0.7, ClaimKind.FORECAST, span(text, phrase), None, None)


def coded(
    text: str,
    *drafts: StatementDraft | EventDraft | ClaimDraft,
    names: dict[str, str] | None = None,
    published: str | None = "2023-09-21",
) -> Coded:
    document = Document("d7", "x.txt", text, (Zone(ZoneKind.BODY, 0, len(text)),), published=published)
    found = Drafts(
        sentences=tuple(split_sentences(text, 0, len(text))),
        names=tuple(NameDraft(span(text, n), k) for n, k in (names or {}).items()),
        statements=tuple(d for d in drafts if isinstance(d, StatementDraft)),
        events=tuple(d for d in drafts if isinstance(d, EventDraft)),
        claims=tuple(d for d in drafts if isinstance(d, ClaimDraft)),
    )
    return assemble(document, found, "fake 1")


def test_nothing_found() -> None:
    found = coded("Rain fell.")
    assert (found.statements, found.events, found.claims) == ((), (), ())
    assert found.document.id == "d7"


def test_ids_name_document_kind_and_place_in_order() -> None:
    text = "Baku said it would wait. Yerevan said it would act."
    first = said(text, "it would wait", "Baku", "said")
    second = said(text, "it would act", "Yerevan", "said~2")
    found = coded(
        text, first, second, done(text, "wait", EventType.AGREE, ["it"]), claimed(text, "it would act")
    )
    assert [s.id for s in found.statements] == ["d7.s1", "d7.s2"]
    assert [s.content for s in found.statements] == [first.content, second.content]
    assert [e.id for e in found.events] == ["d7.e1"]
    assert [c.id for c in found.claims] == ["d7.c1"]
    records: list[Statement | Event | Claim] = [*found.statements, *found.events, *found.claims]
    assert {(r.coder, r.document) for r in records} == {("fake 1", "d7")}


NESTED = "Moscow said that Ankara had told envoys that Baku would attack Yerevan."
OUTER = said(NESTED, "Ankara had told envoys that Baku would attack Yerevan", "Moscow", "said")
INNER = said(NESTED, "Baku would attack Yerevan", "Ankara", "had told", "envoys")


@pytest.mark.parametrize("order", [(OUTER, INNER), (INNER, OUTER)])
def test_a_statement_within_another_is_nested_in_it(order: tuple[StatementDraft, ...]) -> None:
    found = {s.content: s for s in coded(NESTED, *order).statements}
    assert found[OUTER.content].nested_in is None
    assert found[INNER.content].nested_in == found[OUTER.content].id


def test_statements_with_the_same_content_are_not_nested_in_each_other() -> None:
    text = "Baku said and repeated that it would wait."
    found = coded(
        text, said(text, "it would wait", "Baku", "said"), said(text, "it would wait", "Baku", "repeated")
    )
    assert [s.nested_in for s in found.statements] == [None, None]


def test_an_event_is_attributed_to_the_innermost_statement() -> None:
    inside = done(NESTED, "attack", EventType.ASSAULT, ["Baku"], ["Yerevan"], Modality.FUTURE)
    found = coded(NESTED, OUTER, INNER, inside)
    assert found.events[0].attributed_to == "d7.s2"
    assert (found.events[0].statement, found.events[0].modality) == (None, Modality.FUTURE)


def test_an_event_outside_all_statements_is_the_texts_own() -> None:
    text = "Baku shelled Goris. Yerevan said it would answer."
    act = done(text, "shelled", EventType.ASSAULT, ["Baku"], ["Goris"])
    (event,) = coded(text, said(text, "it would answer", "Yerevan", "said"), act).events
    assert (event.attributed_to, event.statement) == (None, None)


def test_an_event_between_the_pieces_of_a_statement_is_not_in_it() -> None:
    text = "It would wait, Baku said as it shelled Goris, and then act."
    split = said(text, "It would wait + and then act", "Baku", "said")
    (event,) = coded(text, split, done(text, "shelled", EventType.ASSAULT, ["it"], ["Goris"])).events
    assert event.attributed_to is None


ACCUSED = "Germany accused Russia of breaking the treaty."


def test_a_statement_that_is_an_event_is_linked_with_it() -> None:
    accused = said(ACCUSED, "Russia of breaking the treaty", "Germany", "accused")
    found = coded(ACCUSED, accused, done(ACCUSED, "accused", EventType.ACCUSE, ["Germany"], ["Russia"]))
    (statement,), (event,) = found.statements, found.events
    assert (event.statement, event.attributed_to) == (statement.id, None)
    assert statement.event_type is EventType.ACCUSE
    assert statement.target == event.recipient[0]
    assert statement.target.identity.actor == "RUS"
    assert (event.quad, event.intensity < 0) == (3, True)


@pytest.mark.parametrize("own", [Modality.ASSERTED, Modality.NEGATED])
def test_a_statement_takes_its_events_modality_unless_it_has_one(own: Modality) -> None:
    accused = said(ACCUSED, "Russia of breaking the treaty", "Germany", "accused", modality=own)
    act = done(ACCUSED, "accused", EventType.ACCUSE, ["Germany"], ["Russia"], Modality.HISTORICAL)
    (statement,) = coded(ACCUSED, accused, act).statements
    assert statement.modality is (Modality.HISTORICAL if own is Modality.ASSERTED else own)


def test_the_first_event_of_a_cue_is_the_statements() -> None:
    text = "Germany accused and threatened Russia over the treaty."
    both = said(text, "Russia over the treaty", "Germany", "accused and threatened")
    found = coded(
        text,
        both,
        done(text, "accused", EventType.ACCUSE, ["Germany"], ["Russia"]),
        done(text, "threatened", EventType.THREATEN, ["Germany"], ["Russia"]),
    )
    assert [e.statement for e in found.events] == ["d7.s1", "d7.s1"]
    assert found.statements[0].event_type is EventType.ACCUSE


def test_the_first_person_in_a_quotation_is_its_speaker() -> None:
    text = "We waited. “We accuse Russia,” Emmanuel Macron said."
    quoted = said(text, "“We accuse Russia,”", "Emmanuel Macron", "said")
    found = coded(
        text,
        quoted,
        done(text, "waited", EventType.CONSULT, ["We"]),
        done(text, "accuse", EventType.ACCUSE, ["We~2"], ["Russia"]),
    )
    speaker = found.statements[0].source
    assert speaker is not None
    assert speaker.identity.actor == "Emmanuel Macron"
    (outside,), (inside,) = found.events[0].actor, found.events[1].actor
    assert inside.identity == speaker.identity
    assert inside.span == span(text, "We~2")
    assert outside.identity.actor != "Emmanuel Macron"


def test_the_first_person_of_a_nested_statement_is_the_outer_speaker() -> None:
    text = "“I told them that the road was open,” Emmanuel Macron said."
    inner = said(text, "the road was open", "I", "told", "them")
    outer = said(text, "“I told them that the road was open,”", "Emmanuel Macron", "said")
    found = coded(text, inner, outer)
    assert found.statements[0].source is not None
    assert found.statements[0].source.identity.actor == "Emmanuel Macron"
    assert found.statements[0].nested_in == found.statements[1].id


def test_of_whom_it_is_said_is_the_first_actor_named_that_is_not_the_speaker() -> None:
    text = "Moscow said that Russia and Ukraine and Poland would talk."
    content = "Russia and Ukraine and Poland would talk"
    names = {"Russia": "LOC", "Ukraine": "LOC", "Poland": "LOC"}
    (statement,) = coded(text, said(text, content, "Moscow", "said"), names=names).statements
    assert statement.target is not None
    assert (statement.target.span.text, statement.target.identity.actor) == ("Ukraine", "UKR")
    (plain,) = coded(text, said(text, content, "Moscow", "said")).statements
    assert plain.target is None


def test_the_outlet_is_the_medium_that_it_is_said_to() -> None:
    text = "The minister told TASS that the road was open to the envoys."
    (medium,) = coded(text, said(text, "the road was open", "The minister", "told", "TASS")).statements
    (envoys,) = coded(text, said(text, "the road was open", "The minister", "told", "the envoys")).statements
    assert (medium.outlet, envoys.outlet) == ("TASS", None)
    assert medium.addressee is not None


def test_the_date_of_a_statement_is_not_one_that_it_speaks_of() -> None:
    text = "Baku said on Monday that the road had been shut on 3 May 2020."
    (statement,) = coded(text, said(text, "the road had been shut on 3 May 2020", "Baku", "said")).statements
    assert statement.date == "2023-09-18"
    text = "Baku said that the road had been shut on 3 May 2020."
    (statement,) = coded(text, said(text, "the road had been shut on 3 May 2020", "Baku", "said")).statements
    assert statement.date is None


def test_date_place_and_quantities_of_an_event() -> None:
    text = "Baku shelled a village near Goma on Monday and killed five soldiers."
    (event,) = coded(text, done(text, "shelled", EventType.ASSAULT, ["Baku"])).events
    assert event.date is not None
    assert event.date.value == "2023-09-18"
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Goma", "COD")
    assert [(q.kind, q.value) for q in event.quantities] == [("dead", 5)]
    assert event.contexts


def test_an_event_is_dated_from_a_sentence_before_that_has_none() -> None:
    text = "The vote was on 3 May 2020. The next day Baku shelled a village."
    (event,) = coded(text, done(text, "shelled", EventType.ASSAULT, ["Baku"])).events
    assert event.date is not None
    assert event.date.value == "2020-05-04"


def test_parties_are_identified_once_for_each_span() -> None:
    text = "Germany accused Russia and Germany left."
    accused = done(text, "accused", EventType.ACCUSE, ["Germany"], ["Russia"])
    found = coded(text, accused, done(text, "left", EventType.RETREAT, ["Germany~2"]))
    assert [p.identity.country for e in found.events for p in (*e.actor, *e.recipient)] == [
        "DEU",
        "RUS",
        "DEU",
    ]
    assert found.events[1].recipient == ()


def test_a_claim_inside_a_statement_is_its_sources() -> None:
    text = "Emmanuel Macron said that the war would go on for years."
    quoted = said(text, "the war would go on for years", "Emmanuel Macron", "said")
    (claim,) = coded(text, quoted, claimed(text, "the war would go on for years")).claims
    assert not claim.by_author
    assert claim.claimant is not None
    assert claim.claimant.identity.actor == "Emmanuel Macron"


def test_a_claim_outside_all_statements_is_the_authors() -> None:
    text = "The war will go on for years. Baku said it would wait."
    (claim,) = coded(
        text, said(text, "it would wait", "Baku", "said"), claimed(text, "The war will go on for years")
    ).claims
    assert claim.by_author
    assert claim.claimant is None


def test_a_claim_by_nobody_named_is_not_the_authors() -> None:
    text = "It was said that the war would go on for years."
    (claim,) = coded(
        text, said(text, "the war would go on for years", None, "said"), claimed(text, "the war would go on")
    ).claims
    assert not claim.by_author
    assert claim.claimant is None


@pytest.mark.parametrize(("content", "by_author"), [("go on for years", False), ("for years", True)])
def test_most_of_a_claim_must_be_said(content: str, by_author: bool) -> None:
    text = "It will go on for years, Baku said."
    (claim,) = coded(text, said(text, content, "Baku", "said"), claimed(text, "will go on for years")).claims
    assert claim.by_author is by_author


def test_the_horizon_of_a_claim() -> None:
    text = "The war will end by 2025."
    (claim,) = coded(text, claimed(text, "The war will end by 2025")).claims
    assert claim.horizon is not None
    assert "2025" in claim.horizon


def test_who_is_not_known_is_left_open() -> None:
    text = "They accused somebody of it."
    (event,) = coded(text, done(text, "accused", EventType.ACCUSE, ["They"], ["somebody"])).events
    assert event.actor[0].identity == Identity()
