"""Documents and actors by a selection; and selections that a table cannot answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from choices import DOCUMENTS, MADE, RECORDS, filled, rolled, sides, span_of
from stored import CODER

from entente.errors import UsageError
from entente.store import Kind, Level, Parties, Selection, Store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with filled() as made:
        yield made


@pytest.mark.parametrize(
    "selection",
    [Selection(actors=("Nikol Pashinyan",)), Selection(countries=("ARM",)), Selection(actors=("ARM",))],
)
def test_documents_by_actor_are_those_with_a_record_of_it(selection: Selection) -> None:
    with Store() as store:
        for coded in MADE[:4]:
            store.add(coded, CODER)
        bare = replace(MADE[4], statements=(), events=(), claims=MADE[4].claims[3:5])
        store.add(bare, CODER)
        assert len(store.frame(Kind.DOCUMENTS, Selection())) == 5
        assert set(store.frame(Kind.DOCUMENTS, selection)["id"]) == {c.document.id for c in MADE[:4]}
        assert store.frame(Kind.DOCUMENTS, replace(selection, countries=("GEO",))).empty


def test_documents_by_actor_are_those_that_the_last_coder_found_it_in() -> None:
    with Store() as store:
        store.add(MADE[0], CODER)
        store.add(replace(MADE[0], statements=(), events=(), claims=()), "new 1")
        assert store.frame(Kind.DOCUMENTS, Selection(actors=("ARM",))).empty
        assert len(store.frame(Kind.DOCUMENTS, Selection(actors=("ARM",), coder=CODER))) == 1


def test_documents_by_day_and_outlet(store: Store) -> None:
    chosen = Selection(since=date(2023, 2, 1), outlets=("wire",))
    wanted = {
        d.id
        for d in DOCUMENTS.values()
        if d.published and span_of(d.published)[1] >= date(2023, 2, 1) and (d.outlet or "").lower() == "wire"
    }
    assert wanted
    assert set(store.frame(Kind.DOCUMENTS, chosen)["id"]) == wanted


def test_actors_are_counted_at_their_level(store: Store) -> None:
    parties = [p for kind in RECORDS for r in RECORDS[kind] for side in sides(r) for p in side]
    for level in Level:
        frame = store.frame(Parties.ACTORS, Selection(level=level)).set_index("actor")
        wanted: dict[str, int] = {}
        for party in parties:
            name = rolled(party, level)
            if name:
                wanted[name] = wanted.get(name, 0) + 1
        assert frame["mentions"].to_dict() == wanted


@pytest.mark.parametrize(
    ("kind", "selection", "said"),
    [
        (Kind.DOCUMENTS, Selection(types=("ACCUSE",)), "documents have no type"),
        (Kind.DOCUMENTS, Selection(dyad=("ARM", "RUS")), "no type, modality or dyad"),
        (Kind.CLAIMS, Selection(dyad=("ARM", "RUS")), "claims have one party only"),
        (Kind.CLAIMS, Selection(modalities=("future",)), "claims have no modality"),
        (Kind.CLAIMS, Selection(types=("ACCUSE",)), "no type ACCUSE of claims; valid: conditional"),
        (Kind.EVENTS, Selection(types=("YIELD",)), "no type YIELD of events; valid: AGREE"),
        (Kind.EVENTS, Selection(modalities=("wished",)), "no modality wished; valid: asserted"),
    ],
)
def test_what_a_table_does_not_have_is_a_wrong_call(
    kind: Kind, selection: Selection, said: str, store: Store
) -> None:
    with pytest.raises(UsageError, match=said):
        store.frame(kind, selection)
