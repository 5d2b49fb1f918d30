"""PLOVER's facts, and the modes and contexts that words tell."""

from __future__ import annotations

import pytest

from entente.errors import UsageError
from entente.ontology.plover import CONTEXTS, SECTORS, contexts_of, intensity, mode_of, modes, quad
from entente.records import EventType


def test_every_type_has_a_quad_class() -> None:
    assert {t: quad(t) for t in EventType} == {
        EventType.AGREE: 1,
        EventType.CONSULT: 1,
        EventType.SUPPORT: 1,
        EventType.CONCEDE: 1,
        EventType.COOPERATE: 2,
        EventType.AID: 2,
        EventType.RETREAT: 2,
        EventType.REQUEST: 3,
        EventType.ACCUSE: 3,
        EventType.REJECT: 3,
        EventType.THREATEN: 3,
        EventType.PROTEST: 4,
        EventType.SANCTION: 4,
        EventType.MOBILIZE: 4,
        EventType.COERCE: 4,
        EventType.ASSAULT: 4,
    }


def test_intensity_has_the_sign_of_its_quad_class() -> None:
    for event_type in EventType:
        for mode in (None, *modes(event_type)):
            score = intensity(event_type, mode)
            assert -10 <= score <= 10
            if event_type is not EventType.REQUEST:
                assert (score > 0) == (quad(event_type) <= 2), (event_type, mode)


def test_accuse_is_negative() -> None:
    assert intensity(EventType.ACCUSE) == -2.0
    assert intensity(EventType.ACCUSE, "allege") == -3.5


def test_an_unknown_mode_names_the_valid_ones() -> None:
    with pytest.raises(UsageError, match="visit"):
        intensity(EventType.CONSULT, "teleport")


def test_contexts_and_sectors_are_complete() -> None:
    assert len(CONTEXTS) == len(set(CONTEXTS)) == 37
    assert {"GOV", "MIL", "REB", "JRN", "PRE", "ELI"} <= set(SECTORS)


@pytest.mark.parametrize(
    ("event_type", "trigger", "sentence", "mode"),
    [
        ("CONSULT", "phoned", "Macron phoned Modi.", "phone"),
        ("CONSULT", "visited", "The king visited Oslo.", "visit"),
        ("CONSULT", "met", "They met for lunch.", None),
        ("CONSULT", "mediated", "Doha mediated between the two.", "third-party"),
        ("RETREAT", "ceasefire", "A ceasefire was declared.", "ceasefire"),
        ("RETREAT", "withdrew", "Rwanda withdrew its men.", "withdraw"),
        ("RETREAT", "freed", "Kabul freed an American.", "release"),
        ("REQUEST", "called on", "Paris called on Kigali to withdraw.", "yield"),
        ("REQUEST", "asked", "Kyiv asked for weapons.", "assist"),
        ("ACCUSE", "accused", "Chad accused Sudan of arming rebels.", "allege"),
        ("ACCUSE", "criticised", "Peru criticised Chile.", "disapprove"),
        ("ACCUSE", "summoned", "Delhi summoned the envoy.", "investigate"),
        ("REJECT", "refused", "Bern refused to deliver shells.", "assist"),
        ("THREATEN", "threatened", "Seoul threatened to attack the site.", "violence"),
        ("THREATEN", "threatened", "Rome threatened.", None),
        ("PROTEST", "rallied", "Thousands rallied in Lima.", "demo"),
        ("SANCTION", "expelled", "Baku expelled two diplomats.", "expel"),
        ("MOBILIZE", "deployed", "Turkey deployed troops.", "troops"),
        ("MOBILIZE", "moved", "Iran moved heavy weapons north.", "weapons"),
        ("COERCE", "arrested", "Police arrested nine.", "arrest"),
        ("COERCE", "blockade", "The blockade of the island went on.", "restrict"),
        ("COERCE", "curfew", "A curfew was declared.", "curfew"),
        ("ASSAULT", "shelled", "The army shelled the town.", "heavy-weapons"),
        ("ASSAULT", "attacked", "Drones attacked a port; a drone strike killed two.", "drone"),
        ("ASSAULT", "kidnapped", "Gunmen kidnapped a priest.", "abduct"),
        ("ASSAULT", "attacked", "Rebels attacked a village.", None),
        ("AGREE", "agreed", "They agreed.", None),
    ],
)
def test_mode(event_type: str, trigger: str, sentence: str, mode: str | None) -> None:
    found = mode_of(EventType(event_type), trigger, sentence)
    assert found == mode
    assert found is None or found in modes(EventType(event_type))


@pytest.mark.parametrize(
    ("sentence", "contexts"),
    [
        ("The army sent troops to the border.", ("military", "territory")),
        ("The ambassador was recalled.", ("diplomatic",)),
        ("A cholera epidemic broke out.", ("health",)),
        ("Tariffs on steel were raised.", ("economic",)),
        ("They signed a nuclear deal.", ("cbrn",)),
        ("The cat slept.", ()),
        ("He was warned about the weather.", ()),
    ],
)
def test_contexts(sentence: str, contexts: tuple[str, ...]) -> None:
    assert contexts_of(sentence) == contexts
