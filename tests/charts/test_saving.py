from __future__ import annotations

import json
import os
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
import vl_convert
from lxml import etree  # type: ignore[import-untyped]

from entente.charts.bars import ranked
from entente.charts.caption import Caption
from entente.charts.saving import save as write
from entente.charts.theme import DARK, LIGHT, PAPER, Theme
from entente.errors import UsageError


def chart() -> alt.LayerChart:
    return ranked(pd.DataFrame({"actor": ["AAA", "BBB"], "share": [0.4, 0.2]}), "actor", "share")


CAPTION = Caption(
    "Who <stands> between",
    "Counted: 12 stories told as done.",
    "Sources: 3 articles of two outlets.",
    "Exposure: 1 to 2 articles a month.",
)


def save(drawing: alt.LayerChart, path: Path, theme: Theme | None = None) -> Path:
    return write(drawing, path, CAPTION, theme)


def test_svg_stands_alone(tmp_path: Path) -> None:
    path = save(chart(), tmp_path / "new" / "brokers.SVG")
    text = path.read_text("utf-8")
    root = etree.fromstring(text.encode())
    assert root.get("font-family") == "sans-serif" and root[0].get("fill") == PAPER
    assert "var(" not in text and "href" not in text.replace("xmlns:xlink", "")
    assert vl_convert.svg_to_png(text).startswith(b"\x89PNG")


def test_png_has_two_pixels_for_one(tmp_path: Path) -> None:
    content = save(chart(), tmp_path / "c.png").read_bytes()
    wide = float(etree.fromstring(save(chart(), tmp_path / "c.svg").read_bytes()).get("width"))
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == pytest.approx(2 * wide, abs=2)


@pytest.mark.parametrize("end", ["html", "htm"])
def test_a_page_needs_nothing_from_elsewhere(tmp_path: Path, end: str) -> None:
    page = save(chart(), tmp_path / f"c.{end}").read_text("utf-8")
    assert page.startswith("<!doctype html>") and "<svg" in page
    assert "Who &lt;stands&gt; between" in page
    assert "<script" not in page and "<link" not in page and "src=" not in page
    assert all(f"--{name}: {colour}" in page for name, colour in DARK.items())
    assert set(DARK) == set(LIGHT.values())


def test_json_is_the_specification(tmp_path: Path) -> None:
    found = json.loads(save(chart(), tmp_path / "c.json").read_text("utf-8"))
    bare = chart().to_dict()
    assert found["datasets"] == bare["datasets"] and found["$schema"] == bare["$schema"]
    assert found["vconcat"][0]["vconcat"][0]["layer"] == bare["layer"]
    assert vl_convert.vegalite_to_svg(found)


def test_every_format_carries_the_caption(tmp_path: Path) -> None:
    for end in ("svg", "html", "json"):
        text = " ".join(save(chart(), tmp_path / f"c.{end}").read_text("utf-8").split())
        for part in ("Counted: 12 stories", "Sources: 3 articles", "Exposure: 1 to 2"):
            assert part in text, end


def test_a_dark_drawing_has_the_dark_colours_alone(tmp_path: Path) -> None:
    text = save(chart(), tmp_path / "c.svg", Theme.DARK).read_text("utf-8")
    assert DARK["paper"] in text and DARK["ink"] in text
    assert not any(colour in text for colour in LIGHT)
    page = save(chart(), tmp_path / "c.html", Theme.DARK).read_text("utf-8")
    assert "prefers-color-scheme" not in page and f"--paper: {DARK['paper']}" in page
    assert (
        save(chart(), tmp_path / "c.png", Theme.DARK).read_bytes()
        != save(chart(), tmp_path / "c.png").read_bytes()
    )


def test_the_same_chart_gives_the_same_bytes_in_place_of_the_old(tmp_path: Path) -> None:
    for end in ("svg", "png", "html", "json"):
        path = tmp_path / f"c.{end}"
        path.write_text("old")
        path.chmod(0o640)
        first = save(chart(), path).read_bytes()
        assert save(chart(), path).read_bytes() == first
        assert path.stat().st_mode & 0o777 == 0o640
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize("name", ["c.pdf", "c", "c.svg.gz"])
def test_another_end_is_refused_with_those_that_are_valid(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"valid: \.svg, \.png, \.html, \.htm, \.json"):
        save(chart(), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write to"):
        save(chart(), tmp_path / "file" / "c.svg")
    (tmp_path / "c.svg").mkdir()
    with pytest.raises(UsageError, match="cannot write to"):
        save(chart(), tmp_path / "c.svg")


def test_what_fails_leaves_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.svg"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError, match="No space left"):
        save(chart(), path)
    assert path.read_text() == "old" and len(list(tmp_path.iterdir())) == 1
