"""The brief of one actor and of a region, beside that of two: what each holds, all with evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from casting import Text, stored
from shelves import Shelf

from entente.brief import make_brief
from entente.brief.backing import unbacked
from entente.brief.parts import Contents, Ledger, Picture, Remarks, Table
from entente.errors import UsageError
from entente.records import EventType
from entente.store import Store

SCOPES: list[dict[str, object]] = [
    {"focus": ("ARM", "RUS")},
    {"actor": "ARM"},
    {"region": "ARM, RUS, Iran"},
    {"region": "South Caucasus"},
]


def made(store: Store, **options: object) -> Contents:
    return make_brief(store, **options).contents  # type: ignore[arg-type]


def quarrel() -> Text:
    text = Text(
        "Armenia accused Russia of standing by. Moscow denied that it had done nothing.",
        "France sent aid to Yerevan. Iran met Turkey in Tehran.",
        "Turkey said that Armenia would come round.",
        "Iran will meet Russia. Moscow will leave Armenia.",
    )
    text.says("Armenia", "accused", "Russia of standing by", target="Russia", act=EventType.ACCUSE)
    text.says("Moscow", "denied", "that it had done nothing", act=EventType.REJECT)
    text.says("Turkey", "said", "that Armenia would come round", target="Armenia")
    text.does(["Armenia"], "ACCUSE", "accused", ["Russia"], statement=text.said[0].id)
    text.does(["France"], "AID", "sent aid", ["Yerevan"])
    text.does(["Iran"], "CONSULT", "met", ["Turkey"])
    text.claims("Moscow will leave Armenia", horizon="2023-12-31")
    return text


def table(contents: Contents, part: int, start: str) -> Table | None:
    found = [b for b in contents.parts[part].blocks if isinstance(b, Table) and b.title.startswith(start)]
    return found[0] if found else None


def said(contents: Contents) -> list[tuple[str, str]]:
    (found,) = [b for b in contents.parts[1].blocks if isinstance(b, Ledger)]
    return [(u.speaker, contents.side(u)) for u in found.utterances]


def findings(contents: Contents) -> str:
    return "\n".join(line.cells[0] for line in contents.findings)


def weekly(first: date, weeks: int, who: str, kind: str, whom: str) -> list[str]:
    return [f"{who}\t{kind}\t{whom}\t{first + timedelta(weeks=week)}" for week in range(weeks)]


def shelved(folder: Path, *texts: Text, per_week: int = 1) -> Store:
    """Two years and more of weekly dealings of Armenia, Russia, Iran and Turkey."""
    store = stored(*texts)
    lines = []
    for day in range(per_week):
        first = date(2021, 7, 5) + timedelta(days=day)
        lines += weekly(first, 60, "Russia", "Consult", "Armenia")
        lines += weekly(
            first + timedelta(weeks=60), 55, "Russia", "Use conventional military force", "Armenia"
        )
        lines += weekly(first, 115, "Armenia", "Consult", "Iran")
        lines += weekly(first, 115, "Iran", "Provide aid", "Turkey")
    Shelf(store, folder).take("tkg", "\n".join(dict.fromkeys(lines)).encode())
    return store


@pytest.mark.parametrize("scope", SCOPES)
def test_every_sentence_has_evidence_in_a_record_of_texts(scope: dict[str, object]) -> None:
    contents = made(stored(quarrel()), **scope)
    assert list(unbacked(contents)) == []
    assert len(contents.parts) == 4 and contents.rule


@pytest.mark.parametrize(
    ("scope", "per_week"), [*((scope, 1) for scope in SCOPES[:3]), (SCOPES[1], 3), (SCOPES[2], 3)]
)
def test_every_sentence_has_evidence_in_a_record_of_others(
    scope: dict[str, object], per_week: int, tmp_path: Path
) -> None:
    store = shelved(tmp_path, per_week=per_week)
    contents = made(store, **scope)
    assert list(unbacked(contents)) == []
    assert "row" in {entry.zone for entry in contents.evidence}
    likely = [b.title for b in contents.parts[3].blocks]
    assert any("next week" in title for title in likely) is (per_week == 3)
    assert "in words and deeds" in findings(contents)
    assert "Conflict makes up" in findings(contents)


def test_a_line_without_evidence_is_found() -> None:
    contents = made(stored(quarrel()), actor="ARM")
    first = replace(contents.findings[0], evidence=())
    found = list(unbacked(replace(contents, findings=(first, *contents.findings[1:]))))
    assert [use.label for use in found] == ["finding 1"]


def test_an_actor_deals_with_all_others_and_speaks_on_a_side_of_its_own() -> None:
    contents = made(stored(quarrel()), actor="Armenia")
    assert (contents.title, contents.sides) == ("Armenia", ("Armenia", "Others"))
    assert said(contents) == [("Armenia", "Armenia"), ("Russia", "Others"), ("Turkey", "Others")]
    now = table(contents, 0, "Acts between Armenia and others in the period")
    assert now and [row.cells[1] for row in now.rows] == ["France"]
    words = findings(contents)
    assert "Armenia towards others in the period, in words and deeds: 1 act, 0 of cooperation" in words
    assert "Others towards Armenia in the period, in words and deeds: 1 act, 1 of cooperation" in words
    assert "Hardest deed" not in words and "France towards Yerevan" not in words
    assert "1 claim on what comes next" in words


def test_a_region_has_no_two_sides_and_only_what_is_among_its_members() -> None:
    contents = made(stored(quarrel()), region="ARM, RUS, TUR, Iran")
    assert contents.sides == () and contents.title == "Armenia, Russia, Turkey, Iran"
    assert said(contents) == [("Armenia", ""), ("Russia", ""), ("Turkey", "")]
    now = table(contents, 0, "Acts among the members in the period")
    assert now and [row.cells[1] for row in now.rows] == ["Iran"]
    beyond = table(contents, 2, "What the actors did")
    assert beyond and [row.cells[1] for row in beyond.rows] == ["France"]
    assert "Iran and Turkey in the period, in words and deeds: 1 act, 1 of cooperation" in findings(contents)
    assert ("Members", "Armenia, Russia, Turkey, Iran") in contents.facts


def test_persons_are_named_with_their_states_where_the_side_does_not_tell() -> None:
    text = Text("Peskov said that Armenia was wrong. Pashinyan said that Russia had failed.")
    text.says("Peskov", "said", "that Armenia was wrong", target="Armenia")
    text.says("Pashinyan", "said", "that Russia had failed", target="Russia")
    store = stored(text)
    assert said(made(store, actor="ARM")) == [
        ("Dmitry Peskov (Russia)", "Others"),
        ("Nikol Pashinyan", "Armenia"),
    ]
    assert [who for who, _ in said(made(store, region="ARM, RUS"))] == [
        "Dmitry Peskov (Russia)",
        "Nikol Pashinyan (Armenia)",
    ]
    assert [who for who, _ in said(made(store, focus=("ARM", "RUS")))] == ["Dmitry Peskov", "Nikol Pashinyan"]


def test_answers_in_a_region_are_told_by_state() -> None:
    contents = made(stored(quarrel()), region="ARM, RUS, TUR")
    (found,) = [b for b in contents.parts[1].blocks if isinstance(b, Ledger)]
    assert [u.answers for u in found.utterances] == [None, 1, None]


def test_the_pages_of_a_region_name_no_sides() -> None:
    brief = make_brief(stored(quarrel()), region="ARM, RUS, TUR")
    assert 'class="side-0"' not in brief.html() and "side-1" not in brief.html().split("</style>")[1]
    assert "(Others)" not in brief.markdown() and "**Armenia**" in brief.markdown()
    actor = make_brief(stored(quarrel()), actor="ARM")
    assert "**Russia** (Others)" in actor.markdown()


def test_dyads_of_an_actor_have_their_phases_and_turns_in_a_table(tmp_path: Path) -> None:
    contents = made(shelved(tmp_path), actor="ARM", since=date(2023, 8, 1))
    found = table(contents, 0, "Dyads between Armenia and others")
    assert found and {row.cells[0] for row in found.rows} == {"Armenia – Russia", "Armenia – Iran"}
    told = {row.cells[0]: row.cells for row in found.rows}
    assert "rift (" in told["Armenia – Russia"][4] and told["Armenia – Russia"][3].startswith("Aug 2022")
    assert told["Armenia – Iran"][4] == "—" and "cooperation, mostly words" in told["Armenia – Iran"][3]
    assert table(contents, 0, "Phases before the period") is None


def test_the_largest_turns_of_a_region_stand_in_its_background_alone(tmp_path: Path) -> None:
    contents = made(shelved(tmp_path), region="ARM, RUS, Iran", since=date(2023, 8, 1))
    found = table(contents, 0, "The largest rifts")
    assert found and found.rows[0].cells[1] == "Armenia – Russia"
    assert table(contents, 2, "Rifts and rapprochements") is None
    assert findings(contents).startswith("The last rift of Armenia and Russia")


def test_a_row_of_others_is_shown_as_it_came(tmp_path: Path) -> None:
    contents = made(shelved(tmp_path), actor="Iran")
    entry = next(e for e in contents.evidence if e.zone == "row")
    assert entry.title == "tkg, coded by others" and entry.path.startswith("tkg-")
    marked = {mark.role: entry.paragraph[mark.start : mark.end] for mark in entry.marks}
    assert set(marked) == {"actor", "trigger", "recipient"} and "Iran" in marked.values()
    assert (
        f"As it came: {marked['actor']} | {marked['trigger']} | {marked['recipient']} | " in entry.paragraph
    )
    assert len(entry.records) == 1


def test_what_was_counted_says_what_was_read_and_the_command(tmp_path: Path) -> None:
    contents = made(stored(quarrel()), actor="ARM")
    (entry,) = [e for e in contents.evidence if e.path.startswith("entente stories --actor ARM")]
    assert entry.zone == "record" and entry.path.endswith("--to 2023-09-20 --db FILE")
    assert "1 document, 1 of which name those looked at; coded by hand 1." in entry.paragraph


def test_pictures_say_what_is_counted_over_which_sources(tmp_path: Path) -> None:
    for scope in SCOPES[:3]:
        contents = made(shelved(tmp_path), **scope)
        pictures = [b for part in contents.parts for b in part.blocks if isinstance(b, Picture)]
        assert pictures
        for picture in pictures:
            assert "Counted: " in picture.note and "Sources: tkg (" in picture.note, picture.title
            assert "Exposure: " in picture.note, picture.title


def test_an_actor_with_no_statements_and_one_alone_in_the_record() -> None:
    silent = Text("France sent aid to Yerevan.")
    silent.does(["France"], "AID", "sent aid", ["Yerevan"])
    contents = made(stored(silent), actor="France")
    (words,) = contents.parts[1].blocks
    assert isinstance(words, Remarks) and words.lines[0].cells[0].startswith("Nothing in the record")
    alone = Text("Armenia mourned.")
    alone.does(["Armenia"], "SUPPORT", "mourned", [])
    contents = made(stored(alone), actor="ARM")
    assert contents.findings[0].cells[0].startswith("Nothing in the record of the period allows a finding")
    assert not [b for b in contents.parts[0].blocks if b.title.startswith("Dyads")]
    assert list(unbacked(contents)) == []


@pytest.mark.parametrize("scope", SCOPES)
def test_a_period_with_nothing_says_so(scope: dict[str, object]) -> None:
    contents = made(stored(quarrel()), **scope, since=date(1999, 1, 1), until=date(1999, 12, 31))
    assert contents.findings[0].cells[0].startswith("Nothing in the record of the period")
    assert list(unbacked(contents)) == []


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "nobody is named; give two with --focus, one with --actor, or a --region"),
        ({"focus": ("ARM", "RUS"), "actor": "IRN"}, "one of IRN were asked for; give --focus or --actor"),
        ({"actor": "Rusia"}, "did you mean Russia"),
        ({"region": "Nowhere"}, "neither actor nor region"),
        ({"region": "Armenia"}, "has Armenia alone; brief on it with --actor"),
        ({"actor": "JPN"}, "names Japan"),
        ({"region": "Central Asia"}, "names an actor of Central Asia"),
    ],
)
def test_wrong_calls_say_the_mend(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        made(stored(quarrel()), **options)


@pytest.mark.drawn
def test_the_same_record_gives_the_same_bytes() -> None:
    other = Text("Peskov said that Armenia was wrong.", published="2023-09-18")
    other.says("Peskov", "said", "that Armenia was wrong", target="Armenia")
    for scope in SCOPES[1:]:
        one = make_brief(stored(quarrel(), other), **scope)  # type: ignore[arg-type]
        two = make_brief(stored(other, quarrel()), **scope)  # type: ignore[arg-type]
        assert one.html() == two.html()
