"""The API holds to its own document, whatever it is asked: schemathesis asks, right things and wrong ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance
from serving import client

from docs.write_page_reference import description

#: What never ends cannot be held to anything here; it has tests of its own.
_ENDLESS = {"/api/v1/changes"}
_ASKED = [(end.method, end.path) for end in description().endpoints if end.path not in _ENDLESS]
_EXAMPLES = 6
# A name of the right form need not be anybody's, nor an id be in the store.
_UNFIT = [positive_data_acceptance]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory, sampled: Path) -> Iterator[BaseSchema]:
    """The document of a server of a store of its own, which is written to as well."""
    place = tmp_path_factory.mktemp("schema") / "copy.duckdb"
    place.write_bytes(sampled.read_bytes())
    with client(place, names=("testserver",)) as found:
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", found.app)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
@pytest.mark.parametrize(("method", "path"), _ASKED)
def test_the_api_is_as_its_document_says(
    document: BaseSchema, method: str, path: str, mode: GenerationMode
) -> None:
    operation = document[path][method]
    if mode is GenerationMode.NEGATIVE and not list(operation.iter_parameters()) and not operation.body:
        pytest.skip("nothing can be asked wrongly where there is nothing to say")

    @settings(
        max_examples=_EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        # What is left empty in a form is not asked, whatever its kind.
        assume(not any(value in ("", [""], None, {}, []) for value in (case.query or {}).values()))
        case.call_and_validate(excluded_checks=_UNFIT)  # type: ignore[arg-type]

    try:
        ask()
    except Unsatisfiable:
        # Any text may stand in a path.
        assert mode is GenerationMode.NEGATIVE and "{" in path
