"""Import in a real browser: a file dropped, a form sent without a script, a text pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FakeEncoder
from playwright.sync_api import Browser
from serving import Visit, served, visiting

from entente.store import Store

TEXT = "Note of the day\n\nGermany accused Russia of fraud in a letter.\n\nWar will come again soon.\n"
#: Drops a file on the zone, as a hand does.
DROP = """([name, text]) => {
  const held = new DataTransfer();
  held.items.add(new File([text], name, {type: "text/plain"}));
  const zone = document.getElementById("drop");
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, {dataTransfer: held, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def own(browser: Browser, tmp_path: Path, fake: FakeEncoder) -> Iterator[Visit]:
    """A page of a server of an empty store."""
    place = tmp_path / "own.duckdb"
    Store(str(place), write=True).close()
    with served(place) as address, visiting(browser, address, tmp_path) as found:
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_is_dropped(own: Visit, accessible: Callable[[Visit], None], scheme: str) -> None:
    page = own.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    own.open("/import")
    accessible(own)
    page.get_by_label("Outlet").fill("The Note")
    page.evaluate(DROP, ["2023-05-01-note.txt", TEXT])
    page.get_by_role("link", name="Note of the day").wait_for()
    assert "1 statement, 1 event" in page.locator(".jobs").inner_text()
    assert page.locator(".state-of").inner_text() == "done"
    page.evaluate(DROP, ["again.txt", TEXT])
    page.get_by_text("it was here already").wait_for()
    accessible(own)
    own.shot(f"import-{scheme}")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    own.shot(f"import-phone-{scheme}")
    page.get_by_role("link", name="Note of the day").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Note of the day"


def test_files_are_chosen_and_a_wrong_one_is_told(own: Visit, tmp_path: Path) -> None:
    page = own.open("/import")
    notes = [tmp_path / f"{n}.txt" for n in range(3)]
    for n, note in enumerate(notes):
        note.write_text(f"{TEXT}{n}.", "utf-8")
    wrong = tmp_path / "a.exe"
    wrong.write_bytes(b"MZ\0")
    page.get_by_label("Files").set_input_files([*notes, wrong])
    page.get_by_role("button", name="Import").click()
    page.get_by_text("such files are not read").wait_for()
    assert page.locator(".jobs > li").count() == 4
    assert page.get_by_role("link", name="Note of the day").count() == 3
    # The refusal itself is what the browser calls an error.
    own.wrong[:] = [w for w in own.wrong if "422" not in w]


def test_a_text_is_pasted(own: Visit) -> None:
    page = own.open("/import")
    page.get_by_text("Paste a text instead").click()
    page.get_by_label("Text, the headline in its first line").fill(TEXT)
    page.get_by_role("button", name="Import").click()
    page.get_by_role("link", name="Note of the day").wait_for()


def test_the_form_needs_no_script(browser: Browser, own: Visit, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{own.home}/import")
        note = tmp_path / "note.txt"
        note.write_text(TEXT, "utf-8")
        page.get_by_label("Files").set_input_files(note)
        page.get_by_role("button", name="Import").click()
        page.wait_for_url("**/import?job=*")
        assert page.get_by_role("link", name="Note of the day").count() == 1
    finally:
        context.close()
