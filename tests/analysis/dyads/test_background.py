"""Key stories, turning points and statements of dyads written by hand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
import pytest
from dailies import Told, dailies

from entente.analysis.dyads.background import MOST_AT_TURN, REACH, Background, Story, background
from entente.analysis.dyads.phases import Direction
from entente.analysis.dyads.simulate import simulated
from entente.analysis.dyads.spoken import key_statements
from entente.units import By, Count

FOCUS = ("A", "B")
MONTHS = [f"2022-{m:02}" for m in range(1, 13)]
#: A year of visits, then one of shelling, with one visit in it.
RIFT = dailies(
    *(Told(f"{m}-{d}", "A>B", "CONSULT", 3 if d == "03" else 1) for m in MONTHS for d in ("03", "17")),
    *(
        Told(f"{m.replace('2022', '2023')}-{d}", "B>A", "ASSAULT", 9 if (m, d) == ("2022-02", "03") else 1)
        for m in MONTHS
        for d in ("03", "17")
    ),
    Told("2023-06-10", "A>B", "CONSULT", 40),
    Told("2023-01-04", "A>C", "ASSAULT", 99),
)


class Words(NamedTuple):
    """One statement: id, day, who, of whom and what."""

    id: str
    date: str | None
    source: str
    target: str | None
    content: str
    kind: str = "indirect"
    event_type: str | None = None
    score: float | None = 0.9
    modality: str = "asserted"
    document: str = "d1"
    addressee: str | None = None
    published: str | None = "2022-03-01"


def said(*words: Words) -> pd.DataFrame:
    frame = pd.DataFrame(words, columns=list(Words._fields))
    return frame.assign(speaker=frame.source, office=None, cue="said")


def told(frame: pd.DataFrame = RIFT, **options: object) -> Background:
    return background(frame, None, FOCUS, **options)  # type: ignore[arg-type]


def test_a_rift_is_told_with_the_stories_that_made_it() -> None:
    found = told()
    (turn,) = found.turns
    assert turn.point.direction is Direction.RIFT
    assert turn.point.low <= date(2023, 1, 3) <= turn.point.high
    assert turn.stories and len(turn.stories) <= MOST_AT_TURN
    assert {s.event_type for s in turn.stories} == {"ASSAULT"}
    assert [c.phase.character for c in found.chapters] == [
        "cooperation, mostly words",
        "conflict, mostly deeds",
    ]


def test_key_stories_open_to_their_events_and_are_the_largest_spread_over_the_phase() -> None:
    first, second = (chapter.stories for chapter in told().chapters)
    assert {s.reports for s in first} == {3}
    assert {s.event for s in first} <= set(RIFT.event)
    assert Story("s:26", "e26", date(2023, 2, 3), "B", "A", "ASSAULT", 4, -9.0, 9, 1, 1, "coded") in second
    for stories in (first, second):
        assert list(stories) == sorted(stories, key=lambda s: s.day)
        assert all((b.day - a.day).days > 30 for a, b in pairwise(s for s in stories if s.reports < 40))


def test_five_tellings_of_one_happening_are_one_key_story() -> None:
    many = dailies(
        *(Told(f"2023-05-0{d}", "A>B", "ASSAULT", 50) for d in range(1, 5)),
        Told("2023-05-20", "A>B", "ACCUSE"),
    )
    (chapter,) = told(many).chapters
    assert [s.event for s in chapter.stories] == ["e0", "e4"]
    assert REACH == 3


def test_what_others_do_is_no_part_of_it() -> None:
    found = told()
    assert all({s.a, s.b} == {"A", "B"} for c in found.chapters for s in c.stories)
    assert sum(c.phase.count for c in found.chapters) == len(RIFT) - 1


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        ({"before": date(2022, 7, 1)}, "2022-01-03", "2022-06-17"),
        ({"before": date(2022, 7, 1), "until": date(2022, 3, 31)}, "2022-01-03", "2022-03-17"),
        ({"since": date(2022, 11, 1), "before": date(2023, 2, 1)}, "2022-11-03", "2023-01-17"),
    ],
)
def test_nothing_from_the_day_on_is_background(options: dict[str, Any], first: str, last: str) -> None:
    found = told(by=By.DAY, **options)
    active = found.series[found.series["count"] > 0].period
    assert (str(active.min().date()), str(active.max().date())) == (first, last)
    assert found.before == options["before"]


def test_a_day_before_everything_leaves_nothing() -> None:
    found = told(before=date(1999, 1, 1))
    assert (found.chapters, found.turns, len(found.series)) == ((), (), 0)
    assert found.series.columns[0] == "direction"


def test_imported_stories_have_no_event_and_perhaps_no_type() -> None:
    imported = RIFT.assign(event=None, event_type=None, dataset="gdelt1")
    stories = told(imported).chapters[0].stories
    assert {(s.event, s.event_type, s.dataset) for s in stories} == {(None, None, "gdelt1")}


def test_it_is_counted_as_asked() -> None:
    found = told(count=Count.REPORT)
    assert sum(c.phase.count for c in found.chapters) == int(RIFT.reports[:-1].sum())


def test_a_turning_point_of_a_simulated_dyad_has_stories_near_it() -> None:
    made = simulated((3.0, -4.0), (400, 400), rate=1, seed=6)
    found = background(made.days, None, FOCUS)
    (turn,) = found.turns
    assert len(turn.stories) == MOST_AT_TURN
    for story in turn.stories:
        assert abs((story.day - made.changes[0]).days) < 60
        assert story.intensity < 0


SPOKEN = said(
    Words("s1", "2022-02-01", "A", "B", "that the border would stay open to trade"),
    Words("s2", "2022-02-01", "A", "B", "B betrayed its ally in war", "direct", "ACCUSE"),
    Words("s3", "2022-02-02", "A", "B", "that B betrayed its ally in war", document="d2", score=0.95),
    Words(
        "s4", "2022-02-05", "B", None, "that A would pay a price for it", event_type="THREATEN", addressee="A"
    ),
    Words("s5", "2022-02-05", "C", "A", "that nobody should be surprised at all"),
    Words("s6", "2022-02-05", "A", "B", "this"),
    Words("s7", "2022-02-05", "A", "B", "that it had ever lied to B", modality="negated"),
    Words("s8", "2022-02-06", "A", "C", "that C was a good neighbour of it"),
    Words("s9", None, "B", "A", "that the old road was safe again", published="2022-03"),
    Words("s10", None, "B", "A", "that nobody knew when it was said", published=None),
    Words("s11", "2023-02-01", "B", "A", "that the war had only now begun", score=None),
)
PHASES = [(date(2022, 1, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2023, 12, 31))]


def test_key_statements_are_of_each_side_on_the_other() -> None:
    first, second = key_statements(SPOKEN, FOCUS, PHASES)
    assert [(s.id, s.side) for s in first] == [("s1", 0), ("s3", 0), ("s4", 1), ("s9", 1)]
    assert [s.id for s in second] == ["s11"]
    assert (first[3].day, first[2].on, first[2].event_type) == (date(2022, 3, 1), "A", "THREATEN")
    assert second[0].score == 1.0


def test_the_same_words_in_two_texts_are_one_statement_of_two_tellings() -> None:
    first = key_statements(SPOKEN, FOCUS, PHASES, most=1)[0]
    assert [(s.id, s.tellings, s.event_type) for s in first] == [("s3", 2, None), ("s4", 1, "THREATEN")]


def test_statements_keep_to_the_span_and_may_be_none() -> None:
    ends = (date(2022, 2, 3), date(2022, 2, 28))
    assert [s.id for s in key_statements(SPOKEN, FOCUS, PHASES, ends)[0]] == ["s4"]
    assert key_statements(None, FOCUS, PHASES) == [(), ()]
    assert key_statements(SPOKEN.iloc[:0], FOCUS, PHASES[:1]) == [()]


def test_statements_stand_with_their_phase() -> None:
    found = background(RIFT, SPOKEN, FOCUS)
    assert [len(c.statements) for c in found.chapters] == [4, 1]
