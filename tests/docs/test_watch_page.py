"""The page on watching feeds is held to the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from entente.watch.feedsfile import TABLES, load_feeds

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/watch.md").read_text("utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_every_key_is_described_in_its_words(name: str) -> None:
    found = re.search(rf"^### \W*{name}\W*\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"no heading of {name}"
    told = re.findall(r"^\| `(\w+)` \| .*? \| (.*) \|$", found[1], re.MULTILINE)
    assert told == [(f.alias or key, f.description) for key, f in TABLES[name].model_fields.items()]


def test_the_example_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    monkeypatch.setenv("ENTENTE_MAIL_PASSWORD", "hush")
    monkeypatch.setenv("ENTENTE_HOOK_KEY", "hush")
    (tmp_path / "f.toml").write_text(example, "utf-8")
    assert len(load_feeds(str(tmp_path / "f.toml")).alert) == 3
