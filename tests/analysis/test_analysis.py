"""Frames with known answers."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from entente.analysis.deeds import dated, done, is_before, of_dyad
from entente.analysis.dyads.course import Step, by_month, by_year
from entente.analysis.dyads.exchange import NEXT_TO_SPEAK, SAYS_SO, Answer, Turn, answers
from entente.analysis.network.ties import Tie, neighbours, ties
from entente.analysis.rows import rows

REPLY = frozenset({"denied", "replied"})


def pairs(*given: tuple[str, str, str | None, str | None, int, float, str]) -> pd.DataFrame:
    """Pairs of (id, a, b, day, quad, intensity, modality), in documents of 1 June 2023."""
    frame = pd.DataFrame(given, columns=["id", "a", "b", "day", "quad", "intensity", "modality"])
    stamp = pd.to_datetime(frame.day)
    return frame.assign(
        day=stamp,
        last=stamp,
        published=pd.Timestamp("2023-06-01"),
        document="d",
        attributed=frame.id.str.endswith("x"),
        statement=False,
        joint=frame.id.str.startswith("j"),
        score=0.9,
    )


def test_ties_are_undirected_and_count_an_event_once() -> None:
    found = ties(
        pairs(
            ("e1", "ARM", "RUS", None, 3, -2.0, "asserted"),
            ("e2x", "RUS", "ARM", None, 4, -7.0, "asserted"),
            ("e3", "RUS", "ARM", None, 1, 3.0, "asserted"),
            ("j4", "FRA", "ARM", None, 1, 2.5, "asserted"),
            ("j4", "ARM", "FRA", None, 1, 2.5, "asserted"),
            ("e5", "IRN", None, None, 1, 2.5, "asserted"),
        )
    )
    assert list(rows(found, Tie)) == [
        Tie("ARM", "RUS", 3, 1, 0, 1, 1, 1, 2, -2.0, 1, "e2x", "e3"),
        Tie("ARM", "FRA", 1, 1, 0, 0, 0, 1, 0, 2.5, 0, "j4", "j4"),
    ]


def test_ties_keep_to_the_members() -> None:
    given = pairs(
        ("e1", "ARM", "RUS", None, 3, -2.0, "asserted"), ("e2", "ARM", "USA", None, 1, 1.0, "asserted")
    )
    assert list(ties(given, ["ARM", "USA"]).b) == ["USA"]
    assert ties(given, ["IRN"]).empty


def test_neighbours_are_ranked_and_never_of_the_focus() -> None:
    given = pairs(
        ("e1", "ARM", "RUS", None, 3, -2.0, "asserted"),
        ("e2", "USA", "ARM", None, 1, 1.0, "asserted"),
        ("e3", "RUS", "USA", None, 3, -1.0, "asserted"),
        ("e4", "IRN", "RUS", None, 1, 1.0, "asserted"),
        ("e5", "IRN", "USA", None, 1, 1.0, "asserted"),
        ("e6", "ARM", None, None, 1, 1.0, "asserted"),
    )
    assert neighbours(given, ("ARM", "RUS"), 5) == ["USA", "IRN"]
    assert neighbours(given, ("ARM", "RUS"), 1) == ["USA"]


def test_what_is_not_told_as_done_is_no_deed() -> None:
    given = pairs(
        ("e1", "A", "B", None, 3, -2.0, "asserted"),
        ("e2", "A", "B", None, 3, -2.0, "future"),
        ("e3", "A", "B", None, 3, -2.0, "historical"),
        ("e4", "A", "B", None, 3, -2.0, "negated"),
    )
    assert list(done(given).id) == ["e1", "e3"]


def test_an_act_that_both_do_stands_once() -> None:
    given = pairs(
        ("j1", "A", "B", None, 1, 2.0, "asserted"),
        ("j1", "B", "A", None, 1, 2.0, "asserted"),
        ("e2", "B", "A", None, 1, 2.0, "asserted"),
        ("e3", "B", "C", None, 1, 2.0, "asserted"),
    )
    assert list(of_dyad(given, "A", "B").id) == ["j1", "e2"]


@pytest.mark.parametrize(
    ("day", "modality", "since", "before"),
    [
        ("2023-03-01", "asserted", date(2023, 5, 1), True),
        ("2023-05-01", "asserted", date(2023, 5, 1), False),
        (None, "asserted", date(2023, 5, 1), False),
        (None, "asserted", date(2023, 7, 1), True),
        (None, "historical", date(2023, 5, 1), True),
        ("2023-05-20", "historical", date(2023, 5, 1), False),
        (None, "historical", None, True),
        ("1999-01-01", "asserted", None, False),
    ],
)
def test_what_lies_before(day: str | None, modality: str, since: date | None, before: bool) -> None:
    given = pairs(("e1", "A", "B", day, 3, -2.0, modality))
    assert list(is_before(given, since)) == [before]


def test_the_course_by_month_leaves_gaps_and_dates_the_undated_by_their_text() -> None:
    given = dated(
        pairs(
            ("e1", "A", "B", "2023-01-05", 3, -2.0, "asserted"),
            ("e2", "B", "A", "2023-01-31", 2, 6.0, "asserted"),
            ("e3", "B", "A", None, 4, -9.0, "asserted"),
        )
    )
    january, june = rows(by_month(given), Step)
    assert (january.month.month, january.cooperation, january.conflict) == (1, 1, 1)
    assert (january.intensity, january.worst, january.best) == (2.0, "e1", "e2")
    assert (june.month.month, june.cooperation, june.conflict, june.worst) == (6, 0, 1, "e3")
    (year,) = rows(by_year(given), Step)
    assert (year.cooperation, year.conflict) == (1, 2)


def test_an_empty_record_has_an_empty_course() -> None:
    assert by_month(dated(pairs())).empty
    assert ties(pairs()).empty


def turn(
    side: int, cue: str = "said", *, day: int | None = None, at: int = 0, faces: bool = True, of: str = "gas"
) -> Turn:
    when = date(2023, 9, day) if day else None
    return Turn(side, when, "d", at, cue, faces, frozenset(of.split()))


def test_a_cue_that_says_so_answers_the_last_of_the_other_side_beside_it() -> None:
    found = list(answers([turn(0), turn(0, at=1), turn(1, at=4), turn(1, "denied", at=2)], REPLY))
    assert found == [None, None, None, Answer(1, SAYS_SO)]
    assert list(answers([turn(0), turn(1, "said in response", at=1)], REPLY))[1] == Answer(0, SAYS_SO)


def test_further_off_an_answer_must_speak_of_the_same_within_a_month() -> None:
    first = Turn(0, date(2023, 1, 1), "d1", 0, "said", True, frozenset({"gas"}))
    late = Turn(1, date(2023, 1, 20), "d2", 0, "denied", True, frozenset({"gas"}))
    assert list(answers([first, late], REPLY))[1] == Answer(0, SAYS_SO)
    assert list(answers([first, late._replace(words=frozenset({"war"}))], REPLY))[1] is None
    assert list(answers([first, late._replace(when=date(2023, 3, 1))], REPLY))[1] is None
    assert list(answers([first, late._replace(when=None)], REPLY))[1] is None


def test_nobody_answers_an_empty_room() -> None:
    assert list(answers([turn(0, "denied"), turn(0, "replied")], REPLY)) == [None, None]


def test_the_next_to_speak_answers_within_three_days_and_of_the_same() -> None:
    assert list(answers([turn(0, day=1), turn(1, day=4, at=9)], REPLY))[1] == Answer(0, NEXT_TO_SPEAK)
    assert list(answers([turn(0, day=1), turn(1, day=5, at=9)], REPLY))[1] is None
    assert list(answers([turn(0), turn(1)], REPLY))[1] is None
    assert list(answers([turn(0, day=1, faces=False), turn(1, day=2)], REPLY))[1] is None
    assert list(answers([turn(0, day=1), turn(1, day=2, of="war")], REPLY))[1] is None
