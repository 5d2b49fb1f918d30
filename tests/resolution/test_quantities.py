"""Quantities: what is counted, how many, and where."""

from __future__ import annotations

import pytest

from entente.resolution.numbers import value_of
from entente.resolution.setting.quantities import find_quantities


def counted(text: str) -> list[tuple[str, float]]:
    return [(q.kind, q.value) for q in find_quantities(text, 0, len(text))]


CASES: list[tuple[str, list[tuple[str, float]]]] = [
    ("The attack killed at least 14 people and wounded 30.", [("dead", 14), ("wounded", 30)]),
    ("Two soldiers were killed.", [("dead", 2)]),
    ("Two soldiers and five civilians were killed.", [("dead", 2), ("dead", 5)]),
    ("The raid killed two soldiers and five civilians.", [("dead", 2), ("dead", 5)]),
    ("14 killed, 30 wounded", [("dead", 14), ("wounded", 30)]),
    ("The blast left 12 dead and more than 60 wounded.", [("dead", 12), ("wounded", 60)]),
    ("14 people were killed and 30 others injured.", [("dead", 14), ("wounded", 30)]),
    ("Shelling killed one and hurt two others.", [("dead", 1), ("wounded", 2)]),
    ("Twenty-five people died and another 40 were injured.", [("dead", 25), ("wounded", 40)]),
    ("The death toll rose to 1,200.", [("dead", 1200)]),
    ("A dozen civilians were hurt.", [("wounded", 12)]),
    ("Two dozen militants have been killed.", [("dead", 24)]),
    ("Three hostages were killed, and 101 hostages remain.", [("dead", 3), ("hostages", 101)]),
    ("Police arrested 45 protesters.", [("detained", 45)]),
    ("Some 200 people were detained.", [("detained", 200)]),
    ("They swapped 50 prisoners of war.", [("detained", 50)]),
    ("Gunmen kidnapped 20 students.", [("hostages", 20)]),
    ("Twelve people are still missing.", [("missing", 12)]),
    ("The fighting left 120,000 displaced.", [("displaced", 120_000)]),
    ("More than 100,000 people have fled their homes.", [("displaced", 100_000)]),
    ("It hosts two million refugees.", [("displaced", 2_000_000)]),
    ("Russia sent 3,000 troops and 90 trucks of aid.", [("troops", 3000), ("vehicles", 90)]),
    ("Some 2,000 heavily armed Russian soldiers crossed.", [("troops", 2000)]),
    ("It shot down 15 of its drones and fired 40 ballistic missiles.", [("aircraft", 15), ("missiles", 40)]),
    ("China sent five warships and 71 aircraft.", [("ships", 5), ("aircraft", 71)]),
    ("The bank lent $2.5 billion.", [("money", 2_500_000_000)]),
    ("It gave 300 million euros and £5m.", [("money", 300_000_000), ("money", 5_000_000)]),
    ("They pledged a hundred million dollars.", [("money", 100_000_000)]),
    # none of these counts what is asked for
    ("Hundreds fled and dozens were killed.", []),
    ("Several hundred troops came.", []),
    ("A 20-year-old man spoke in 2020.", []),
    ("In May 2021 Azerbaijan attacked.", []),
    ("He proposed the 2+2 meeting of 4 states.", []),
    ("30 percent of soldiers voted.", []),
    ("They captured 5 villages on 14 May.", []),
    ("10-15 people came.", []),
    ("The party claimed 20 seats.", []),
    ("He was killed on 3 May.", []),
    ("Two bomb blasts shook the city.", []),
    ("The M1-A1 tanks came.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_kinds_and_values(text: str, expected: list[tuple[str, float]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("It killed at least 14 people.", "14 people", None),
        ("Aid of $2.5 billion came.", "$2.5 billion", "USD"),
        ("Aid of 300 million euros came.", "300 million euros", "EUR"),
        ("Aid of US$10bn came.", "US$10bn", "USD"),
        ("Some 120,000 displaced wait.", "120,000 displaced", None),
    ],
)
def test_span_covers_number_and_noun(text: str, words: str, unit: str | None) -> None:
    prefix = "Earlier. "
    (quantity,) = find_quantities(prefix + text, len(prefix), len(prefix + text))
    assert (prefix + text)[quantity.start : quantity.end] == words
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2,000", 2000.0),
        ("1.5 million", 1_500_000.0),
        ("half a million", 500_000.0),
        ("two hundred thousand", 200_000.0),
        ("seventy-one", 71.0),
        ("a dozen", 12.0),
        ("several hundred", None),
        ("few", None),
        ("", None),
    ],
)
def test_value_of(words: str, value: float | None) -> None:
    assert value_of(words) == value
