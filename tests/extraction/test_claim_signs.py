from __future__ import annotations

import pytest
from fakes import Claimed, FakeEncoder

from entente.extraction.claims import claims
from entente.extraction.signs import signs


def told(text: str, *claimed: Claimed) -> list[str]:
    """The claims of a text in which the encoder reads no more than ``claimed``."""
    return [d.span.text for d in claims(FakeEncoder(claimed=claimed).words(text))]


def strong(text: str) -> list[str]:
    words = FakeEncoder().words(text)
    return [words.word(s.at) for s in signs(words) if s.strong]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers will sign a treaty in Oslo.",
        "The ministers won't sign a treaty in Oslo.",
        "The talks may yet end the long siege.",
        "A blockade would ruin the northern port towns.",
        "The envoys are to meet again in Oslo.",
        "The envoys are expected to meet in Oslo.",
        "A deal is unlikely to hold for long.",
        "Those who signed would not be tried at home.",
        "The envoys are going to plan the next talks.",
        "The ministers may be heading for war once more.",
        "The next step would be to open the port.",
        "The talks might be tiring and long and dull.",
        "The only outcome would be to help the rebels.",
        "The ministers are going to jail the whole crew.",
    ],
)
def test_a_sign_makes_a_claim_alone(text: str) -> None:
    assert told(text) == [text[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "A blockade would have ruined the northern port towns.",
        "The guards may have been asleep that whole night.",
        "They could have done it without any of us.",
        "It would be naive to read much into this.",
        "The ministers would like to sign a treaty soon.",
        "The ministers could not explain why the port closed.",
        "The envoys were expected to meet in Oslo again.",
        "Rebels attacked in May and shelled the port again.",
        "The aim of the talks is to free the crew.",
        "They asked whether the ministers would sign the treaty.",
        "Nobody knows who they will send to the talks.",
        "I would say that this is quite a sum.",
        "Voters in the towns can buy bread at last.",
        "The envoys are going to great lengths to please.",
        "The harvest and the sowing are going to plan.",
        "The envoys are going to court over the port.",
        "The ministers may be feeding the fires of war.",
        "One would be a fool not to read this.",
        "The best of all answers may be to wait.",
        "Nobody asked what the new road would do.",
        "They print what Oslo says the road would bring.",
        "They print how experts say it would end wars.",
    ],
)
def test_what_only_seems_to_tell_of_what_is_to_come(text: str) -> None:
    assert told(text) == []


def test_a_month_is_no_modal() -> None:
    assert strong("In early May fighting went on near the port.") == []
    assert strong("In May the ministers may sign.") == ["may"]


def test_what_might_have_been_is_no_claim_even_where_one_is_read() -> None:
    text = "A blockade would have ruined the northern port towns."
    assert told(text, Claimed("forecast", text[:-1])) == []
    text = "A blockade would ruin the northern port towns."
    assert told(text, Claimed("forecast", text[:-1])) == [text[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers may be feeding the fires of war.",
        "The best of all answers may be to wait.",
        "They print what Oslo says the road would bring.",
    ],
)
def test_what_is_so_now_advised_or_asked_is_no_claim_even_where_one_is_read(text: str) -> None:
    assert told(text, Claimed("forecast", text[:-1])) == []


def test_what_somebody_says_may_be_what_will_come() -> None:
    text = "What he says will please the port towns."
    assert told(text, Claimed("forecast", text[:-1])) == [text[:-1]]


def test_a_question_is_no_claim() -> None:
    text = "And when will the ministers sign the treaty?"
    assert told(text, Claimed("forecast", text[:-1])) == []


def test_what_is_said_of_the_text_itself_is_no_claim() -> None:
    assert told("The following article will trace the path to the war.") == []
    assert told("The following government will trace the path to the war.") != []


def test_what_was_pledged_last_year_is_no_claim() -> None:
    text = "The sum they pledged to send last June was small."
    assert told(text, Claimed("promise", "they pledged to send last June")) == []


def test_what_is_agreed_begins_at_to() -> None:
    text = "The rebels held a parley and agreed to free the crew of the ship."
    read = Claimed("plan", "free the crew of the ship")
    assert told(text, read) == ["to free the crew of the ship"]
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("They heard of Oslo's threats to shut the port.", "threats to shut the port"),
        ("They heard of his repeated promises to leave Oslo soon.", "promises to leave Oslo soon"),
        ("The minister expects Oslo to sign a treaty.", "Oslo to sign a treaty"),
        ("They say that they expect the envoys to leave soon.", "the envoys to leave soon"),
        ("Without a treaty, Oslo risks a new war.", "Without a treaty, Oslo risks a new war"),
    ],
)
def test_a_noun_a_wait_or_a_risk_may_tell_of_what_is_to_come(text: str, claim: str) -> None:
    assert told(text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "They heard of Oslo's threat to peace in the port.",
        "They heard of a threat to shut the port.",
        "He's heralded plans to shut the northern port.",
        "Why did they never expect him to leave Oslo.",
        "They asked us to expect the envoys to leave.",
        "In Oslo, the risks of a war are small.",
    ],
)
def test_what_only_seems_a_threat_a_wait_or_a_risk(text: str) -> None:
    assert told(text) == []


def test_a_named_threat_is_cut_out_of_what_is_read_but_not_out_of_another_claim() -> None:
    text = "There is no answer to Oslo's threats to shut the port"
    assert told(text, Claimed("forecast", text)) == ["threats to shut the port"]
    text = "Oslo's threats to shut the port would hurt the town"
    assert told(text) == [text]
