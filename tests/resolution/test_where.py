"""Which of a sentence's places an event has."""

from __future__ import annotations

import pytest

from entente.records import EventType, Span
from entente.resolution.places import find_places
from entente.resolution.setting.where import Act, where


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words), words)


def placed(
    text: str, trigger: str, kind: EventType | None = None, told: str = "", aside: str = ""
) -> str | None:
    act = Act(
        span(text, trigger),
        Span(0, len(text), text),
        kind,
        told=(span(text, told),) if told else (),
        aside=(span(text, aside),) if aside else (),
    )
    place = where(list(find_places(text, 0, len(text))), act)
    return place.name if place else None


CLAUSES = [
    ("Russia struck ports in Odesa and Ukraine shelled trains in Donetsk.", "struck", "Odesa"),
    ("Russia struck ports in Odesa and Ukraine shelled trains in Donetsk.", "shelled", "Donetsk"),
    ("In Geneva, envoys met and signed a truce.", "signed", "Geneva"),
    ("Envoys met in Geneva to discuss the truce.", "discuss", "Geneva"),
    ("The general, who fought in Syria, met envoys.", "met", None),
    ("Envoys met.", "met", None),
    ("Police in Lagos arrested a man wanted in London.", "arrested", "Lagos"),
    ("Judges in The Hague sentenced him for crimes in Prijedor.", "sentenced", "The Hague"),
    ("A court charged him with killing ten villagers near Foca.", "charged", None),
    ("A court charged him with killing ten villagers near Foca.", "killing", "Foca"),
    ("The envoy flew to Muscat and met his hosts.", "met", "Muscat"),
    ("The envoy travelled from Doha to Muscat and held talks there.", "talks", "Muscat"),
    ("The minister arrived in Nairobi from Kigali.", "arrived", "Nairobi"),
    ("Rebels who had fled to Kigali attacked a post near Bunia.", "attacked", "Bunia"),
    ("Ten people were killed and twelve others wounded in Kandahar.", "killed", "Kandahar"),
    ("A bomber blew himself up at a market in Kano, killing nine.", "killing", "Kano"),
    ("A week after the massacre in Houla, envoys conferred in Geneva.", "conferred", "Geneva"),
    ("They conferred a month after a summit in Geneva.", "conferred", None),
    ("Four men were hanged in Isfahan, 400 km from the capital Tehran.", "hanged", "Isfahan"),
    ("The convoy, bound for Aleppo, was shelled at Saraqib.", "shelled", "Saraqib"),
    ("Two planes were shot down over Latakia.", "shot", "Latakia"),
    ("The president telephoned his colleague in Abuja.", "telephoned", None),
    ("The ministers met by video link, a paper in Doha wrote.", "met", None),
    ("Rockets fired from Lebanon hit a house in Haifa.", "hit", "Haifa"),
    ("Talks broke down in Vienna.", "Talks", "Vienna"),
    ("The Istanbul talks broke down.", "talks", "Istanbul"),
    ("The Quito government signed a pact.", "signed", None),
    ("The commander from Zintan was killed.", "killed", None),
    ("He signed the accord at a ceremony in Oslo.", "signed", "Oslo"),
    ("He was taken to a base in Bagram, where he was questioned.", "questioned", "Bagram"),
    ("The first meeting is to take place in Sofia.", "meeting", "Sofia"),
    ("A crane fell on a crowd in Mecca, killing ten and wounding twenty.", "wounding", "Mecca"),
    ("They met in Tehran to discuss issues, including the situation in Idlib.", "discuss", "Tehran"),
    ("In Baku, commentators praised the text.", "praised", "Baku"),
    ("Units occupied posts inside Armenia and demanded talks.", "occupied", "Armenia"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CLAUSES)
def test_an_event_has_the_place_of_its_clause(text: str, trigger: str, expected: str | None) -> None:
    assert placed(text, trigger) == expected


OBJECTS = [
    ("The army recaptured Sirte.", "recaptured", EventType.COERCE, "Sirte"),
    ("Gunmen raided the market of Maiduguri.", "raided", EventType.COERCE, "Maiduguri"),
    ("Jets bombed the city of Raqqa.", "bombed", EventType.ASSAULT, "Raqqa"),
    ("The raid on Jenin lasted hours.", "raid", EventType.ASSAULT, "Jenin"),
    ("The queen visited Nairobi.", "visited", EventType.CONSULT, "Nairobi"),
    ("The queen visited Kenya.", "visited", EventType.CONSULT, "Kenya"),
    ("Warships blockaded Qatar.", "blockaded", EventType.COERCE, None),
    ("The minister accused Algiers.", "accused", EventType.ACCUSE, None),
    ("The court sanctioned Minsk.", "sanctioned", EventType.SANCTION, None),
    ("Troops withdrew from Kherson.", "withdrew", EventType.RETREAT, "Kherson"),
    ("Aid was sent to Gaza.", "sent", EventType.AID, "Gaza"),
    ("The minister condemned the bombing in Quetta.", "condemned", EventType.ACCUSE, None),
    ("The minister condemned the bombing in Quetta.", "bombing", EventType.ASSAULT, "Quetta"),
    ("They launched an offensive in Idlib.", "launched", EventType.ASSAULT, "Idlib"),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "expected"), OBJECTS)
def test_what_is_seized_struck_or_visited_is_where_it_happens(
    text: str, trigger: str, kind: EventType, expected: str | None
) -> None:
    assert placed(text, trigger, kind) == expected


def test_where_it_is_told_is_not_where_it_happened() -> None:
    text = "Officials in Islamabad said gunmen had ambushed a bus near Parachinar."
    told = "gunmen had ambushed a bus near Parachinar"
    assert placed(text, "ambushed", told=told, aside="Officials in Islamabad") == "Parachinar"
    text = "Gunmen ambushed a bus, officials said in Islamabad."
    assert placed(text, "ambushed", told="Gunmen ambushed a bus") is None


def test_a_place_in_what_is_said_is_not_that_of_the_statement() -> None:
    text = "Ankara condemned the raid on Hebron."
    assert placed(text, "condemned", EventType.ACCUSE, aside="the raid on Hebron") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GENEVA (Agency) - Talks between the sides broke up.", "Geneva"),
        ("BOGOTA (Agency) - Talks between the sides broke up in Quito.", "Quito"),
    ],
)
def test_a_dateline_counts_where_no_other_place_does(text: str, expected: str) -> None:
    assert placed(text, "Talks") == expected


def test_without_places_there_is_none() -> None:
    assert where([], Act(Span(0, 3, "met"), Span(0, 4, "met."))) is None
