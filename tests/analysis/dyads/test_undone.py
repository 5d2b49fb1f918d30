"""Acts that are not done, and statements of two of each other, from small records."""

from __future__ import annotations

import pandas as pd
from casting import Text, stored

from entente.analysis.dyads.facing import facing
from entente.analysis.dyads.undone import undone
from entente.records import EventType, Modality
from entente.store import Kind, Selection


def test_each_stands_once_on_the_day_when_it_was_told() -> None:
    text = Text(
        "Armenia may meet Russia. Russia will sanction Armenia. France aided Iran.", published="2023-09-20"
    )
    text.does(["Armenia"], "CONSULT", "meet", ["Russia"], modality=Modality.HYPOTHETICAL)
    text.does(["Russia"], "SANCTION", "sanction", ["Armenia"], date="2024-05-01", modality=Modality.FUTURE)
    text.does(["France"], "AID", "aided", ["Iran"])
    undated = Text("Armenia did not threaten Russia.", published=None)
    undated.does(["Armenia"], "THREATEN", "threaten", ["Russia"], modality=Modality.NEGATED)
    with stored(text, undated) as store:
        found = undone(store.pairs(Selection()), store.stories(Selection()))
    assert found.modality.tolist() == ["hypothetical", "future", "negated"]
    assert found.day.iloc[:2].eq(pd.Timestamp("2023-09-20")).all() and pd.isna(found.day.iloc[2])
    assert {tuple(sorted(pair)) for pair in zip(found.a, found.b, strict=True)} == {("ARM", "RUS")}
    assert undone(store_pairs := found.iloc[:0], store_pairs).empty


def test_statements_are_told_by_side_hardness_and_day() -> None:
    text = Text("Peskov said that Armenia erred. Pashinyan accused Russia of lies.", published="2023-09-20")
    text.says("Peskov", "said", "that Armenia erred", target="Armenia", date="2023-09-18")
    text.says("Pashinyan", "accused", "of lies", target="Russia", act=EventType.ACCUSE)
    loose = Text("Peskov denied that he warned Yerevan.", published="2023-10-01")
    loose.says("Peskov", "denied", "he warned Yerevan", target="Yerevan", modality=Modality.NEGATED)
    other = Text("Peskov said that Iran erred.", published="2023-09-20")
    other.says("Peskov", "said", "that Iran erred", target="Iran")
    with stored(text, loose, other) as store:
        told = store.frame(Kind.STATEMENTS, Selection())
    found = facing(told, "ARM", "RUS")
    assert found.side.tolist() == [1, 0, 1]
    assert found.hard.tolist() == [False, True, False]
    assert found.said.tolist() == [True, True, False]
    assert found.day.dt.strftime("%Y-%m-%d").tolist() == ["2023-09-18", "2023-09-20", "2023-10-01"]
    assert len(facing(told, "ARM", "RUS", [text.document.id])) == 1
    assert facing(told.iloc[:0], "ARM", "RUS").empty
