"""The guides, each done as a reader does it, and the gallery that their pictures stand in."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from doing import done
from test_reference import ROOT

GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))
GALLERY = ROOT / "docs/gallery"
_BLOCK = re.compile(r"^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)


def _writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_gallery", ROOT / "docs/write_gallery.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    # A frozen dataclass looks its module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WRITER = _writer()
ENTRIES = WRITER.entries()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the guides speak of: the samples, the record, the stores of both."""
    folder = tmp_path_factory.mktemp("guides")
    (folder / "samples").symlink_to(ROOT / "samples")
    if WRITER.RECORD.exists():
        (folder / WRITER.RECORD.name).symlink_to(WRITER.RECORD)
    WRITER.stores(folder)
    return folder


def _alike(new: Path, name: str) -> None:
    """Holds a picture to that of the gallery by what is written in it, not by its bytes.

    Another version of the renderer may set a line elsewhere.
    """
    assert WRITER.words(new) == WRITER.words(GALLERY / f"{name}.svg"), f"run `make docs` for {name}.svg"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_a_guide_does_what_it_says(guide: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = _BLOCK.findall(guide.read_text("utf-8"))
    if any("record.duckdb" in commands for commands, _ in blocks) and not WRITER.RECORD.exists():
        pytest.skip("needs the data beside the checkout (../shared), which is not there")
    monkeypatch.chdir(made)
    for commands, output in blocks:
        printed = [done(command) for command in commands.splitlines()]
        if output:
            assert printed[-1] == output, commands
    for entry in ENTRIES:
        if entry.guide == guide.stem:
            _alike(made / f"{entry.name}.svg", entry.name)


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if not entry.guide], ids=lambda entry: str(entry.name)
)
def test_the_gallery_shows_what_the_code_draws(entry: object, made: Path, tmp_path: Path) -> None:
    assert isinstance(entry, WRITER.Entry)
    if not (made / entry.store).exists():
        pytest.skip("needs the data beside the checkout (../shared), which is not there")
    entry.drawn(made, tmp_path / "new.svg")
    _alike(tmp_path / "new.svg", entry.name)


def test_the_dark_pictures_are_the_light_ones_in_other_colours() -> None:
    for entry in ENTRIES:
        light = (GALLERY / f"{entry.name}.svg").read_text("utf-8")
        assert (GALLERY / f"{entry.name}-dark.svg").read_text("utf-8") == WRITER.darkened(light) != light


def test_the_page_of_the_gallery_is_what_the_docs_build_writes() -> None:
    assert (ROOT / "docs/gallery.md").read_text("utf-8") == "\n".join(WRITER.page(ENTRIES))
    kept = {path.name for path in GALLERY.iterdir()}
    assert kept == {f"{entry.name}{end}.svg" for entry in ENTRIES for end in ("", "-dark")}


def test_every_guide_ends_in_a_picture_of_the_gallery() -> None:
    for guide in GUIDES:
        text = guide.read_text("utf-8")
        shown = re.findall(r"^!\[[^\]]+\]\(\.\./gallery/([\w-]+)\.svg\)", text, re.MULTILINE)
        last = _BLOCK.findall(text)[-1][0].splitlines()[-1]
        entry = next(entry for entry in ENTRIES if entry.name == shown[-1])
        assert last == f"{entry.command} -o {entry.name}.svg", guide.name
        assert text.rindex("![") > text.rindex("```sh"), guide.name
    assert {entry.guide for entry in ENTRIES if entry.guide} == {guide.stem for guide in GUIDES}
    assert os.sep not in "".join(entry.name for entry in ENTRIES)
