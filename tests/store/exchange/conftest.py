"""One store for all tests of formats, emptied for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shelves import Shelf

from entente.store import Store


@pytest.fixture(scope="session")
def _shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("formats")
    with Store(str(folder / "s.duckdb"), write=True) as store:
        yield Shelf(store, folder)


@pytest.fixture
def shelf(_shelf: Shelf) -> Shelf:
    _shelf.empty()
    return _shelf
