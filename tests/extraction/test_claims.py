from __future__ import annotations

import pytest
from fakes import Claimed, FakeEncoder, span

from entente.extraction.claims import claims
from entente.extraction.drafts import ClaimDraft
from entente.records import ClaimKind, Span, ZoneKind


def drafts(text: str, *claimed: Claimed, ends: tuple[int, ...] = ()) -> list[ClaimDraft]:
    fake = FakeEncoder(claimed=claimed)
    return list(claims(fake.words(text, *ends)))


def only(text: str, *claimed: Claimed, ends: tuple[int, ...] = ()) -> ClaimDraft:
    (draft,) = drafts(text, *claimed, ends=ends)
    return draft


@pytest.mark.parametrize("kind", [k for k in ClaimKind if k is not ClaimKind.CONDITIONAL])
def test_each_kind(kind: ClaimKind) -> None:
    text = "Analysts agree: the war will go on for years."
    draft = only(text, Claimed(kind.value, "the war will go on for years"))
    assert draft.kind is kind
    assert draft.span == span(text, "the war will go on for years")
    assert (draft.condition, draft.consequence) == (None, None)
    assert (draft.score, draft.zone) == (0.9, ZoneKind.BODY)


def test_nothing_is_conditional_without_a_condition() -> None:
    text = "Analysts agree: the war will go on for years."
    assert only(text, Claimed("conditional", "the war will go on for years")).kind is ClaimKind.FORECAST
    parts = Claimed("conditional", "the war will go on"), Claimed("plan", "for years", begins=False)
    draft = only(text, *parts)
    assert (draft.kind, draft.condition, draft.consequence) == (ClaimKind.PLAN, None, None)


def test_a_conditional_claim_with_a_condition_is_conditional() -> None:
    text = "Should the road stay shut, people will starve there."
    draft = only(text, Claimed("conditional", text[:-1], "Should the road stay shut"))
    assert draft.kind is ClaimKind.CONDITIONAL
    assert draft.condition == span(text, "Should the road stay shut")
    assert draft.consequence == span(text, "people will starve there")


def test_a_claim_of_four_words_must_be_sure() -> None:
    text = "It will rain today"
    assert drafts(text) == []
    assert only(text, Claimed("forecast", text)).score == 0.9


def test_a_strong_sign_makes_a_claim_alone() -> None:
    draft = only("It will rain on Baku.")
    assert (draft.span.text, draft.kind, draft.score) == ("It will rain on Baku", ClaimKind.FORECAST, 0.5)


def test_a_full_stop_is_no_fifth_word() -> None:
    assert drafts("It will rain today.") == []


@pytest.mark.parametrize("word", ["will", "WOULD", "may", "plans", "vowed", "until"])
def test_a_claim_has_a_word_of_the_future(word: str) -> None:
    text = f"Another war {word} come to Baku"
    assert only(text, Claimed("forecast", text)).span == Span(0, len(text), text)


def test_without_a_word_of_the_future_in_its_clause_there_is_no_claim() -> None:
    text = "They will see: the war went on for years."
    assert drafts(text, Claimed("forecast", "the war went on for years")) == []


def test_a_word_of_the_future_in_the_rest_of_the_clause_counts() -> None:
    text = "The war will go on for years."
    assert only(text, Claimed("forecast", "go on for years")).span.text == "The war will go on for years"


@pytest.mark.parametrize("mark", list(";:!?—–"))
def test_a_claim_is_widened_to_the_marks_around_it(mark: str) -> None:
    text = f"They spoke {mark} the war will go on for years {mark} of much"
    draft = only(text, Claimed("forecast", "will go on"))
    assert draft.span.text == "the war will go on for years"
    # The words that are taken in count in the score: three of seven are sure.
    assert draft.score == pytest.approx((3 * 0.9 + 4 * 0.1) / 7, abs=1e-4)


@pytest.mark.parametrize("that", ["that", "That"])
def test_a_claim_begins_behind_that(that: str) -> None:
    text = f"Baku said {that} the war will go on for years."
    assert only(text, Claimed("forecast", "will go on")).span.text == "the war will go on for years"


def test_that_does_not_end_a_claim() -> None:
    text = "Baku will soon see that war is costly."
    assert only(text, Claimed("forecast", "will soon see")).span.text == text[:-1]


def test_a_claim_is_widened_within_its_sentence_only() -> None:
    text = "Rain fell\nThe war will go on\nSnow fell"
    assert only(text, Claimed("forecast", "war will"), ends=(10, 29)).span.text == "The war will go on"


def test_a_clause_is_claimed_once() -> None:
    text = "War will come one two three four five six seven eight nine ten again this year."
    found = drafts(text, Claimed("forecast", "War will come"), Claimed("plan", "again this year"))
    assert [d.span.text for d in found] == [text[:-1]]


def test_a_lone_quotation_mark_gets_its_pair() -> None:
    text = "The “war of all” will come again soon."
    assert (
        only(text, Claimed("forecast", "of all” will come")).span.text
        == "The “war of all” will come again soon"
    )


def test_marks_at_the_edges_go() -> None:
    text = "Look: , war will come again soon,"
    assert (
        only(text, Claimed("forecast", ", war will come again soon,")).span.text == "war will come again soon"
    )


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Look: , war will come again soon, they say.", ", war will come again soon,"),
        ("They say, war will come again soon.", ", war will come again soon"),
        ("They say that war will come again soon.", "that war will come again soon"),
    ],
)
def test_a_bound_at_the_edge_of_a_run_bounds_it(text: str, phrase: str) -> None:
    assert only(text, Claimed("forecast", phrase)).span.text == "war will come again soon"


def test_claims_are_cut_at_the_ends_of_sentences() -> None:
    text = "War will soon come again. Peace will follow it then."
    found = drafts(text, Claimed("forecast", text), ends=(26,))
    assert [d.span.text for d in found] == ["War will soon come again", "Peace will follow it then"]


def test_a_new_beginning_within_a_sentence_does_not_cut() -> None:
    text = "War will come again and peace will follow it."
    draft = only(
        text, Claimed("forecast", "War will come again"), Claimed("plan", "and peace will follow it")
    )
    # Five words of nine are of the plan.
    assert (draft.kind, draft.span.text) == (ClaimKind.PLAN, text[:-1])


def in_two(lacking: int) -> list[str]:
    """The claims of a sentence with so many words and marks that lack between two clauses."""
    text = f"War will come to Baku,{' so' * (lacking - 2)}, peace will follow it then."
    parts = [Claimed("forecast", p) for p in ("War will come to Baku", "peace will follow it then")]
    found = drafts(text, *parts)
    return ["both" if d.span.text == text[:-1] else d.span.text for d in found]


def test_holes_are_filled() -> None:
    assert [in_two(n) for n in (2, 5, 7)] == [["both"]] * 3


def test_a_hole_of_eight_words_is_filled() -> None:
    assert in_two(8) == ["both"]


def test_clauses_parted_by_a_semicolon_are_two_claims() -> None:
    found = drafts("War will come to all of Baku; peace will then follow it.")
    assert [d.span.text for d in found] == ["War will come to all of Baku", "peace will then follow it"]


def test_a_hole_over_the_end_of_a_sentence_is_not_filled() -> None:
    text = "War will come to Baku. Then peace will follow it."
    parts = Claimed("forecast", "War will come to Baku"), Claimed("forecast", "peace will follow it")
    found = drafts(text, *parts, ends=(23,))
    assert [d.span.text for d in found] == ["War will come to Baku", "peace will follow it"]


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


def test_what_is_all_condition_is_no_claim() -> None:
    text = "If they shell us again"
    assert drafts(text, Claimed("forecast", text, text)) == []


def test_conditions_side_by_side_are_one() -> None:
    text = "Should it be cold, and should the road stay shut this winter, people will starve."
    found = only(text, Claimed("conditional", text[:-1])).condition
    assert found == span(text, "Should it be cold, and should the road stay shut this winter")


def test_of_two_conditions_the_longer_counts() -> None:
    text = "If it is cold, people will starve, unless the road is opened again."
    assert only(text).condition == span(text, "unless the road is opened again")


def test_a_condition_of_three_words_is_kept() -> None:
    text = "If it rains people will starve there."
    assert only(text, Claimed("conditional", text[:-1], "If it rains")).condition == span(text, "If it rains")


@pytest.mark.parametrize(
    ("text", "condition", "consequence"),
    [
        ("If the road stays shut, people will starve.", "If the road stays shut", "people will starve"),
        (
            "If the road stays shut then people will starve.",
            "If the road stays shut",
            "then people will starve",
        ),
        (
            "People will starve there unless the road opens.",
            "unless the road opens",
            "People will starve there",
        ),
        ("UNLESS it opens, people will starve there.", "UNLESS it opens", "people will starve there"),
        ("Unless it opens soon, people will starve.", "Unless it opens soon", "people will starve"),
    ],
)
def test_if_and_unless_give_a_condition(text: str, condition: str, consequence: str) -> None:
    draft = only(text, Claimed("forecast", text[:-1]))
    assert draft.kind is ClaimKind.CONDITIONAL
    assert draft.condition == span(text, condition)
    assert draft.consequence == span(text, consequence)


def test_a_promise_behind_if_stays_a_promise() -> None:
    text = "If the road opens, we will send food."
    draft = only(text, Claimed("promise", text[:-1]))
    assert (draft.kind, draft.condition) == (ClaimKind.PROMISE, span(text, "If the road opens"))


def test_a_condition_of_two_words_behind_if_is_none() -> None:
    text = "Unless stopped, they will come back again."
    draft = only(text, Claimed("conditional", text[:-1]))
    assert (draft.kind, draft.condition, draft.consequence) == (ClaimKind.FORECAST, None, None)


def test_nothing_claimed() -> None:
    assert drafts("Rain fell on Baku.") == []
