from __future__ import annotations

import pytest
from fakes import Claimed, FakeEncoder

from entente.extraction.claims import claims
from entente.records import ClaimKind


def parts(text: str, *claimed: Claimed) -> list[tuple[str | None, str | None]]:
    """Condition and consequence of each claim of a text."""
    found = claims(FakeEncoder(claimed=claimed).words(text))
    return [
        (c.condition.text if c.condition else None, c.consequence.text if c.consequence else None)
        for c in found
    ]


@pytest.mark.parametrize(
    "claimed", [(), (Claimed("forecast", "The port will close because if it stays open"),)]
)
def test_a_condition_behind_because_is_another_claims(claimed: tuple[Claimed, ...]) -> None:
    text = "The port will close in May because if it stays open, it will lose money."
    whole = tuple(Claimed("forecast", text[:-1]) for _ in claimed)
    assert parts(text, *whole) == [(None, None), ("if it stays open", "it will lose money")]


@pytest.mark.parametrize(
    ("condition", "consequence"),
    [
        ("By closing the port", "Oslo would lose its trade"),
        ("When the port opens", "it will help the towns"),
        ("Whenever they cut a tax", "it is going to help the rich"),
        ("Any time you want to cut a tax", "almost by custom it is going to help the rich"),
        ("When she wins a vote, stands up and speaks", "it will end all doubt"),
    ],
)
def test_an_opening_clause_before_a_modal_is_a_condition(condition: str, consequence: str) -> None:
    text = f"{condition}, {consequence}."
    (draft,) = claims(FakeEncoder(claimed=(Claimed("forecast", text[:-1]),)).words(text))
    assert draft.condition and draft.consequence
    assert (draft.condition.text, draft.consequence.text) == (condition, consequence)
    assert draft.kind is ClaimKind.CONDITIONAL


@pytest.mark.parametrize(
    "text",
    [
        "By doing so, Oslo would lose its trade.",
        "By the end of May, Oslo would lose its trade.",
        "When the port opened, they saw that it would help the towns.",
        "When the port was shut, Oslo would buy less grain.",
    ],
)
def test_other_openings_are_none(text: str) -> None:
    assert [c for c, _ in parts(text, Claimed("forecast", text[:-1]))] == [None]


def test_what_is_asked_before_a_colon_is_the_condition_of_what_answers() -> None:
    text = "They saw what would happen if Oslo were to shut the port: By May, trade would fall by half."
    assert parts(text) == [("if Oslo were to shut the port", "By May, trade would fall by half")]
    text = "Trade would suffer if Oslo were to shut the port: By May, it would fall by half."
    assert parts(text)[1:] == [(None, None)]
    assert parts("Nobody in the port knows what would happen if Oslo were to go.") == []


def test_what_is_said_begins_behind_saying() -> None:
    text = "With Oslo saying it will shut the port if they stay, there is a wish to go on."
    (draft,) = claims(FakeEncoder().words(text))
    assert draft.span.text == "it will shut the port if they stay"


def test_a_condition_as_read_goes_on_to_the_end_of_its_clause() -> None:
    text = "Oslo is likely to end all doubt when it stands up at the talks."
    read = Claimed("forecast", text[:-1], "when it stands up at the")
    assert parts(text, read) == [("when it stands up at the talks", "Oslo is likely to end all doubt")]
    text = "When it rains much people will starve there."
    read = Claimed("forecast", text[:-1], "When it rains much")
    assert parts(text, read) == [("When it rains much", "people will starve there")]
