"""What several tests need: the shared data, the schema, the model, the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fakes import Claimed, Done, FakeEncoder, Said
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from entente import api
from entente.cli import app
from entente.language.encoder import Encoder

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the data beside the checkout where there is none."""
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=f"no shared data at {SHARED}"))


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
    monkeypatch.setattr(api, "_encoder", lambda: encoder)
    return encoder


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command in this process; what it raises unawares is raised here too."""

    def invoke(*words: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(w) for w in words], input=stdin, catch_exceptions=False)

    return invoke
