from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from casting import Text
from typer.testing import Result

from entente.figures import Asked, figure
from entente.records import EventType, Modality, StatementKind
from entente.resolution.assemble import Coded
from entente.store import Selection, Store

Run = Callable[..., Result]


def text(**about: str | None) -> Text:
    told = Text(
        "Pashinyan accused Russia of failing its ally. Peskov replied that Armenia was mistaken about its "
        "ally.",
        "Armenia denied that it would leave. Russia may demand an answer of Armenia. Moscow hopes that "
        "Armenia stays.",
        published=about.get("published", "2023-09-20"),
    )
    says = told.says
    says("Pashinyan", "accused", "Russia of failing its ally", target="Russia", act=EventType.ACCUSE)
    says(
        "Peskov",
        "replied",
        "Armenia was mistaken about its ally",
        target="Armenia",
        kind=StatementKind.DIRECT,
    )
    says("Armenia", "denied", "it would leave", target="Russia", modality=Modality.NEGATED)
    says("Russia", "may demand", "an answer of Armenia", target="Armenia", modality=Modality.HYPOTHETICAL)
    says("Moscow", "hopes", "that Armenia stays", target="Armenia")
    return told


def stored(*texts: Text) -> Store:
    store = Store()
    for one in texts:
        coded = Coded(one.document, tuple(one.said), tuple(one.done), tuple(one.to_come))
        store.add(coded, "hand 1")
    return store


def asked(store: Store, *names: str) -> Asked:
    return Asked(store, Selection(), names or ("Armenia", "Russia"))


def test_sides_acts_and_answers_are_those_of_the_record() -> None:
    table = figure("words", asked(stored(text()))).table.set_index("speaker")
    assert table["side"].to_dict() == {"Nikol Pashinyan": 0, "Dmitry Peskov": 1}
    assert table["stance"].to_dict() == {"Nikol Pashinyan": "against", "Dmitry Peskov": "neither"}
    assert table["quoted"].to_dict() == {"Nikol Pashinyan": False, "Dmitry Peskov": True}
    assert table["answers"].dropna().to_dict() == {"Dmitry Peskov": table["number"]["Nikol Pashinyan"]}
    turned = figure("words", asked(stored(text()), "RUS", "ARM")).table.set_index("speaker")
    assert turned["side"].to_dict() == {"Nikol Pashinyan": 1, "Dmitry Peskov": 0}


def test_answers_point_backward_in_time() -> None:
    table = figure("words", asked(stored(text(), text(published="2023-09-25")))).table
    earlier = table.set_index("number")["first"]
    told = table[table["answers"].notna()]
    assert len(told) and (told["first"].to_numpy() >= earlier.loc[told["answers"]].to_numpy()).all()
    assert (told["answers"] < told["number"]).all()


def test_what_was_not_said_is_left_out_and_counted() -> None:
    caption = figure("words", asked(stored(text()))).caption
    assert caption.counted.startswith("Counted: 2 statements") and "1 against it" in caption.counted
    (left,) = [note for note in caption.notes if note.startswith("Left out")]
    assert "1 told as not said" in left and "1 hypothetical or to come" in left and "1 thought" in left
    assert "1 article" in caption.sources


def test_undated_statements_are_counted() -> None:
    made = figure("words", asked(stored(text(published=None))))
    assert made.table["first"].isna().all()
    assert any(note.startswith("2 statements have no known day") for note in made.caption.notes)
    made.chart().to_dict()


def test_a_store_without_texts_says_so() -> None:
    made = figure("words", asked(stored()))
    assert made.table.empty and "0 statements" in made.caption.counted
    made.chart().to_dict()


@pytest.mark.parametrize("kind", ["words", "network", "balance", "rifts"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_command_writes_each_kind_with_its_caption_the_same_each_time(
    run: Run, tmp_path: Path, kind: str, theme: str
) -> None:
    with Store(str(tmp_path / "t.duckdb"), write=True) as store:
        one = text()
        store.add(Coded(one.document, tuple(one.said), (), ()), "hand 1")
    names = ("Armenia", "Russia") if kind == "words" else ()
    files = [tmp_path / f"{n}.svg" for n in range(2)]
    for width, file in (("phone", files[0]), ("phone", files[1]), ("page", tmp_path / "page.svg")):
        options = ("--width", width, "--theme", theme, "-o", file)
        result = run("chart", kind, *names, "--db", tmp_path / "t.duckdb", *options)
        assert result.exit_code == 0, result.output
    assert files[0].read_bytes() == files[1].read_bytes()
    for told in ("Counted: ", "Sources: 1 article"):
        assert told in (tmp_path / "page.svg").read_text("utf-8")
