"""Files that were cut off or changed: right records, or one typed error."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from stored import encoder, ours, rows

from entente.collect import recode
from entente.errors import DamagedStore, EntenteError, ForeignStore
from entente.store import Kind, Selection, Store
from entente.store.check import content_hash, problems


def used(path: Path) -> None:
    """All that may be done with a store."""
    with Store(str(path), write=True) as store:
        list(problems(store))
        content_hash(store)
        chosen = Selection()
        kinds = (store.statements, store.events, store.claims)
        assert sum(len(list(kind(chosen))) for kind in kinds) == rows(store, "statements") * 3
        store.frame(Kind.DOCUMENTS, chosen)
        store.found(Kind.DOCUMENTS, "fraud")
        list(recode(store, encoder("fake 2")))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_damaged(share: float, tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    ours()(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DamagedStore, match=r"is damaged .* go back to a copy"):
        used(path)


def test_flipped_bytes_give_the_right_records_or_one_typed_error(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    ours()(path)
    sound, chance = path.read_bytes(), random.Random(4)
    told = []
    for _ in range(12):
        broken = bytearray(sound)
        at = chance.randrange(len(broken) - 64)
        broken[at : at + 64] = bytes(b ^ 0xFF for b in broken[at : at + 64])
        path.write_bytes(broken)
        Path(f"{path}.wal").unlink(missing_ok=True)
        try:
            used(path)
        except EntenteError as error:
            told.append(error)
    assert told, "no byte that was flipped was noticed"
    assert all(isinstance(error, DamagedStore | ForeignStore) for error in told), told
