from __future__ import annotations

from pathlib import Path

import pytest

from entente.errors import BrokenRecord, EmptyInput, InputError, MissingInput, UnreadableInput
from entente.reading.pairs import find_party, pair_rows


def rows(tmp_path: Path, content: str) -> list[object]:
    path = tmp_path / "pairs"
    path.write_text(content, encoding="utf-8")
    return [fields for _, fields in pair_rows(str(path))]


def test_tsv_with_other_columns_and_quoted_cells(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, 'id\tsource\tsentence\ttarget\n7\tA\t"A told ""B"" no"\tB\n')
    assert isinstance(row, dict)
    assert (row["sentence"], row["source"], row["target"]) == ('A told "B" no', "A", "B")


def test_jsonl(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, '{"sentence": "A met B", "source": "A", "target": "B", "source_start": 0}\n\n')
    assert isinstance(row, dict)
    assert row["source_start"] == 0


def test_broken_rows_are_named_and_the_rest_is_done(tmp_path: Path) -> None:
    found = rows(
        tmp_path, '{"sentence": "A met B", "source": "A", "target": "B"}\n{oops\n[1]\n{"sentence": 3}\n'
    )
    assert [type(f) for f in found] == [dict, BrokenRecord, BrokenRecord, BrokenRecord]
    assert "pairs#2" in str(found[1])
    found = rows(tmp_path, "sentence\tsource\ttarget\nA met B\tA\nA met B\tA\tB\n")
    assert [type(f) for f in found] == [BrokenRecord, dict]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(pair_rows(str(tmp_path / "none")))
    with pytest.raises(EmptyInput):
        rows(tmp_path, "")
    with pytest.raises(BrokenRecord, match="lacks target"):
        rows(tmp_path, "sentence\tsource\nA\tB\n")
    (tmp_path / "latin").write_bytes(b"sentence\tsource\ttarget\n\xff\xfe\t1\t2\n")
    with pytest.raises(UnreadableInput):
        list(pair_rows(str(tmp_path / "latin")))
    assert issubclass(UnreadableInput, InputError)


def test_parties_are_found_by_word_and_apart() -> None:
    text = "Iranian media say Iran and iran agree"
    assert find_party(text, "Iran") == (18, 22)
    assert find_party(text, "Iran", but=(18, 22)) == (18, 22)
    assert find_party(text, "IRAN") == (18, 22)
    assert find_party(text, "Iran", 27, 31) == (27, 31)
    assert find_party("the  United\nNations met", "United Nations") == (5, 19)
    assert find_party(text, "Iraq") is None
    assert find_party(text, "") is None
