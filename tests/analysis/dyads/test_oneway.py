from __future__ import annotations

import pandas as pd
from dailies import Told, dailies

from entente.analysis.dyads.oneway import one_sided, one_way, one_way_ties
from entente.analysis.dyads.series import directions
from entente.units import By

TOLD = (
    Told("2001-01-01", "A>B", "ACCUSE"),
    Told("2001-01-02", "A>B", "CONSULT", story="m"),
    Told("2001-01-02", "B>A", "CONSULT", story="m"),
    Told("2001-01-03", "B>A", "AID", directed=False),
    Told("2001-02-03", "B>A", "ASSAULT"),
    Told("2001-02-03", "A>B", "ASSAULT"),
)


def test_what_two_do_together_is_subtracted() -> None:
    there, back = one_way(directions(dailies(*TOLD), "A", "B", By.MONTH))
    assert list(there["count"]) == [1, 1] and list(back["count"]) == [0, 1]
    assert list(there.conflict) == [1, 1] and list(back.cooperation) == [0, 0]
    assert pd.isna(back.intensity.iloc[0]) and back.net.iloc[0] == 0
    assert there.intensity.iloc[1] == back.intensity.iloc[1] < -5


def test_rows_done_together_are_left_out_and_twins_if_asked() -> None:
    days = dailies(*TOLD)
    assert list(one_sided(days).event_type) == ["ACCUSE", "ASSAULT", "ASSAULT"]
    assert list(one_sided(days, twins=False).event_type) == ["ACCUSE"]
    assert one_sided(days.iloc[:0], twins=False).empty


def ties(*rows: tuple[str, str, int, int, float]) -> pd.DataFrame:
    """Month 1: actor, other, words for, words against, net."""
    names = ["a", "b", "words_for", "words_against", "net"]
    frame = pd.DataFrame(rows, columns=names)
    stories = frame.words_for + frame.words_against
    return frame.assign(
        period=pd.Timestamp("2001-01-01"), stories=stories, reports=stories, articles=stories,
        deeds_for=0, deeds_against=0, intensity=frame.net / stories,
    )  # fmt: skip


def test_ties_both_ways_less_the_tie_of_both() -> None:
    directed = ties(("B", "A", 3, 1, 2.0), ("A", "B", 2, 0, 4.2), ("A", "C", 1, 0, 3.0), ("D", "A", 0, 2, -4))
    whole = ties(("A", "B", 3, 1, 2.2), ("A", "C", 1, 0, 3.0), ("A", "D", 0, 2, -4.0))
    found = one_way_ties(directed, whole)
    assert list(zip(found.a, found.b, found.stories, strict=True)) == [
        ("B", "A", 2),
        ("A", "C", 1),
        ("D", "A", 2),
    ]
    assert found.net.iloc[0] == -2.0 and found.intensity.iloc[0] == -1.0
    assert one_way_ties(directed.iloc[:0], whole.iloc[:0]).empty
