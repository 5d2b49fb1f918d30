"""The guide to the page, done in a browser as its reader does it; its pictures are taken on the way.

ENTENTE_DB names another store than that of the tests, as the pictures of the docs want it: that of the demo.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Visit, served, visiting

#: What somebody has read this morning.
ARTICLE = """Ministers meet in Tbilisi as trains wait at the border

TBILISI, 12 November 2023. Armenia's foreign minister met his Azerbaijani counterpart in Tbilisi on Sunday,
the first talks since September. Armenia accused Azerbaijan of holding up freight trains at the border,
officials in Yerevan said. "We want peace, but not at any price," the Armenian minister told reporters.

Azerbaijan rejected the accusation. Georgia, which hosted the talks, offered to send observers. Turkey will
reopen its border in spring, its foreign minister said. Russia warned that talks without it would fail.
"""


@pytest.fixture
def writing(browser: Browser, sampled: Path, tmp_path: Path) -> Iterator[Visit]:
    """A page of a server that writes to a copy of a store."""
    db = tmp_path / "region.duckdb"
    shutil.copy(os.environ.get("ENTENTE_DB", sampled), db)
    with served(db) as home, visiting(browser, home, tmp_path) as found:
        yield found


def _shot(visit: Visit, name: str) -> None:
    """A picture of what a reader sees without scrolling."""
    visit.shots.mkdir(parents=True, exist_ok=True)
    visit.page.screenshot(path=visit.shots / f"{name}.png")


def test_from_the_start_to_a_correction(writing: Visit, tmp_path: Path) -> None:
    page = writing.open("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    _shot(writing, "overview")
    file = tmp_path / "ministers-meet.txt"
    file.write_text(ARTICLE, "utf-8")
    _file_is_dropped(writing, page, file)
    _statement_is_found(writing, page)
    _record_is_corrected(writing, page)
    page = writing.open("/live")
    expect(page.get_by_role("heading", level=1)).to_have_text("Live")


def _file_is_dropped(visit: Visit, page: Page, file: Path) -> None:
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("Files").set_input_files(file)
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#jobs a").first).to_be_visible(timeout=60_000)
    _shot(visit, "import")


def _statement_is_found(visit: Visit, page: Page) -> None:
    page.get_by_role("link", name="Statements", exact=True).click()
    page.get_by_label("Words").fill("peace")
    page.get_by_role("button", name="Show").first.click()
    page.wait_for_url("**search=peace*")
    _shot(visit, "statements")
    page.locator("td.words a").first.click()
    page.wait_for_url("**/documents/*#*")
    expect(page.locator(":target").first).to_be_in_viewport()
    _shot(visit, "document")


def _record_is_corrected(visit: Visit, page: Page) -> None:
    page.locator(".record.lit").get_by_role("link", name="Correct this statement").click()
    page.get_by_label("Your name").fill("A. Analyst")
    page.get_by_label("Why").fill("he opened the meeting; the words are the reporter's")
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("status").first).to_contain_text("Rejected by A. Analyst")
    page.evaluate("scrollTo(0, 0)")
    _shot(visit, "correct")
