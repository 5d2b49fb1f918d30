"""Each filter against a filter in Python over all records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from choices import DOCUMENTS, RECORDS, Record, days, filled, names, sides, type_of

from entente.records import Claim
from entente.store import Kind, Level, Selection, Store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with filled() as made:
        yield made


def found(store: Store, kind: Kind, selection: Selection) -> list[str]:
    records: Callable[[Selection], Iterator[Record]] = getattr(store, kind.value)
    return [r.id for r in records(selection)]


def proven(store: Store, kind: Kind, selection: Selection, keeps: Callable[[Record], bool]) -> None:
    """What a selection gives is what a filter in Python keeps: some, and not all."""
    wanted = {r.id for r in RECORDS[kind] if keeps(r)}
    assert 0 < len(wanted) < len(RECORDS[kind])
    given = found(store, kind, selection)
    assert set(given) == wanted
    assert len(given) == len(wanted)
    assert set(store.frame(kind, selection)["id"]) == wanted
    assert {row["id"] for row in store.rows(kind, selection)} == wanted


ALL_KINDS = pytest.mark.parametrize("kind", RECORDS)


@ALL_KINDS
def test_nothing_chosen_is_everything_the_last_coder_found(kind: Kind, store: Store) -> None:
    assert sorted(found(store, kind, Selection())) == sorted(r.id for r in RECORDS[kind])


@ALL_KINDS
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("actors", [("ARM",), ("Nikol Pashinyan",), ("EU",), ("EU", "RUS")])
def test_actors(kind: Kind, level: Level, actors: tuple[str, ...], store: Store) -> None:
    proven(
        store,
        kind,
        Selection(actors=actors, level=level),
        lambda r: any(names(p, level) & set(actors) for side in sides(r) for p in side),
    )


@ALL_KINDS
@pytest.mark.parametrize("countries", [("ARM",), ("ARM", "RUS")])
def test_countries(kind: Kind, countries: tuple[str, ...], store: Store) -> None:
    proven(
        store,
        kind,
        Selection(countries=countries),
        lambda r: any(p.identity.country in countries for side in sides(r) for p in side),
    )


@pytest.mark.parametrize("kind", [Kind.STATEMENTS, Kind.EVENTS])
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("dyad", [("ARM", "RUS"), ("RUS", "ARM"), ("EU", "ARM"), ("RUS", "Nikol Pashinyan")])
def test_dyads_in_both_directions(kind: Kind, level: Level, dyad: tuple[str, str], store: Store) -> None:
    def faces(record: Record) -> bool:
        first, second = ({n for p in side for n in names(p, level)} for side in sides(record))
        a, b = dyad
        return (a in first and b in second) or (b in first and a in second)

    proven(store, kind, Selection(dyad=dyad, level=level), faces)
    assert sorted(found(store, kind, Selection(dyad=dyad, level=level))) == sorted(
        found(store, kind, Selection(dyad=dyad[::-1], level=level))
    )


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        (Kind.STATEMENTS, ("direct",)),
        (Kind.STATEMENTS, ("ACCUSE", "mixed")),
        (Kind.EVENTS, ("ACCUSE",)),
        (Kind.EVENTS, ("AID", "COERCE")),
        (Kind.CLAIMS, ("plan", "threat")),
    ],
)
def test_types(kind: Kind, types: tuple[str, ...], store: Store) -> None:
    proven(store, kind, Selection(types=types), lambda r: bool(type_of(r) & set(types)))


@pytest.mark.parametrize("kind", [Kind.STATEMENTS, Kind.EVENTS])
@pytest.mark.parametrize("modalities", [("future",), ("negated", "asserted")])
def test_modalities(kind: Kind, modalities: tuple[str, ...], store: Store) -> None:
    proven(
        store,
        kind,
        Selection(modalities=modalities),
        lambda r: not isinstance(r, Claim) and r.modality.value in modalities,
    )


@ALL_KINDS
@pytest.mark.parametrize("outlets", [("wire",), ("Wire", "İz Dergisi")])
def test_outlets_in_any_case(kind: Kind, outlets: tuple[str, ...], store: Store) -> None:
    lower = {o.lower() for o in outlets}
    proven(
        store,
        kind,
        Selection(outlets=outlets),
        lambda r: (DOCUMENTS[r.document].outlet or "-").lower() in lower,
    )


DAYS = [date(2022, 1, 1), date(2022, 12, 1), date(2023, 1, 15), date(2023, 1, 16), date(2023, 2, 28)]


@ALL_KINDS
@pytest.mark.parametrize("day", DAYS[1:])
def test_since(kind: Kind, day: date, store: Store) -> None:
    proven(store, kind, Selection(since=day), lambda r: (d := days(r)) is not None and d[1] >= day)


@ALL_KINDS
@pytest.mark.parametrize("day", DAYS[:-1])
def test_until(kind: Kind, day: date, store: Store) -> None:
    proven(store, kind, Selection(until=day), lambda r: (d := days(r)) is not None and d[0] <= day)


@ALL_KINDS
@pytest.mark.parametrize(("first", "last"), [(DAYS[1], DAYS[2]), (DAYS[2], DAYS[2]), (DAYS[3], DAYS[4])])
def test_from_and_to(kind: Kind, first: date, last: date, store: Store) -> None:
    proven(
        store,
        kind,
        Selection(since=first, until=last),
        lambda r: (d := days(r)) is not None and d[0] <= last and d[1] >= first,
    )


@ALL_KINDS
def test_documents_records_and_scores(kind: Kind, store: Store) -> None:
    documents, records = tuple(list(DOCUMENTS)[:2]), tuple(r.id for r in RECORDS[kind][::7])
    proven(store, kind, Selection(documents=documents), lambda r: r.document in documents)
    proven(store, kind, Selection(records=records), lambda r: r.id in records)
    proven(store, kind, Selection(least=0.5), lambda r: r.score is None or r.score >= 0.5)
    assert found(store, kind, Selection(records=())) == []


def test_the_older_coder_is_shown_when_asked_for(store: Store) -> None:
    chosen = list(store.statements(Selection(coder="old 1", actors=("EU",))))
    assert chosen
    assert {s.coder for s in chosen} == {"old 1"}
    assert found(store, Kind.EVENTS, Selection(coder="old 1")) == []


@ALL_KINDS
def test_all_filters_together(kind: Kind, store: Store) -> None:
    proven(
        store,
        kind,
        Selection(
            actors=("ARM", "EU"), countries=("ARM",), until=date(2023, 1, 31), outlets=("wire",), least=0.3
        ),
        lambda r: (
            any(names(p) & {"ARM", "EU"} for side in sides(r) for p in side)
            and any(p.identity.country == "ARM" for side in sides(r) for p in side)
            and (d := days(r)) is not None
            and d[0] <= date(2023, 1, 31)
            and (DOCUMENTS[r.document].outlet or "").lower() == "wire"
            and (r.score is None or r.score >= 0.3)
        ),
    )


@ALL_KINDS
def test_records_come_in_order_of_time_and_a_limit_cuts_the_end(kind: Kind, store: Store) -> None:
    whole = found(store, kind, Selection())
    by_id = {r.id: r for r in RECORDS[kind]}
    begins = [((d := days(by_id[i])) and d[0]) or date.max for i in whole]
    assert begins == sorted(begins)
    for limit in (0, 1, 5, 10_000):
        assert found(store, kind, Selection(limit=limit)) == whole[:limit]
        assert list(store.frame(kind, Selection(limit=limit))["id"]) == whole[:limit]
