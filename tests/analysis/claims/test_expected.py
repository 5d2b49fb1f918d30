from __future__ import annotations

import pandas as pd
import pytest

from entente.analysis.claims.expected import Act, Expected, expected

Coded = tuple[str, str, list[str], list[str]]
#: Type, modality, actors, recipients; each stands at the first place of its word.
MEETS: Coded = ("CONSULT", "future", ["AZE"], ["ARM"])


def of(text: str, *coded: tuple[str, Coded], condition: str | None = None) -> Expected:
    """What a claim with these words and coded acts expects; its text begins at 100."""
    at = text.index(condition) + 100 if condition else None
    claims = pd.DataFrame(
        {
            "claim": ["c"],
            "text": [text],
            "start": [100],
            "condition_start": pd.array([at], dtype="Int32"),
            "condition_end": pd.array([at + len(condition) if at and condition else None], dtype="Int32"),
        }
    )
    events = pd.DataFrame(
        [
            ("c", kind, 1, modality, 100 + text.index(word), actors, recipients)
            for word, (kind, modality, actors, recipients) in coded
        ],
        columns=["claim", "event_type", "quad", "modality", "at", "actors", "recipients"],
    )
    return expected(claims, events)["c"]


def test_an_act_to_come_is_expected_and_one_that_was_done_is_not() -> None:
    text = "Baku accused Yerevan and will meet it"
    found = of(text, ("meet", MEETS), ("accused", ("ACCUSE", "asserted", ["AZE"], ["ARM"])))
    assert found == Expected((Act("CONSULT", 1, (("ARM", "AZE"),)),))
    assert list(found.acts[0].told()) == ["ARM CONSULT AZE"]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Baku will not meet Yerevan", True),
        ("Baku won't ever meet Yerevan", True),
        ("Baku will never again meet Yerevan", True),
        ("the meet of Baku and Yerevan will not take place", True),
        ("Baku will meet Yerevan but not Tbilisi", False),
        ("Baku will not wait, and meet Yerevan", False),
        ("it is not true of them all that later on Baku will meet Yerevan", False),
    ],
)
def test_not_turns_the_act_that_it_stands_by(text: str, negated: bool) -> None:
    (act,) = of(text, ("meet", MEETS)).acts
    assert act.negated is negated
    assert list(act.told()) == [f"{'no ' if negated else ''}ARM CONSULT AZE"]


def test_a_refusal_has_its_not_in_its_type() -> None:
    (act,) = of("Iran will not accept it", ("accept", ("REJECT", "future", ["IRN"], ["AZE"]))).acts
    assert (act.event_type, act.negated) == ("REJECT", False)
    assert not of("Iran will not accept it", ("accept", ("REJECT", "negated", ["IRN"], ["AZE"]))).acts


def test_where_they_meet_is_no_party_of_a_meeting() -> None:
    both = ("meet", ("CONSULT", "future", ["AZE"], ["ARM", "USA"]))
    other = ("meet", ("CONSULT", "future", ["ARM"], ["AZE", "USA"]))
    (act,) = of("they will meet in Washington", both, other).acts
    assert act.pairs == (("ARM", "AZE"),)


def test_one_who_acts_on_nobody_or_on_itself() -> None:
    (act,) = of("Baku will demand it", ("demand", ("REQUEST", "future", ["AZE"], []))).acts
    assert (act.pairs, act.alone, list(act.told())) == ((), ("AZE",), ["AZE REQUEST"])
    assert not of("Aliyev will visit Khankendi", ("visit", ("CONSULT", "future", ["AZE"], ["AZE"]))).acts


def test_the_act_of_a_condition_is_kept_apart() -> None:
    found = of(
        "If Russia arms Baku, Yerevan will leave",
        ("arms", ("AID", "hypothetical", ["RUS"], ["AZE"])),
        ("leave", ("SANCTION", "future", ["ARM"], ["CSTO"])),
        condition="If Russia arms Baku",
    )
    assert [a.event_type for a in found.acts] == ["SANCTION"]
    assert [a.event_type for a in found.condition] == ["AID"]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Unless Russia arms Baku,", True),
        ("If Russia does not arms Baku,", True),
        ("If Russia arms Baku,", False),
    ],
)
def test_what_must_not_happen_is_a_negated_condition(text: str, negated: bool) -> None:
    coded = ("arms", ("AID", "hypothetical", ["RUS"], ["AZE"]))
    (act,) = of(f"{text} Yerevan will leave", coded, condition=text).condition
    assert act.negated is negated


def test_a_claim_without_coded_acts_expects_nothing() -> None:
    assert of("the road will open") == Expected()
