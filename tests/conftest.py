"""What several tests need: the shared data, the schema, the model, the command line, stores."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from disks import mount
from fakes import Claimed, Done, FakeEncoder, Said
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, sync_playwright
from serving import Visit, client, served, visiting
from shelves import Shelf
from typer.testing import CliRunner, Result

from entente import api
from entente.brief import pictures
from entente.cli import app
from entente.collect import Kept, read_into
from entente.language.encoder import Encoder
from entente.store import Store

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
_BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="346" height="40" viewBox="0 0 346 40"/>'
#: Read into the store of the tests.
SAMPLES = (
    "2022-09-13-border-clashes-wire.txt",
    "2023-09-12-vladivostok-forum.html",
    "2023-09-06-la-repubblica-interview.html",
    "story-a-2.txt",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the data beside the checkout where there is none."""
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=f"no shared data at {SHARED}"))


@pytest.fixture(autouse=True)
def _undrawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out the drawing of a brief's pictures, most of its time, in its tests not marked ``drawn``."""
    if request.path.parent.name != "brief" or request.node.get_closest_marker("drawn"):
        return

    monkeypatch.setattr(pictures, "_drawn", lambda _chart: pictures.Drawn(_BLANK, _BLANK))


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="session")
def valid() -> Callable[[dict[str, Any]], None]:
    """Raises where a record is not as the published schema has it."""
    schema = json.loads(files("entente").joinpath("records.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema).validate


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """An encoder that knows one accusation and one forecast, in the place of the model of the verbs."""
    encoder = FakeEncoder(
        said=[Said("accused", ["Russia of fraud"], ["Germany"], ["accused"])],
        done=[Done("accused", "ACCUSE", ["Germany"], ["Russia"])],
        claimed=[Claimed("forecast", "War will come")],
    )
    monkeypatch.setattr(api, "shipped_encoder", lambda: encoder)
    return encoder


@pytest.fixture(scope="session")
def run() -> Callable[..., Result]:
    """Runs a command in this process; what it raises unawares is raised here too."""

    def invoke(*words: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(w) for w in words], input=stdin, catch_exceptions=False)

    return invoke


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory, root: Path, encoder: Encoder) -> Path:
    """A store of four samples, read by the shipped model; not to be written to."""
    file = tmp_path_factory.mktemp("sampled") / "samples.duckdb"
    with Store(str(file), write=True) as store:
        kept = list(read_into(store, [str(root / "samples" / name) for name in SAMPLES], encoder))
    assert all(isinstance(k, Kept) and k.added for k in kept), kept
    return file


@pytest.fixture
def filled(tmp_path: Path, fake: FakeEncoder) -> Callable[[list[dict[str, Any]]], Path]:
    """Makes a store of texts, given as rows of JSON Lines, read by the fake encoder."""

    def fill(texts: list[dict[str, Any]]) -> Path:
        lines, file = tmp_path / "filled.jsonl", tmp_path / "filled.duckdb"
        lines.write_text("".join(json.dumps(t) + "\n" for t in texts), "utf-8")
        with Store(str(file), write=True) as store:
            kept = list(read_into(store, [str(lines)], fake))
        assert len(kept) == len(texts) and all(isinstance(k, Kept) for k in kept), kept
        return file

    return fill


@pytest.fixture
def rows(run: Callable[..., Result]) -> Callable[..., list[dict[str, Any]]]:
    """The rows of a command's JSON."""

    def ask(command: str, db: Path, *words: object) -> list[dict[str, Any]]:
        result = run(command, "--db", db, *words, "--format", "json")
        assert (result.exit_code, result.stderr) == (0, "")
        found = json.loads(result.stdout)
        assert isinstance(found, list)
        return found

    return ask


@pytest.fixture(scope="session")
def _shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("formats")
    with Store(str(folder / "s.duckdb"), write=True) as store:
        yield Shelf(store, folder)


@pytest.fixture
def shelf(_shelf: Shelf) -> Shelf:
    _shelf.empty()
    return _shelf


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own, with 1 MB of room."""
    place = tmp_path / "disk"
    place.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", place):
        pytest.skip("no small disk can be mounted: that takes the superuser")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.fixture(scope="session")
def reader(sampled: Path) -> Iterator[TestClient]:
    """A client of a server of the samples, which only reads."""
    with client(sampled, read_only=True) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which `make test` installs."""
    place = shutil.which("chromium")
    if place is None:
        pytest.skip("no chromium on this machine; `make setup` installs it on Debian")
    with sync_playwright() as playwright:
        # Root has no sandbox of its own to give.
        found = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def home(sampled: Path) -> Iterator[str]:
    """The address of a server of the samples, which only reads."""
    with served(sampled, read_only=True) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, home: str, tmp_path: Path) -> Iterator[Visit]:
    """A page of its own; nothing may go wrong in it. ENTENTE_SHOTS names a folder that keeps screenshots."""
    with visiting(browser, home, tmp_path) as found:
        yield found


@pytest.fixture(scope="session")
def accessible() -> Callable[[Visit], None]:
    """Looks for what shuts people out of the page that is open: nothing serious may be found."""

    def look(visit: Visit) -> None:
        found = Axe().run(visit.page).response["violations"]
        grave = [
            f"{v['id']}: {v['help']} {[n['html'][:120] for n in v['nodes'][:3]]}"
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert grave == []

    return look
