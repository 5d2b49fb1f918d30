from __future__ import annotations

import pytest
from fakes import Claimed, FakeEncoder, span

from entente.extraction.claims import claims
from entente.extraction.drafts import ClaimDraft
from entente.records import ClaimKind, Span, ZoneKind


def drafts(text: str, *claimed: Claimed, ends: tuple[int, ...] = ()) -> list[ClaimDraft]:
    fake = FakeEncoder(claimed=claimed)
    return list(claims(fake.words(text, *ends)))


def only(text: str, *claimed: Claimed) -> ClaimDraft:
    (draft,) = drafts(text, *claimed)
    return draft


@pytest.mark.parametrize("kind", list(ClaimKind))
def test_each_kind(kind: ClaimKind) -> None:
    text = "Analysts agree: the war will go on for years."
    draft = only(text, Claimed(kind.value, "the war will go on for years"))
    assert draft.kind is kind
    assert draft.span == span(text, "the war will go on for years")
    assert (draft.condition, draft.consequence) == (None, None)
    assert (draft.score, draft.zone) == (0.9, ZoneKind.BODY)


def test_a_claim_has_three_words_or_more() -> None:
    text = "It will rain on Baku."
    assert drafts(text, Claimed("forecast", "It will")) == []
    assert len(drafts(text, Claimed("forecast", "It will rain"))) == 1


def test_marks_at_the_edges_go() -> None:
    text = "Look: , war will come again, they say."
    assert only(text, Claimed("forecast", ", war will come again,")).span.text == "war will come again"


def test_claims_are_cut_at_the_ends_of_sentences() -> None:
    text = "War will come again. Peace will follow it then."
    found = drafts(text, Claimed("forecast", text), ends=(21,))
    assert [d.span.text for d in found] == ["War will come again.", "Peace will follow it then."]


def test_a_new_beginning_cuts_as_well() -> None:
    text = "War will come again and peace will follow it."
    found = drafts(
        text, Claimed("forecast", "War will come again"), Claimed("plan", "and peace will follow it")
    )
    assert [(d.kind, d.span.text) for d in found] == [
        (ClaimKind.FORECAST, "War will come again"),
        (ClaimKind.PLAN, "and peace will follow it"),
    ]


def test_a_gap_of_one_word_is_bridged() -> None:
    text = "War will surely come again."
    parts = Claimed("forecast", "War will"), Claimed("forecast", "come again", begins=False)
    assert only(text, *parts).span.text == "War will surely come again"


def test_the_kind_is_what_most_of_the_words_agree_on() -> None:
    text = "War will come again this year."
    parts = Claimed("threat", "War will"), Claimed("forecast", "come again this year", begins=False)
    assert only(text, *parts).kind is ClaimKind.FORECAST


@pytest.mark.parametrize(
    ("text", "condition", "consequence"),
    [
        (
            "If the road stays shut, people will starve there.",
            "If the road stays shut",
            "people will starve there",
        ),
        (
            "People will starve there if the road stays shut.",
            "if the road stays shut",
            "People will starve there",
        ),
        (
            "Soon, if the road stays shut, people will starve there.",
            "if the road stays shut",
            "people will starve there",
        ),
    ],
)
def test_condition_and_consequence(text: str, condition: str, consequence: str) -> None:
    draft = only(text, Claimed("forecast", text[:-1], condition))
    assert draft.kind is ClaimKind.CONDITIONAL
    assert draft.condition == span(text, condition)
    assert draft.consequence == span(text, consequence)


def test_a_threat_under_a_condition_stays_a_threat() -> None:
    text = "If they shell us again, we will strike back hard."
    draft = only(text, Claimed("threat", text, "If they shell us again"))
    assert draft.kind is ClaimKind.THREAT
    assert draft.consequence is not None


def test_a_condition_of_two_words_is_none() -> None:
    text = "If so, we will strike back hard."
    draft = only(text, Claimed("forecast", text, "If so"))
    assert (draft.kind, draft.condition, draft.consequence) == (ClaimKind.FORECAST, None, None)


def test_a_claim_that_is_all_condition_has_no_consequence() -> None:
    text = "If they shell us again"
    draft = only(text, Claimed("forecast", text, text))
    assert draft.condition == Span(0, len(text), text)
    assert draft.consequence is None


def test_the_longest_condition_counts() -> None:
    text = "If it is cold, and if the road stays shut this winter, people will starve."
    claimed = Claimed("conditional", text[:-1], "if the road stays shut this winter")
    second = Claimed("conditional", "If it is cold", "If it is cold")
    assert only(text, second, claimed).condition == span(text, "if the road stays shut this winter")


def test_nothing_claimed() -> None:
    assert drafts("Rain fell on Baku.") == []
