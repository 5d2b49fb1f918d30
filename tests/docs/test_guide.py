"""The guide, done as a newcomer does it: its commands one after the other, in one folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from test_reference import ROOT, blocks


def test_the_commands_of_the_guide_run_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    script = "set -e\n" + "".join(blocks((ROOT / "docs/guide.md").read_text("utf-8"), "sh"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    made = ["brief.html", "brief.md", "article.html", "quarrel.json", "pashinyan.csv", "records.jsonl"]
    made += ["course.json", "series.csv"]
    assert [name for name in made if not (tmp_path / name).stat().st_size] == []
