"""The guide, done as a newcomer does it: its commands one after the other, in one folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from doing import done
from test_reference import ROOT, blocks


def test_the_commands_of_the_guide_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    for block in blocks((ROOT / "docs/guide.md").read_text("utf-8"), "sh"):
        for command in block.splitlines():
            done(command)
    made = ["brief.html", "brief.md", "article.html", "quarrel.json", "pashinyan.csv", "records.jsonl"]
    made += ["course.json", "series.csv"]
    assert [name for name in made if not (tmp_path / name).stat().st_size] == []
