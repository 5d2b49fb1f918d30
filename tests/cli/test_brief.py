"""``entente brief``: from a store, and from texts in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeEncoder
from typer.testing import Result

Run = Callable[..., Result]
TEXT = "Germany accused Russia of fraud. War will come again soon."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT)
    return file


def test_a_store_gives_a_page_and_a_text(run: Run, sampled: Path, tmp_path: Path) -> None:
    page = tmp_path / "new/brief.html"
    result = run("brief", "--db", sampled, "--focus", "armenia", "RUS", "-o", page)
    assert (result.exit_code, result.stdout) == (0, "")
    assert str(page) in result.stderr
    html = page.read_text("utf-8")
    for title in ("Armenia and Russia", "Background", "The battle of words", "What next", "Evidence"):
        assert title in html
    assert "<script" not in html and "http-equiv" in html
    text = run("brief", "--db", sampled, "--focus", "Armenia", "Russia")
    assert text.stdout.startswith("# Armenia and Russia")


def test_the_period_and_the_region_are_named(run: Run, sampled: Path) -> None:
    given = ("--from", "2023-09", "--to", "2023-09", "--region", "the south-caucasus")
    result = run("brief", "--db", sampled, "--focus", "ARM", "RUS", *given)
    assert "1 Sep 2023 to 30 Sep 2023" in result.stdout
    assert "South Caucasus" in result.stdout


def test_one_actor_and_a_region_have_briefs_of_their_own(run: Run, sampled: Path) -> None:
    actor = run("brief", "--db", sampled, "--actor", "armenia")
    assert actor.stdout.startswith("# Armenia\n") and "**Armenia** / **Others**" in actor.stdout
    region = run("brief", "--db", sampled, "--region", "South Caucasus")
    assert region.stdout.startswith("# South Caucasus\n") and "focus:" not in region.stderr


def test_an_article_needs_no_store_and_no_focus(
    run: Run, fake: FakeEncoder, article: Path, tmp_path: Path
) -> None:
    result = run("brief", article, "--published", "2023-09-21", "--outlet", "The Post")
    assert result.exit_code == 0
    assert "focus: DEU and RUS, who deal most with each other" in result.stderr
    assert result.stdout.startswith("# Germany and Russia")
    assert "by 21 Sep 2023" in result.stdout and "The Post" in result.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt"]


def test_texts_go_before_a_store_of_the_environment(
    run: Run, fake: FakeEncoder, article: Path, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTENTE_DB", str(sampled))
    assert run("brief", article).stdout.startswith("# Germany and Russia")
    assert run("brief", "--focus", "ARM", "RUS").stdout.startswith("# Armenia and Russia")


def test_a_bad_text_is_named_and_the_rest_is_briefed(
    run: Run, fake: FakeEncoder, article: Path, tmp_path: Path
) -> None:
    result = run("brief", article, tmp_path / "none.txt", "--focus", "DEU", "RUS")
    assert result.exit_code == 1
    assert f"error: {tmp_path / 'none.txt'}: " in result.stderr
    assert result.stdout.startswith("# Germany and Russia")
    alone = run("brief", tmp_path / "none.txt", "--focus", "DEU", "RUS")
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert "none of the texts could be read" in alone.stderr


def test_words_of_the_analyst_stand_in_every_format(
    run: Run, fake: FakeEncoder, article: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("author: A. Analyst\ndate: 2023-10-25\n\n# summary\n\nI doubt it.\n")
    given = ("brief", article, "--focus", "DEU", "RUS", "--notes", notes)
    assert "> **Analyst** (A. Analyst, 25 Oct 2023): I doubt it." in run(*given).stdout
    for end in ("html", "pdf", "docx", "md"):
        result = run(*given, "-o", tmp_path / f"brief.{end}")
        assert (result.exit_code, result.stdout) == (0, ""), result.stderr
        assert "WARNING" not in result.stderr
        assert (tmp_path / f"brief.{end}").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "give --db FILE, or texts"),
        (("a.txt", "--db", "{db}"), "give either"),
        (("--db", "{db}", "--published", "2023"), "go with texts"),
        (("--db", "{db}", "--focus", "ARM", "Rusia"), "did you mean Russia"),
        (
            ("--db", "{db}", "--focus", "ARM", "RUS", "-o", "brief.odt"),
            "valid: .html, .htm, .pdf, .docx, .md",
        ),
        (("--db", "{db}", "--focus", "ARM", "RUS", "--from", "2023-02-30"), "not in the calendar"),
        (
            ("--db", "{db}", "--focus", "ARM", "RUS", "--from", "2023-09-02", "--to", "2023-09-01"),
            "before --to",
        ),
        (("--db", "{db}", "--focus", "ARM", "RUS", "--region", "Nowhere"), "no region is known"),
        (("--db", "{db}", "--focus", "ARM", "RUS", "--actor", "IRN"), "give --focus or --actor"),
        (("--db", "{db}", "--region", "Armenia"), "brief on it with --actor"),
        (("--db", "none.duckdb", "--focus", "ARM", "RUS"), "there is no store"),
        # Complained of before the store is looked for.
        (("--db", "none.duckdb", "-o", "brief.odt"), "cannot be written as .odt"),
        (("--db", "none.duckdb", "--notes", "none.md"), "cannot read the notes none.md"),
    ],
)
def test_wrong_calls(run: Run, sampled: Path, arguments: tuple[str, ...], complaint: str) -> None:
    result = run("brief", *(a.format(db=sampled) for a in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr.replace("\n", " ")
