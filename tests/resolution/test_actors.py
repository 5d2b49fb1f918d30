"""Who the parties are: a table of made-up sentences, and the article as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from entente.records import Document, Identity, Span
from entente.resolution.actors import Said
from entente.resolution.actors.naming import Name
from entente.resolution.actors.resolver import Resolver
from entente.resolution.places import PlaceFinder

_ARTICLES = Path(__file__).parents[2] / "../shared/articles"


class Case(NamedTuple):
    day: str | None
    text: str
    party: Span
    speakers: tuple[Span, ...]
    who: Identity


def _cases() -> Iterator[Case]:
    table = Path(__file__).with_name("actors_cases.tsv").read_text("utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        day, marked, *who = (None if cell == "-" else cell for cell in line.split("\t"))
        assert marked is not None and len(who) == 4, line
        text = re.sub(r"\[\[|\]\]|\{\{|\}\}", "", marked)
        yield Case(day, text, _marked(marked, "[[", "]]", text), _speakers(marked, text), Identity(*who))


def _marked(marked: str, left: str, right: str, text: str) -> Span:
    before = re.sub(r"\[\[|\]\]|\{\{|\}\}", "", marked[: marked.index(left)])
    inner = re.sub(r"\[\[|\]\]", "", marked[marked.index(left) + 2 : marked.index(right)])
    return Span(len(before), len(before) + len(inner), text[len(before) : len(before) + len(inner)])


def _speakers(marked: str, text: str) -> tuple[Span, ...]:
    return (_marked(marked, "{{", "}}", text),) if "{{" in marked else ()


def _sentences(text: str) -> list[Span]:
    found = re.finditer(r"\S(?:[^\n]*?[.?!]['\"”]?(?=\s+[A-Z“\"]|\s*\n|\s*$)|[^\n]*)", text)
    return [Span(m.start(), m.end(), m[0]) for m in found]


def _resolver(text: str, day: str | None = None, speakers: tuple[Span, ...] = ()) -> Resolver:
    document = Document("d1", "note.txt", text, (), published=day)
    return Resolver(document, _sentences(text), (), speakers)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def test_the_table_is_large() -> None:
    assert len(list(_cases())) >= 120


@pytest.mark.parametrize("case", list(_cases()), ids=lambda c: c.party.text + "@" + c.text[:24])
def test_identity(case: Case) -> None:
    assert _resolver(case.text, case.day, case.speakers).identify(case.party) == case.who


def test_a_name_that_drags_its_preposition_along_is_no_body() -> None:
    text = "He met the leader of the Democratic People's Republic of Korea."
    start = text.index("of the Demo")
    names = [Name(Span(start, len(text) - 1, text[start:-1]), "LOC")]
    resolver = Resolver(Document("d1", "note.txt", text, (), published="2019-02-27"), _sentences(text), names)
    assert resolver.identify(_span(text, text[7:-1])).actor == "Kim Jong Un"


def test_a_place_that_the_encoder_took_for_no_name() -> None:
    text = "Two boats sank near Lesbos."
    span = _span(text, "Lesbos")
    places = PlaceFinder(text, ()).find(0, len(text))
    resolver = Resolver(Document("d1", "note.txt", text, ()), _sentences(text), places=places)
    assert resolver.identify(span) == Identity("Lesbos", "GRC")


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("My country", Identity("FRA", "FRA", "GOV")),
        ("our army", Identity("FRA", "FRA", "MIL")),
        ("Our president", Identity("Emmanuel Macron", "FRA", "GOV", "President")),
    ],
)
def test_what_a_speaker_calls_his_own(words: str, who: Identity) -> None:
    text = 'The French minister said: "My country is ready, our army is strong. Our president is not."'
    said = Said(_span(text, "The French minister"), (Span(26, len(text), text[26:]),))
    resolver = Resolver(
        Document("d1", "n.txt", text, (), published="2023-05-02"), _sentences(text), said=[said]
    )
    assert resolver.identify(_span(text, words)) == who
    silent = Resolver(Document("d1", "n.txt", text, (), published="2023-05-02"), _sentences(text))
    assert silent.identify(_span(text, words)).country is None


def test_all_of_a_pair() -> None:
    text = "Algeria and Morocco broke off relations. Officials from both countries traded blame."
    found = _resolver(text).identify_all(_span(text, "both countries"))
    assert [who.actor for who in found] == ["DZA", "MAR"]


def test_all_of_a_list() -> None:
    text = "A deal between Rome, Tunis and the EU was signed."
    found = _resolver(text).identify_all(_span(text, "Rome, Tunis and the EU"))
    assert [who.actor for who in found] == ["ITA", "TUN", "EU"]


def test_a_name_of_the_encoder_is_believed() -> None:
    text = "Observers met Qwerty Uiop in Accra."
    span = _span(text, "Qwerty Uiop")
    document = Document("d1", "note.txt", text, ())
    assert Resolver(document, _sentences(text), [Name(span, "PER")]).identify(span).actor == "Qwerty Uiop"


def test_without_sentences() -> None:
    assert Resolver(Document("d1", "x", "", ()), []).identify(Span(0, 0, "")) == Identity()


def test_the_day_decides_between_holders() -> None:
    text = "The British prime minister flew to Kigali."
    party = _span(text, "The British prime minister")
    by_day = {
        day: _resolver(text, day).identify(party).actor for day in ("2022-08-01", "2022-12-01", "2024-09")
    }
    assert list(by_day.values()) == ["Boris Johnson", "Rishi Sunak", "Keir Starmer"]


def test_without_a_day_no_holder_is_guessed() -> None:
    text = "The British prime minister flew to Kigali."
    assert _resolver(text).identify(_span(text, "The British prime minister")) == Identity(
        "GBR", "GBR", "GOV", "Prime Minister"
    )


@pytest.mark.shared
@pytest.mark.skipif(not _ARTICLES.is_dir(), reason="the articles beside the checkout are absent")
def test_every_sighting_of_an_article_is_a_person_with_a_sector() -> None:
    for path in sorted(_ARTICLES.glob("*.txt")):
        text = path.read_text("utf-8")
        titled = re.finditer(r"(?:President|PM|FM|Foreign Minister) (?:[A-Z][\w-]+ ?)+", text)
        resolver = _resolver(text, "2023-09-21")
        for match in titled:
            name = match[0].strip()
            who = resolver.identify(Span(match.start(), match.start() + len(name), name))
            assert who.actor and who.country and who.sector in {"GOV", "ELI"}, name


@pytest.mark.parametrize(
    ("text", "agent", "wanted"),
    [
        ("On behalf of ASEAN, Indonesia condemned the coup.", "Indonesia", "ASEAN"),
        (
            "Speaking for the African Union, the Kenyan president urged calm.",
            "the Kenyan president",
            "African Union",
        ),
        ("Germany, acting for the European Union, protested.", "Germany", "European Union"),
        ("Germany protested, and Kenya, acting for the African Union, wept.", "Germany", None),
        ("Acting for his brother, Kim signed.", "Kim", None),
        ("On behalf of France, Mali signed.", "Mali", None),
    ],
)
def test_on_whose_behalf(text: str, agent: str, wanted: str | None) -> None:
    found = _resolver(text).principal(_span(text, agent), Span(0, len(text), text))
    assert found == (_span(text, wanted) if wanted else None)


def test_a_nationality_is_no_person() -> None:
    text = "The Norwegian head of NATO told Turkey to lift its veto."
    names = [Name(Span(0, 13, text[:13]), "PER")]
    resolver = Resolver(Document("d1", "note.txt", text, (), published="2023-05-02"), _sentences(text), names)
    assert resolver.identify(_span(text, "The Norwegian head of NATO")).actor == "NATO"


@pytest.mark.parametrize(
    ("text", "name", "party", "who"),
    [
        ("An African Union force shelled the port.", "African Union force", "An African Union force", "AU"),
        ("The Kurdish PKK declared a ceasefire.", "Kurdish PKK", "The Kurdish PKK", "PKK"),
    ],
)
def test_a_known_name_within_a_body(text: str, name: str, party: str, who: str) -> None:
    names = [Name(_span(text, name), "ORG")]
    resolver = Resolver(Document("d1", "note.txt", text, (), published="2023-05-02"), _sentences(text), names)
    assert resolver.identify(_span(text, party)).actor == who
