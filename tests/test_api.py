from __future__ import annotations

import inspect
import json
import re
import shutil
from pathlib import Path

import pytest
from fakes import Done, FakeEncoder

import entente
from entente import api
from entente.errors import BrokenRecord, EmptyInput, ForeignLanguage, MissingInput, UnreadableInput
from entente.extraction.relations import Relation
from entente.reading import ReadOptions
from entente.records import EventType, ZoneKind

TEXT = "Germany accused Russia of breaking the treaty."
FAKE = FakeEncoder(done=[Done("accused", "ACCUSE", ["Germany"], ["Russia"])])


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """The verbs with an encoder that knows one event."""
    monkeypatch.setattr(api, "shipped_encoder", lambda: FAKE)
    return FAKE


def who(reading: entente.Reading) -> list[tuple[str | None, EventType, str | None]]:
    return [(e.actor[0].identity.actor, e.event_type, e.recipient[0].identity.actor) for e in reading.events]


def test_a_text_in_memory_is_coded(fake: FakeEncoder) -> None:
    reading = entente.code_text(TEXT, published="2023-09-21", outlet="The Ledger")
    assert who(reading) == [("DEU", EventType.ACCUSE, "RUS")]
    assert reading.document.text == TEXT
    assert (reading.document.published, reading.document.outlet) == ("2023-09-21", "The Ledger")


def test_texts_in_memory_that_cannot_be_coded(fake: FakeEncoder) -> None:
    with pytest.raises(EmptyInput):
        entente.code_text(" \n")
    with pytest.raises(ForeignLanguage):
        entente.code_text("Die Regierung in Berlin hat am Montag den Vorwurf der Opposition abgelehnt. " * 3)


def test_a_file_is_read(fake: FakeEncoder, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    reading = entente.read(str(path), published="2023", outlet="The Ledger")
    assert who(reading) == [("DEU", EventType.ACCUSE, "RUS")]
    assert (reading.document.published, reading.document.outlet) == ("2023", "The Ledger")
    assert reading.document.path == str(path)


def test_of_several_texts_the_first_is_given(fake: FakeEncoder, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{TEXT}"}}\n{{"text": "Rain fell."}}\n')
    assert entente.read(str(path)).document.text == TEXT


def test_a_file_that_cannot_be_read_raises(fake: FakeEncoder, tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match=r"none\.txt"):
        entente.read(str(tmp_path / "none.txt"))
    (tmp_path / "a.txt").touch()
    with pytest.raises(EmptyInput):
        entente.read(str(tmp_path / "a.txt"))


def test_read_all_gives_errors_in_their_place(fake: FakeEncoder, tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    names = [str(tmp_path / n) for n in ("a.txt", "b.txt", "c.txt")]
    first, second, third = entente.read_all(names, ReadOptions(outlet="The Ledger"))
    assert isinstance(first, entente.Reading) and isinstance(third, entente.Reading)
    assert isinstance(second, MissingInput)
    assert [first.document.id, third.document.id] == ["d1", "d2"]
    assert first.document.outlet == "The Ledger"
    assert list(entente.read_all([])) == []


def test_all_zones_are_coded_where_that_is_asked(fake: FakeEncoder, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        f"Talks resume\n\nThe talks in Vienna went on all day and all night.\n\nComments (1)\n\n  1. {TEXT}\n"
    )
    (coded,), (all_of_it,) = (list(entente.read_all([str(path)], all_zones=z)) for z in (False, True))
    assert isinstance(coded, entente.Reading) and isinstance(all_of_it, entente.Reading)
    assert who(coded) == []
    assert [e.zone for e in all_of_it.events] == [ZoneKind.COMMENT]


def pairs(tmp_path: Path, rows: str, name: str = "pairs.tsv") -> str:
    path = tmp_path / name
    path.write_text(rows)
    return str(path)


def test_relate_answers_each_row(tmp_path: Path) -> None:
    rows = [
        f"{TEXT}\tGermany\tRussia",
        "only one cell",
        f"{TEXT}\tNobody\tRussia",
        "\tA\tB",
        f"{'word ' * 400}and {TEXT}\tGermany\tRussia",
    ]
    path = pairs(tmp_path, "sentence\tsource\ttarget\n" + "\n".join(rows))
    answers = list(api.relate_rows(path))
    assert [row for row, _ in answers] == [0, 1, 2, 3, 4]
    assert isinstance(answers[1][1], BrokenRecord)
    for _, answer in (*answers[:1], *answers[2:]):
        assert isinstance(answer, Relation)
        assert 0 <= answer.score <= 1
        assert answer.quad in (1, 2, 3, 4)


def test_relate_of_tsv_and_jsonl_is_the_same(tmp_path: Path) -> None:
    tsv = pairs(tmp_path, f"sentence\tsource\ttarget\n{TEXT}\tGermany\tRussia\n")
    row = {"sentence": TEXT, "source": "Germany", "target": "Russia", "target_start": 16, "target_end": 22}
    assert list(api.relate_rows(tsv)) == list(api.relate_rows(pairs(tmp_path, json.dumps(row), "a.jsonl")))


def test_relate_answers_a_sentence_with_half_a_character(tmp_path: Path) -> None:
    row = '{"sentence": "Iran \\ud800 met Oman.", "source": "Iran", "target": "Oman"}'
    ((_, answer),) = api.relate_rows(pairs(tmp_path, row, "a.jsonl"))
    assert isinstance(answer, Relation)


def test_relate_keeps_the_order_over_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "BATCH_ROWS", 2)
    # The answer is the row's own text, so that a mix-up would show.
    monkeypatch.setattr(api, "relate", lambda _, pairs: (p.text for p in pairs))
    rows = [f"S{n}\tA\tB" if n % 3 else "broken" for n in range(8)]
    answers = list(api.relate_rows(pairs(tmp_path, "sentence\tsource\ttarget\n" + "\n".join(rows))))
    assert [n for n, _ in answers] == list(range(8))
    assert [n for n, a in answers if isinstance(a, BrokenRecord)] == [0, 3, 6]
    assert [str(a) for n, a in answers if n % 3] == [f"S{n}" for n in range(8) if n % 3]


def test_relate_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(api.relate_rows(str(tmp_path / "none.tsv")))
    with pytest.raises(BrokenRecord, match="lacks target"):
        list(api.relate_rows(pairs(tmp_path, "sentence\tsource\nA\tB\n")))


def test_relate_answers_what_came_before_a_break(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: str) -> object:
        yield 0, {"sentence": TEXT, "source": "Germany", "target": "Russia"}
        raise UnreadableInput(path, "broke off")

    monkeypatch.setattr(api, "pair_rows", broken)
    answers = api.relate_rows("x.tsv")
    assert isinstance(next(answers)[1], Relation)
    with pytest.raises(UnreadableInput):
        next(answers)


def test_what_is_public_is_there_and_told_of() -> None:
    for name in entente.__all__:
        assert inspect.getdoc(getattr(entente, name)), name
    assert sorted(entente.__all__) == entente.__all__
    assert re.fullmatch(r"\d+\.\d+\.\d+", entente.__version__)


def test_the_version_is_that_of_the_package(root: Path) -> None:
    assert f'\nversion = "{entente.__version__}"\n' in (root / "pyproject.toml").read_text("utf-8")


def test_the_examples_of_the_readme_run(
    sampled: Path,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(sampled, tmp_path / "caucasus.duckdb")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (root / "README.md").read_text("utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(block, {})
    assert "Pashinyan" in capsys.readouterr().out
    assert (tmp_path / "brief.html").stat().st_size
