"""The brief from records of known content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from casting import Text, stored

from entente.brief import Brief, make_brief
from entente.brief.parts import Claims, Contents, Ledger, Line, Picture, Remarks, Table
from entente.errors import UsageError
from entente.records import EventType, Modality, StatementKind, ZoneKind
from entente.store import Store

FOCUS = ("ARM", "RUS")


def brief(store: Store, **options: object) -> Contents:
    made = make_brief(store, FOCUS, **options)  # type: ignore[arg-type]
    return made.contents


def lines(contents: Contents, part: int, start: str) -> tuple[Line, ...]:
    """The rows of a table; none where the part has no such table."""
    found = [b for b in contents.parts[part].blocks if b.title.startswith(start)]
    assert all(isinstance(b, Table) for b in found)
    return tuple(row for b in found if isinstance(b, Table) for row in b.rows)


def kinds(contents: Contents, part: int, start: str) -> list[str]:
    return [row.cells[2].split()[0] for row in lines(contents, part, start)]


def picture_of(contents: Contents) -> Picture:
    return next(b for b in contents.parts[2].blocks if isinstance(b, Picture))


def remark(contents: Contents) -> str:
    """The remark in the background."""
    (found,) = [b for b in contents.parts[0].blocks if isinstance(b, Remarks)]
    return found.lines[0].cells[0]


def ledger(contents: Contents) -> Ledger:
    return next(block for block in contents.parts[1].blocks if isinstance(block, Ledger))


def quarrel() -> Text:
    text = Text(
        "Armenia accused Russia of standing by. Moscow denied that it had done nothing.",
        "Pashinyan said that the alliance with Moscow had failed.",
        "France sent aid to Yerevan. Iran met Turkey in Tehran.",
    )
    text.says("Armenia", "accused", "Russia of standing by", target="Russia", act=EventType.ACCUSE)
    text.says("Moscow", "denied", "that it had done nothing", act=EventType.REJECT)
    text.says("Pashinyan", "said", "that the alliance with Moscow had failed", date="2023-09-02")
    text.does(["Armenia"], "ACCUSE", "accused", ["Russia"], statement=text.said[0].id)
    text.does(["France"], "AID", "sent aid", ["Yerevan"])
    text.does(["Iran"], "CONSULT", "met", ["Turkey"])
    return text


def test_the_battle_is_in_order_of_time_and_says_who_answers_whom() -> None:
    found = ledger(brief(stored(quarrel()))).utterances
    assert [u.speaker for u in found] == ["Nikol Pashinyan", "Armenia", "Russia"]
    assert [u.side for u in found] == [0, 0, 1]
    assert [u.answers for u in found] == [None, None, 2]
    assert found[2].answer_rule == "says so"
    assert (found[1].target, found[1].act, found[0].office) == ("of Russia", "ACCUSE", "Prime Minister")
    assert [u.date for u in found] == ["2 Sep 2023", "by 20 Sep 2023", "by 20 Sep 2023"]


def test_dated_statements_come_before_later_ones_of_another_text() -> None:
    early = Text("Peskov said that Armenia was wrong.", published="2023-09-18")
    early.says("Peskov", "said", "that Armenia was wrong", target="Armenia", date="2023-09-01")
    found = ledger(brief(stored(quarrel(), early))).utterances
    assert found[0].speaker == "Dmitry Peskov"


def test_what_is_not_said_and_what_says_nothing_is_left_out() -> None:
    text = quarrel()
    other = Text("Moscow did not say that Armenia had lied. Peskov rejected this. Yerevan replied “a lie”.")
    other.says("Moscow", "say", "that Armenia had lied", target="Armenia", modality=Modality.NEGATED)
    other.says("Peskov", "rejected", "this")
    other.says("Yerevan", "replied", "“a lie”", kind=StatementKind.DIRECT, target="Moscow")
    found = ledger(brief(stored(text, other))).utterances
    assert [u.words for u in found if u.speaker in ("Russia", "Dmitry Peskov")] == [
        "that it had done nothing"
    ]
    assert "“a lie”" in [u.words for u in found]


def test_of_two_readings_of_the_same_words_the_surer_is_kept() -> None:
    text = quarrel()
    text.says("Armenia", "accused", "Russia of standing", target="Russia", score=0.6)
    assert len(ledger(brief(stored(text))).utterances) == 3


def test_statements_of_third_parties_stand_in_part_three() -> None:
    text = quarrel()
    text2 = Text("Iran said that Armenia would lose Russia.")
    text2.says("Iran", "said", "that Armenia would lose Russia", target="Armenia")
    made = brief(stored(text, text2))
    assert "Iran" not in [u.speaker for u in ledger(made).utterances]
    assert [row.cells[1] for row in lines(made, 2, "What others, and experts")] == ["Iran"]


@pytest.mark.parametrize("zone", [ZoneKind.COMMENT, ZoneKind.CAPTION, ZoneKind.BYLINE])
def test_comments_and_captions_are_no_part_of_a_brief(zone: ZoneKind) -> None:
    text = Text(
        "Armenia accused Russia of standing by.", "Moscow threatened Yerevan. It will attack Yerevan soon."
    )
    text.says("Armenia", "accused", "Russia of standing by", target="Russia")
    text.says("Moscow", "threatened", "Yerevan", target="Yerevan", zone=zone, kind=StatementKind.MIXED)
    text.does(["Moscow"], "THREATEN", "threatened", ["Yerevan"], zone=zone)
    text.claims("It will attack Yerevan soon", "threat", "Moscow", zone=zone)
    made = brief(stored(text))
    assert [u.speaker for u in ledger(made).utterances] == ["Armenia"]
    assert not lines(made, 0, "Acts between the two in the period")
    assert not [b for b in made.parts[3].blocks if isinstance(b, Claims)]


def test_the_period_parts_background_from_the_present() -> None:
    old = Text("Russia sold arms to Armenia.", published="2023-01-10")
    old.does(["Russia"], "AID", "sold", ["Armenia"])
    text = Text("Russia warned Armenia. In 2021 Armenia met Moscow.", "Yerevan had once thanked Peskov.")
    text.does(["Russia"], "THREATEN", "warned", ["Armenia"])
    text.does(["Armenia"], "CONSULT", "met", ["Moscow"], date="2021")
    text.does(["Yerevan"], "SUPPORT", "thanked", ["Peskov"], modality=Modality.HISTORICAL)
    made = brief(stored(old, text))
    assert kinds(made, 0, "Acts between the two before 22 Jun 2023") == ["Consult", "Aid"]
    assert kinds(made, 0, "Told as history") == ["Support"]
    assert lines(made, 0, "Told as history")[0].cells[0] == "undated"
    assert kinds(made, 0, "Acts between the two in the period") == ["Threaten"]
    assert made.period == "22 Jun 2023 to 20 Sep 2023"


def test_a_named_period_leaves_out_later_and_undated_texts() -> None:
    late = Text("Russia warned Armenia.", published="2023-12-01")
    late.does(["Russia"], "THREATEN", "warned", ["Armenia"])
    undated = Text("Russia threatened Armenia.", published=None)
    undated.does(["Russia"], "THREATEN", "threatened", ["Armenia"])
    made = brief(stored(quarrel(), late, undated), since=date(2023, 9, 1), until=date(2023, 9, 30))
    assert not lines(made, 0, "Acts between the two in the period")
    assert ("Undated", "1 document, left out, since a period was named") in made.facts


def test_a_period_before_everything_is_empty() -> None:
    made = brief(stored(quarrel()), since=date(1999, 1, 1), until=date(1999, 12, 31))
    titles = [b.title for p in made.parts for b in p.blocks]
    assert titles == ["", "Statements in order of time", "What the record makes likely"]
    assert all(isinstance(b, Remarks) for p in made.parts for b in p.blocks)
    (found,) = made.findings
    assert found.cells[0] == "Nothing in the record of the period allows a finding on Armenia and Russia."
    assert {entry.zone for entry in made.evidence} == {"record"}


def test_the_opposition_and_experts_do_not_act_or_speak_for_their_state() -> None:
    text = quarrel()
    other = Text("The opposition accused Russia of lies. It thanked Moscow.", "Turkey aided Yerevan.")
    other.says("The opposition", "accused", "Russia of lies", target="Russia", act=EventType.ACCUSE)
    other.does(["The opposition"], "SUPPORT", "thanked", ["Moscow"])
    other.does(["Turkey"], "AID", "aided", ["Yerevan"])
    made = brief(stored(text, other))
    assert [u.speaker for u in ledger(made).utterances].count("Armenia") == 1
    assert not lines(made, 0, "Acts between the two")
    (tie,) = [row for row in lines(made, 2, "Ties") if row.cells[0] == "Armenia – Russia"]
    assert tie.cells[1:5] == ("0", "0", "1", "0")


def test_what_is_not_done_is_never_counted_as_done() -> None:
    text = quarrel()
    other = Text("Russia will attack Armenia. Russia did not aid Yerevan. Moscow might seize Yerevan.")
    other.does(["Russia"], "ASSAULT", "attack", ["Armenia"], modality=Modality.FUTURE)
    other.does(["Russia"], "AID", "aid", ["Yerevan"], modality=Modality.NEGATED)
    other.does(["Moscow"], "COERCE", "seize", ["Yerevan"], modality=Modality.HYPOTHETICAL)
    made = brief(stored(text, other))
    assert not lines(made, 0, "Acts between the two")
    (tie,) = [row for row in lines(made, 2, "Ties") if row.cells[0] == "Armenia – Russia"]
    assert tie.cells[1:5] == ("0", "0", "1", "0")
    (ahead,) = lines(made, 3, "Acts announced")
    assert ahead.cells[2].startswith("Assault (−9.0), future")


def weekly(first: date, weeks: int, kind: str) -> list[Text]:
    """Texts of one act a week between the two."""
    made = []
    for week in range(weeks):
        text = Text(f"Russia faced Armenia {week}.", published=str(first + timedelta(weeks=week)))
        text.does(["Russia"], kind, "faced", ["Armenia"])
        made.append(text)
    return made


def test_phases_and_turning_points_before_the_period_open_to_their_acts() -> None:
    peace, war = weekly(date(2022, 1, 3), 30, "CONSULT"), weekly(date(2022, 8, 1), 30, "SANCTION")
    made = brief(stored(*peace, *war, quarrel()), since=date(2023, 9, 1))
    phases = lines(made, 0, "Phases before the period")
    assert [row.cells[1] for row in phases] == ["Cooperation, mostly words", "Conflict, mostly deeds"]
    assert [row.cells[2:5] for row in phases] == [("30", "0", "+2.5"), ("0", "30", "−6.0")]
    assert phases[0].cells[0] == "3 Jan 2022 to 31 Jul 2022"
    (turn,) = lines(made, 0, "Turning points before the period")
    assert (turn.cells[0], turn.cells[2]) == ("1 Aug 2022", "Rift: from +2.5 to −6.0")
    assert "1 Aug 2022, Russia to Armenia: Sanction (−6.0)" in turn.cells[3]
    for row in (*phases, turn):
        assert row.evidence and row.cells[-1].count(";") == len(row.evidence) - 1


def test_a_long_background_has_its_phases_by_month() -> None:
    made = brief(stored(*weekly(date(2020, 1, 6), 120, "CONSULT"), quarrel()), since=date(2023, 9, 1))
    (phase,) = lines(made, 0, "Phases before the period")
    assert phase.cells[0] == "Jan 2020 to Apr 2022"
    assert not lines(made, 0, "Turning points")
    (table,) = [b for b in made.parts[0].blocks if b.title.startswith("Phases")]
    assert isinstance(table, Table) and "No turning point was found" in table.note


def test_too_few_acts_before_the_period_have_no_phases_and_that_is_said() -> None:
    made = brief(stored(*weekly(date(2023, 1, 2), 9, "CONSULT"), quarrel()), since=date(2023, 9, 1))
    assert not lines(made, 0, "Phases")
    assert remark(made).startswith("9 dated acts before the period: phases are told from 10 on")
    none = brief(stored(quarrel()), since=date(2023, 9, 1))
    assert remark(none).startswith("No dated act before the period: phases")


def test_what_is_on_somebodys_word_is_marked() -> None:
    text = quarrel()
    text.does(["Moscow"], "COERCE", "done nothing", ["Yerevan"], attributed_to=text.said[0].id)
    made = brief(stored(text))
    assert "on somebody's word" in lines(made, 0, "Acts between the two in the period")[0].cells[2]


@pytest.mark.drawn
def test_the_regional_part_has_ties_and_a_picture_of_them() -> None:
    made = brief(stored(quarrel()))
    pairs = [row.cells[0] for row in lines(made, 2, "Ties")]
    assert pairs == ["Armenia – France", "Armenia – Russia"]
    assert picture_of(made).svg.startswith("<svg") and "France" in picture_of(made).svg
    assert "Turkey" not in picture_of(made).svg
    named = brief(stored(quarrel()), region="Middle East")
    assert "Turkey" in picture_of(named).svg
    assert kinds(named, 2, "What the actors did") == ["Aid", "Consult"]


def test_claims_of_the_two_come_first_and_those_of_strangers_not_at_all() -> None:
    text = quarrel()
    other = Text(
        "Japan will win. Peskov said that Armenia would regret it. The talks may fail. Moscow will leave."
    )
    other.claims("Japan will win", claimant=None)
    other.claims("Armenia would regret it", claimant="Peskov", score=0.5)
    other.claims("The talks may fail", by_author=True, score=0.95)
    other.claims("Moscow will leave", horizon="2023-12-31", score=0.4)
    made = brief(stored(text, other))
    (found,) = [b for b in made.parts[3].blocks if isinstance(b, Claims)]
    assert [(c.claimant, c.words) for c in found.claims] == [
        ("Nobody named", "Moscow will leave"),
        ("Dmitry Peskov, Kremlin spokesman (Russia)", "Armenia would regret it"),
        ("The writer of the report", "The talks may fail"),
    ]
    assert (found.claims[0].horizon, found.claims[0].said) == ("31 Dec 2023", "by 20 Sep 2023")
    assert any("Next to fall due (31 Dec 2023)" in f.cells[0] for f in made.findings)


def test_findings_compare_only_where_there_is_enough() -> None:
    few = [f.cells[0] for f in brief(stored(quarrel())).findings]
    assert any(f.startswith("Too few acts to compare") for f in few)
    texts = []
    for n in range(10):
        old = Text(f"Russia aided Armenia {n}.", published=f"2023-{n // 3 + 1:02}-{n % 3 * 9 + 1:02}")
        old.does(["Russia"], "AID", "aided", ["Armenia"])
        new = Text(f"Russia accused Armenia {n}.", published=f"2023-{n // 3 + 9:02}-{n % 3 * 9 + 1:02}")
        new.does(["Russia"], "ACCUSE", "accused", ["Armenia"])
        texts += [old, new]
    (found,) = [
        f.cells[0]
        for f in brief(stored(*texts), since=date(2023, 9, 1)).findings
        if f.cells[0].startswith("Conflict makes")
    ]
    assert "100% of the acts between the two in the period (10 of 10), 0% before it (0 of 10)" in found


def cited(contents: Contents) -> Iterator[tuple[str, tuple[int, ...]]]:
    for part in contents.parts:
        for found in part.blocks:
            match found:
                case Table():
                    yield from ((found.title, row.evidence) for row in found.rows)
                case Ledger():
                    yield from ((found.title, u.evidence) for u in found.utterances)
                case Claims():
                    yield from ((found.title, c.evidence) for c in found.claims)
                case Remarks():
                    yield from ((found.title, line.evidence) for line in found.lines)
                case Picture():
                    continue


def test_every_line_opens_a_paragraph_with_its_spans_marked() -> None:
    text = quarrel()
    text.claims("Iran met Turkey in Tehran", by_author=True)
    made = brief(stored(text))
    known = {e.number: e for e in made.evidence}
    seen = list(cited(made))
    assert len(seen) >= 8
    for title, numbers in seen:
        assert numbers, title
        assert set(numbers) <= set(known), title
    assert {entry.zone for entry in made.evidence} == {"body", "record", "table"}
    for entry in made.evidence:
        if entry.zone != "body":
            continue
        assert entry.paragraph in text.document.text
        assert entry.marks
        assert all(0 <= m.start < m.end <= len(entry.paragraph) for m in entry.marks)
    first = known[ledger(made).utterances[1].evidence[0]]
    marked = {(m.role, first.paragraph[m.start : m.end]) for m in first.marks}
    assert marked & {("source", "Armenia"), ("actor", "Armenia")}
    assert marked & {("target", "Russia"), ("recipient", "Russia")}
    assert marked & {("cue", "accused"), ("trigger", "accused")}
    assert ("cue", "denied") in marked


def test_a_long_paragraph_is_cut_around_its_record() -> None:
    filler = "Nothing happened here. " * 120
    text = Text(filler + "Armenia accused Russia of standing by. " + filler)
    text.says("Armenia", "accused", "Russia of standing by", target="Russia")
    (entry,) = [e for e in brief(stored(text)).evidence if e.zone == "body"]
    assert len(entry.paragraph) < 1800
    marked = {m.role: entry.paragraph[m.start : m.end] for m in entry.marks}
    assert (marked["source"], marked["cue"]) == ("Armenia", "accused")


@pytest.mark.drawn
def test_the_same_record_gives_the_same_bytes_in_any_order_of_reading() -> None:
    other = Text("Peskov said that Armenia was wrong.", published="2023-09-18")
    other.says("Peskov", "said", "that Armenia was wrong", target="Armenia")
    one = make_brief(stored(quarrel(), other), FOCUS)
    two = make_brief(stored(other, quarrel()), FOCUS)
    assert one.html() == two.html()
    assert one.markdown() == two.markdown()


def test_it_is_saved_by_the_end_of_its_name(tmp_path: Path) -> None:
    made: Brief = make_brief(stored(quarrel()), FOCUS)
    assert made.save(tmp_path / "new/b.html").read_text("utf-8") == made.html()
    assert made.save(tmp_path / "b.md").read_text("utf-8").startswith("# Armenia and Russia")
    with pytest.raises(UsageError, match=r"\.odt.*valid: \.html"):
        made.save(tmp_path / "b.odt")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write"):
        made.save(tmp_path / "file/b.html")


@pytest.mark.parametrize(
    ("focus", "options", "complaint"),
    [
        (("ARM", "Armenia"), {}, "both actors of the focus are Armenia"),
        (("ARM", "Rusia"), {}, "did you mean Russia"),
        (("JPN", "KOR"), {}, "names Japan or South Korea"),
        (FOCUS, {"region": "Nowhere"}, "no region is known"),
        (FOCUS, {"since": date(2023, 9, 2), "until": date(2023, 9, 1)}, "before --to"),
    ],
)
def test_a_wrong_call_says_what_is_valid(
    focus: tuple[str, str], options: dict[str, object], complaint: str
) -> None:
    with pytest.raises(UsageError, match=complaint):
        make_brief(stored(quarrel()), focus, **options)  # type: ignore[arg-type]


def test_an_empty_store_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="entente read"):
        make_brief(Store(write=True), FOCUS)


def test_texts_without_any_date_still_make_a_brief() -> None:
    text = Text("Armenia accused Russia of standing by.", published=None)
    text.says("Armenia", "accused", "Russia of standing by", target="Russia")
    text.does(["Armenia"], "ACCUSE", "accused", ["Russia"])
    made = brief(stored(text))
    assert made.period == "undated"
    assert [u.date for u in ledger(made).utterances] == ["undated"]
