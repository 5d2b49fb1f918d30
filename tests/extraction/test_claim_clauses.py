from __future__ import annotations

import pytest
from fakes import FakeEncoder, span

from entente.extraction.claims import claims
from entente.extraction.drafts import ClaimDraft, StatementDraft
from entente.records import StatementKind, ZoneKind


def only(text: str, *contents: str) -> ClaimDraft:
    words = FakeEncoder().words(text)
    said = [
        StatementDraft(
            ZoneKind.BODY, 0.9, StatementKind.INDIRECT, None, None, (span(text, c),), None, span(text, text)
        )
        for c in contents
    ]
    (draft,) = claims(words, said)
    return draft


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("On Monday, the ministers will sign a treaty.", "On Monday, the ministers will sign a treaty"),
        ("By stalling, Oslo would push them apart.", "By stalling, Oslo would push them apart"),
        ("From Oslo's perspective, a deal would end it all.", "a deal would end it all"),
        ("The road, if it is built, could end it.", "The road, if it is built, could end it"),
        ("The road (and its toll) will end the war.", "The road (and its toll) will end the war"),
        ("Trade - goods, grain and oil - would end war.", "Trade - goods, grain and oil - would end war"),
        ("The “new road” will end the war soon.", "The “new road” will end the war soon"),
        ("Oslo said: “The road will end the war.”", "The road will end the war"),
        ("The road will end the war, while trade goes on.", "The road will end the war"),
        ("The road will end the war because trade pays.", "The road will end the war"),
        ("The road will end the war, the envoy said.", "The road will end the war"),
        ("The road will help weak, unready towns.", "The road will help weak, unready towns"),
        ("Trade pays, and the road will end the war.", "the road will end the war"),
        ("The envoy argued that the road will end it.", "the road will end it"),
        ("The road … will end the war there.", "The road … will end the war there"),
    ],
)
def test_the_clause_around_a_sign(text: str, claim: str) -> None:
    assert only(text).span.text == claim


def test_a_claim_ends_where_the_words_of_its_statement_end() -> None:
    text = "The road will end the war and trade the envoy thinks."
    assert only(text).span.text == text[:-1]
    assert (
        only(text, "The road will end the war and trade").span.text == "The road will end the war and trade"
    )


@pytest.mark.parametrize(
    ("text", "condition", "consequence"),
    [
        ("Even if it rains all day, they will march on.", "Even if it rains all day", "they will march on"),
        ("They will march, but only if it stays dry.", "only if it stays dry", "They will march, but"),
        (
            "If, despite the rain, they come, we will march on.",
            "If, despite the rain, they come",
            "we will march on",
        ),
        (
            "If due to the siege, grain runs out there, then towns will starve.",
            "If due to the siege, grain runs out there",
            "then towns will starve",
        ),
        ("Without a truce, the towns will starve soon.", "Without a truce", "the towns will starve soon"),
        ("Should they come, the towns will be razed.", "Should they come", "the towns will be razed"),
        ("They will march as long as it stays dry.", "as long as it stays dry", "They will march"),
        ("They will march provided that it stays dry.", "provided that it stays dry", "They will march"),
        ("They will free the crew in return for grain.", "in return for grain", "They will free the crew"),
    ],
)
def test_what_begins_a_condition(text: str, condition: str, consequence: str) -> None:
    draft = only(text)
    assert draft.condition is not None
    assert draft.condition.text == condition
    assert draft.consequence is not None
    assert draft.consequence.text == consequence


@pytest.mark.parametrize(
    "text",
    [
        "They will ask if the road is shut.",
        "They will march as if it were dry.",
        "The road, it seems, should not be shut and will end it.",
        "They will march on by any open road.",
    ],
)
def test_what_is_no_condition(text: str) -> None:
    assert only(text).condition is None


def test_a_sign_within_a_condition_makes_no_claim() -> None:
    text = "If he could make money there, he is for it."
    assert list(claims(FakeEncoder().words(text))) == []
