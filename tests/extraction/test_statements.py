from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeEncoder, Said, span

from entente.extraction.drafts import StatementDraft
from entente.extraction.statements import joined, kind_of, statements
from entente.records import Modality, Span, StatementKind, ZoneKind


def drafts(text: str, *said: Said) -> list[StatementDraft]:
    fake = FakeEncoder(said=said)
    return list(statements(fake, fake.words(text)))


def only(text: str, *said: Said) -> StatementDraft:
    (draft,) = drafts(text, *said)
    return draft


def contents(draft: StatementDraft) -> list[str]:
    return [c.text for c in draft.content]


def test_source_cue_content_and_addressee_of_an_anchor() -> None:
    text = "The minister told TASS on Monday that the road was open."
    draft = only(text, Said("told", ["the road was open"], ["The minister"], ["told"], ["TASS"]))
    assert draft.source == span(text, "The minister")
    assert draft.cue == span(text, "told")
    assert draft.content == (span(text, "the road was open"),)
    assert draft.addressee == span(text, "TASS")
    assert draft.sentence.text == text
    assert (draft.kind, draft.modality) == (StatementKind.INDIRECT, Modality.ASSERTED)
    assert draft.zone is ZoneKind.BODY
    assert draft.score == 0.9


def test_offsets_are_those_of_the_document() -> None:
    text = "Talks resume\n\nMoscow said it would wait."
    fake = FakeEncoder(said=[Said("said", ["it would wait"], ["Moscow"], ["said"])])
    (draft,) = statements(fake, fake.words(text, start=14))
    assert draft.source == Span(14, 20, "Moscow")
    assert draft.content == (span(text, "it would wait"),)


def test_content_split_by_its_cue_is_in_order_and_quoted() -> None:
    text = "“We will wait,” Lavrov said, “and then we shall act.”"
    draft = only(text, Said("said", ["“We will wait,”", "“and then we shall act.”"], ["Lavrov"], ["said"]))
    assert contents(draft) == ["“We will wait,”", "“and then we shall act.”"]
    assert draft.kind is StatementKind.DIRECT


def test_a_gap_of_one_word_does_not_split_content() -> None:
    text = "He said the road to Goris was shut."
    draft = only(text, Said("said", ["the road", "Goris was shut"], ["He"], ["said"]))
    assert contents(draft) == ["the road to Goris was shut"]


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        ("He said: the road is open, she said.", ": the road is open,", "the road is open"),
        ("He said — the road is open — again.", "— the road is open —", "the road is open"),
        ("He said “the road is open” twice.", "the road is open”", "“the road is open”"),
        ("He said “the road is open” twice.", "“the road is open", "“the road is open”"),
        ('He said "the road is open" twice.', '"the road is open', '"the road is open"'),
        ("He said the road is open.", "the road is open.", "the road is open."),
    ],
)
def test_marks_at_the_edges_of_content(text: str, phrase: str, wanted: str) -> None:
    assert contents(only(text, Said("said", [phrase], ["He"], ["said"]))) == [wanted]


def test_marks_alone_are_no_content() -> None:
    assert drafts("He said … again.", Said("said", ["…"], ["He"], ["said"])) == []
    assert drafts("He said so.", Said("said", [], ["He"], ["said"])) == []


def test_words_below_the_bar_are_no_anchor() -> None:
    said = Said("said", ["it would wait"], ["Moscow"], ["said"], chance=0.4)
    assert drafts("Moscow said it would wait.", said) == []


def test_a_quotation_without_anchor_is_kept_from_four_words_on() -> None:
    text = "The talks failed. “We shall never yield to them.” The talks went on."
    draft = only(text, Said("“", ["“We shall never yield to them.”"], loose=True))
    assert contents(draft) == ["“We shall never yield to them.”"]
    assert (draft.source, draft.cue) == (None, None)
    assert drafts("It was “never”. They left.", Said("“", ["“never”"], loose=True)) == []


def test_told_words_without_anchor_need_a_source() -> None:
    text = "For Baku the road is a matter of law."
    loose = Said("the", ["the road is a matter of law"], loose=True)
    assert drafts(text, loose) == []
    assert contents(only(text, replace(loose, source=["Baku"]))) == ["the road is a matter of law."[:-1]]


def test_content_that_an_anchor_explains_is_not_found_again() -> None:
    text = "“We shall never yield to them,” he said."
    draft = only(
        text,
        Said("said", ["“We shall never yield to them,”"], ["he"], ["said"]),
        Said("“", ["“We shall never yield to them,”"], loose=True),
    )
    assert draft.cue == span(text, "said")


def test_two_anchors_in_one_cue_give_one_statement() -> None:
    text = "Baku has said that it would wait."
    one = Said("has", ["it would wait"], ["Baku"], ["has said"], chance=0.8)
    draft = only(text, one, replace(one, anchor="said", chance=0.9))
    assert draft.score == 0.9


def test_like_content_without_cues_is_given_once() -> None:
    text = "Baku: it would wait for the talks."
    one = Said("Baku", ["it would wait for the talks"], ["Baku"], chance=0.8)
    two = Said("it", ["would wait for the talks"], ["Baku"], chance=0.9)
    assert contents(only(text, one, two)) == ["would wait for the talks"]


def test_two_cues_for_one_content_stay_two() -> None:
    text = "He said and repeated that it would wait."
    one = Said("said", ["it would wait"], ["He"], ["said"])
    assert len(drafts(text, one, Said("repeated", ["it would wait"], ["He"], ["repeated"]))) == 2


def test_statements_come_in_the_order_of_their_content() -> None:
    text = "Baku said it would wait. Yerevan said it would act."
    found = drafts(
        text,
        Said("said~2", ["it would act"], ["Yerevan"], ["said~2"]),
        Said("said", ["it would wait"], ["Baku"], ["said"], chance=0.7),
    )
    assert [c for d in found for c in contents(d)] == ["it would wait", "it would act"]


@pytest.mark.parametrize(
    ("cue", "wanted"),
    [
        ("did not say", Modality.NEGATED),
        ("didn’t say", Modality.NEGATED),
        ("has never claimed", Modality.NEGATED),
        ("refused to say", Modality.NEGATED),
        ("denied", Modality.ASSERTED),
        ("said", Modality.ASSERTED),
        ("noted", Modality.ASSERTED),
    ],
)
def test_a_negated_cue(cue: str, wanted: Modality) -> None:
    text = f"Ankara {cue} that the road was open."
    draft = only(text, Said(cue.split()[0].split("’")[0], ["the road was open"], ["Ankara"], [cue]))
    assert draft.cue is not None
    assert draft.cue.text == cue
    assert draft.modality is wanted


@pytest.mark.parametrize(
    ("source", "left"), [("an expert I", "an expert"), ("Anna and I", "Anna and I"), ("I", "I")]
)
def test_who_speaks_with_a_source_is_no_part_of_it(source: str, left: str) -> None:
    text = f"According to {source} met in Baku, the road is a matter of law."
    draft = only(text, Said("According", ["the road is a matter of law"], [source], ["According to"]))
    assert draft.source == span(text, left)


def test_of_two_sources_the_nearer_goes_first() -> None:
    text = "Baku waited. Later the minister said that it was over."
    draft = only(text, Said("said", ["it was over"], ["Baku", "the minister"], ["said"]))
    assert draft.source == span(text, "the minister")


@pytest.mark.parametrize(
    ("text", "content", "wanted"),
    [
        ("“We met.” He left.", ["“We met.”"], StatementKind.DIRECT),
        ("“We met. He left.", ["“We met."], StatementKind.DIRECT),
        ("“We met” he said", ["We met"], StatementKind.INDIRECT),
        ("that it was “over” now", ["that it was “over” now"], StatementKind.MIXED),
        ("“We met,” that it was over", ["“We met,”", "that it was over"], StatementKind.MIXED),
        ('"We met," he said, "and left."', ['"We met,"', '"and left."'], StatementKind.DIRECT),
        ("«We met,» he said", ["«We met,»"], StatementKind.DIRECT),
        ("We met “them” and “us”", ["“them” and “us”"], StatementKind.MIXED),
        ("they met", ["they met"], StatementKind.INDIRECT),
    ],
)
def test_whose_words_they_are(text: str, content: list[str], wanted: StatementKind) -> None:
    assert kind_of(text, [span(text, c) for c in content]) is wanted


def draft_of(
    text: str, content: str, source: str | None = None, zone: ZoneKind = ZoneKind.BODY
) -> StatementDraft:
    cue = span(text, "said") if source else None
    return StatementDraft(
        zone=zone,
        score=0.9,
        kind=StatementKind.DIRECT,
        source=span(text, source) if source else None,
        cue=cue,
        content=(span(text, content),),
        addressee=None,
        sentence=Span(0, len(text), text),
    )


def test_a_quotation_that_runs_on_goes_to_the_statement_that_opened_it() -> None:
    text = "He said “One is enough. Two are not.” Rain fell."
    first = draft_of(text, "“One is enough.", "He")
    (draft,) = joined([first, draft_of(text, "Two are not.”")], text)
    assert contents(draft) == ["“One is enough.", "Two are not.”"]
    assert draft.source == first.source


@pytest.mark.parametrize("between", ["\n\n", " It rained. "])
def test_a_quotation_does_not_run_on_over_a_paragraph_or_a_sentence(between: str) -> None:
    text = f"He said “One is enough.”{between}“Two are not.” Rain fell."
    both = [draft_of(text, "“One is enough.”", "He"), draft_of(text, "“Two are not.”")]
    assert joined(both, text) == both


def test_a_statement_with_a_source_or_of_another_zone_is_not_joined() -> None:
    text = "He said “One is enough.”\n“Two are not,” she said."
    first = draft_of(text, "“One is enough.”", "He")
    own = draft_of(text, "“Two are not,”", "she")
    comment = draft_of(text, "“Two are not,”", zone=ZoneKind.COMMENT)
    assert joined([first, own], text) == [first, own]
    assert joined([first, comment], text) == [first, comment]
    assert joined([comment], text) == [comment]
    assert joined([], text) == []
