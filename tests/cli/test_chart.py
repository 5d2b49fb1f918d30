"""``entente chart``: each format, theme and width, the same bytes, and wrong calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]
from typer.testing import Result

from entente.store import Store

Run = Callable[..., Result]
CALLS = (("dyad", "Armenia", "Azerbaijan"), ("calendar", "Armenia"), ("calendar", "Armenia, Russia"))


@pytest.mark.parametrize("end", ["svg", "png", "html", "json"])
def test_each_format_is_written_with_the_same_bytes(
    run: Run, sampled: Path, tmp_path: Path, end: str
) -> None:
    for number, (kind, *names) in enumerate(CALLS):
        found = []
        for copy in range(2):
            file = tmp_path / f"{number}-{copy}.{end}"
            result = run("chart", kind, *names, "--db", sampled, "-o", file)
            assert (result.exit_code, result.stdout) == (0, ""), result.output
            assert result.stderr == f"{file} written\n"
            found.append(file.read_bytes())
        assert found[0] == found[1]
        if end != "png":
            text = " ".join(found[0].decode().split())
            assert "Counted: " in text and "Sources: " in text and "Exposure: " in text
        if end == "json":
            assert json.loads(found[0])["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


@pytest.mark.parametrize(("kind", "names"), [(kind, names) for kind, *names in CALLS[:2]])
def test_widths_and_themes_differ(
    run: Run, sampled: Path, tmp_path: Path, kind: str, names: list[str]
) -> None:
    wide = {}
    for width in ("phone", "page"):
        for theme in ("light", "dark"):
            file = tmp_path / f"{width}-{theme}.svg"
            words = ("--width", width, "--theme", theme, "--by", "week")
            assert run("chart", kind, *names, "--db", sampled, *words, "-o", file).exit_code == 0
            wide[width, theme] = float(etree.fromstring(file.read_bytes()).get("width"))
    assert wide["phone", "light"] == wide["phone", "dark"] <= 372
    assert 680 < wide["page", "light"] == wide["page", "dark"] <= 720


def test_a_choice_without_anything_is_drawn_and_says_so(run: Run, sampled: Path, tmp_path: Path) -> None:
    for kind in ("dyad", "calendar"):
        file = tmp_path / f"{kind}.svg"
        result = run("chart", kind, "China", "Japan", "--to", "1990", "--db", sampled, "-o", file)
        assert result.exit_code == 0, result.output
        assert "Counted: 0 stories" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("pie", "Armenia"), "no kind of chart 'pie'; valid: dyad, words"),
        (("dyad", "Armenia"), "a chart of kind dyad takes two actors; 'Armenia' was given"),
        (("dyad", "Armenia", "Russia", "Iran"), "takes two actors"),
        (("calendar",), "none was given"),
        (("dyad", "Armenia", "Atlantis"), "Atlantis"),
        (("forecast", "Armenia", "Russia", "--by", "week"), "nothing is forecast of Armenia and Russia"),
        (("forecast", "Armenia", "Russia", "--by", "day"), "give week or month"),
        (("dyad", "Armenia", "Russia", "-o", "chart.gif"), "valid: .svg, .png, .html"),
        (("dyad", "Armenia", "Russia", "--from", "soon"), "soon"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_calls(run: Run, sampled: Path, tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    file = tmp_path / "chart.svg"
    out = () if "-o" in words else ("-o", file)
    result = run("chart", *words, "--db", sampled, *out)
    assert result.exit_code == 2
    assert message in result.stderr and not file.exists()
    assert result.stdout == ""


def test_a_store_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("chart", "dyad", "ARM", "RUS", "--db", tmp_path / "none.duckdb", "-o", tmp_path / "c.svg")
    assert result.exit_code == 2 and "none.duckdb" in result.stderr


def test_an_empty_store(run: Run, tmp_path: Path) -> None:
    Store(str(tmp_path / "e.duckdb"), write=True).close()
    for kind in ("dyad", "calendar"):
        file = tmp_path / f"{kind}.svg"
        result = run("chart", kind, "ARM", "RUS", "--db", tmp_path / "e.duckdb", "-o", file)
        assert result.exit_code == 0 and "nothing was read" in file.read_text("utf-8")
