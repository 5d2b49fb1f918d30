"""Acts of several, and who is one of them: each other, lists, appositions, what others say of them."""

from __future__ import annotations

import pytest
from fakes import Done, FakeEncoder

from entente.extraction.drafts import EventDraft
from entente.extraction.events import events
from entente.records import Modality

Sides = tuple[list[str], list[str]]


def drafts(text: str, *done: Done) -> list[EventDraft]:
    fake = FakeEncoder(done=done)
    return list(events(fake, fake.words(text)))


def sides(text: str, *done: Done) -> list[Sides]:
    return [([s.text for s in d.actor], [s.text for s in d.recipient]) for d in drafts(text, *done)]


EACH = [(["Peru"], ["Chile"]), (["Chile"], ["Peru"])]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Peru and Chile blamed one another.", "one"),
        ("Peru and Chile blamed one another.", "another"),
        ("Peru and Chile blamed one another's envoys.", "envoys"),
        ("Peru and Chile blamed each other’s envoys.", "envoys"),
        ("Peru and Chile blamed each other.", "each other"),
    ],
)
def test_one_another(text: str, recipient: str) -> None:
    assert sides(text, Done("blamed", "ACCUSE", ["Peru", "Chile"], [recipient])) == EACH


def test_what_is_theirs_is_somebody_elses_where_nobody_is_named() -> None:
    text = "Peru and Chile blamed the envoys."
    found = sides(text, Done("blamed", "ACCUSE", ["Peru", "Chile"], ["the envoys"]))
    assert found == [(["Peru", "Chile"], ["the envoys"])]


def test_what_is_done_side_by_side_is_not_done_to_each_other() -> None:
    text = "Peru and Chile pledged aid to Haiti."
    found = sides(text, Done("pledged", "AGREE", recipient=["Haiti"], both=["Peru", "Chile"]))
    assert found == [(["Peru", "Chile"], ["Haiti"])]


def test_one_of_those_who_meet() -> None:
    text = "Talks of Peru and Chile."
    assert sides(text, Done("Talks", "CONSULT", recipient=["Chile"], both=["Peru"])) == EACH
    assert sides(
        "Peru fined Peru and Chile.", Done("fined", "SANCTION", recipient=["Chile"], both=["Peru"])
    ) == [(["Peru"], ["Chile"])]


@pytest.mark.parametrize(("word", "kept"), [("Both", False), ("Neither", False), ("Great", True)])
def test_a_counting_word_is_no_part_of_a_name(word: str, kept: bool) -> None:
    ((actor, _),) = sides(f"{word} Britain spoke.", Done("spoke", "CONSULT", [f"{word} Britain"]))
    assert actor == [f"{word} Britain" if kept else "Britain"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Peru, Chile, and Brazil condemned Haiti.", ["Peru", "Chile", "Brazil"]),
        ("Peru, Chile and Brazil condemned Haiti.", ["Peru", "Chile", "Brazil"]),
        ("Peru, Monday, and Brazil condemned Haiti.", ["Brazil"]),
        ("Chile, and Brazil condemned Haiti.", ["Brazil"]),
    ],
)
def test_the_rest_of_a_list(text: str, actors: list[str]) -> None:
    maybe = [name for name in ("Peru", "Chile", "Monday") if name in text]
    done = Done("condemned", "ACCUSE", ["Brazil"], ["Haiti"], maybe=maybe)
    assert sides(text, done) == [(actors, ["Haiti"])]


def test_who_hardly_is_a_party_is_none_in_a_list_either() -> None:
    done = Done("condemned", "ACCUSE", ["Brazil"], ["Haiti"])
    assert sides("Peru, Chile, and Brazil condemned Haiti.", done) == [(["Brazil"], ["Haiti"])]


@pytest.mark.parametrize(
    ("text", "recipient", "kept"),
    [
        ("Blair, the former British prime minister, met Chirac.", "British prime minister", False),
        ("Blair, prime minister, met Chirac.", "prime minister", False),
        ("Blair, unlike the prime minister, met Chirac.", "the prime minister", True),
    ],
)
def test_who_an_actor_is_is_not_whom_he_meets(text: str, recipient: str, kept: bool) -> None:
    ((actor, found),) = sides(text, Done("met", "CONSULT", ["Blair"], [recipient, "Chirac"]))
    assert (actor, found) == (["Blair"], [recipient, "Chirac"] if kept else ["Chirac"])


@pytest.mark.parametrize(
    ("text", "actors", "wanted"),
    [
        ("Rome said that Paris had asked Oslo.", ["Rome", "Paris"], "Paris"),
        ("Rome told envoys that it had asked Oslo.", ["Rome", "it"], "Rome"),
    ],
)
def test_who_only_tells_of_an_act_does_not_do_it(text: str, actors: list[str], wanted: str) -> None:
    assert sides(text, Done("asked", "REQUEST", actors, ["Oslo"])) == [([wanted], ["Oslo"])]


def test_a_relative_clause_tells_nothing() -> None:
    text = "Rebels that Paris armed asked Oslo."
    found = sides(text, Done("asked", "REQUEST", ["Rebels", "Paris"], ["Oslo"]))
    assert found == [(["Rebels", "Paris"], ["Oslo"])]


def test_the_act_is_no_part_of_who_acts() -> None:
    assert sides("If Iran attacks, all is lost.", Done("attacks", "ASSAULT", ["Iran attacks"])) == [
        (["Iran"], [])
    ]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Japan will lift the ban.", Modality.FUTURE),
        ("Japan will soon lift the ban.", Modality.FUTURE),
        ("Japan shall lift the ban.", Modality.FUTURE),
        ("Japan could lift the ban.", Modality.ASSERTED),
    ],
)
def test_what_somebody_will_do_is_not_done(text: str, modality: Modality) -> None:
    (draft,) = drafts(text, Done("lift", "CONCEDE", ["Japan"]))
    assert draft.modality is modality
