from __future__ import annotations

from pathlib import Path

import pytest

from entente.errors import UsageError
from entente.writing import write_whole


def test_files_are_written_together_and_keep_their_rights(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("old")
    old.chmod(0o640)
    new = tmp_path / "folder" / "new"
    write_whole({old: b"1", new: b"2"})
    assert (old.read_bytes(), new.read_bytes()) == (b"1", b"2")
    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode & 0o400


@pytest.mark.parametrize("bad", ["taken", "old/below"])
def test_none_is_written_where_one_cannot_be(tmp_path: Path, bad: str) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "old").write_text("old")
    with pytest.raises(UsageError, match=rf"cannot write to .*{bad} \(.*\); say so"):
        write_whole({tmp_path / "old": b"1", tmp_path / bad: b"2"}, "say so")
    assert (tmp_path / "old").read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["old", "taken"]
