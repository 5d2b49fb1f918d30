"""The pages of the page and of its API, against the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.write_page_reference import FOLDER, MARK, PAGES_WRITTEN, description, written
from docs.write_shots import shown
from entente.web.guard import limits, patience, token
from entente.web.serving import CONNECTIONS, HEAD
from entente.web.settings import MEGABYTE, Settings

PAGE = (FOLDER / "page.md").read_text("utf-8")


@pytest.mark.parametrize("name", PAGES_WRITTEN)
def test_the_page_is_what_the_code_says(name: str) -> None:
    kept = (FOLDER / name).read_text("utf-8")
    assert written(kept, PAGES_WRITTEN[name]()) == kept, "the server has changed: run `make docs`"
    assert kept.count(MARK) == 1


def test_a_page_without_its_mark_is_not_overwritten() -> None:
    with pytest.raises(SystemExit, match="has lost its mark"):
        written("# The page\n", "")


def test_the_limits_are_those_of_the_code() -> None:
    told = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE))
    assert told["a file that is taken in"] == f"{Settings('').upload // MEGABYTE} MB"
    assert told["any other request"] == f"{limits.BODY // MEGABYTE} MB, its head {HEAD // 1024} KB"
    assert told["until the head of a request is there"] == f"{patience.HEAD:.0f} s"
    body = f"{limits.SILENCE:.0f} s, and {limits.WHOLE:.0f} s; of a file {limits.FILE / 60:.0f} minutes"
    assert told["between two pieces of a body, and until it is whole"] == body
    assert told["until some of an answer is read"] == f"{patience.READ:.0f} s for each 64 KB"
    assert told["connections at once"] == f"{CONNECTIONS:,}"
    assert told["wrong tokens of an address"] == f"{token.TRIES} in {token.WINDOW / 60:.0f} minutes"
    assert told["a session"].startswith(f"{token.SESSION // 3600} hours")


def test_every_endpoint_says_what_it_is_for() -> None:
    assert [end.name for end in description().endpoints if not end.description] == []


def test_the_page_of_a_team_shows_a_service_and_two_proxies(root: Path) -> None:
    text = (root / "docs/page/team.md").read_text("utf-8")
    assert re.findall(r"^```(\w*)$", text, re.MULTILINE).count("text") == 3
    assert "X-Forwarded-For $remote_addr" in text, "what a reader says of himself must not be passed on"


def test_the_pictures_are_those_that_the_guide_shows_and_small(root: Path) -> None:
    kept = {path.stem: path.stat().st_size for path in (root / "docs/page/shots").iterdir()}
    assert set(kept) == set(shown()) and len(kept) >= 5
    assert {name for name, size in kept.items() if size > 150_000} == set()
