"""A store that was tampered with: each harm is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stored import encoder, read, written

from entente.collect import recode
from entente.store import Store
from entente.store.check import problems

#: What is said of a store, as it begins, and what harms of it are named so.
HARMS = {
    # Tables
    "columns are missing, unknown or of another type: claims.horizon": (
        "ALTER TABLE claims DROP COLUMN horizon",
    ),
    "columns are missing, unknown or of another type: events.mood": (
        "ALTER TABLE events ADD COLUMN mood VARCHAR",
    ),
    "columns are missing, unknown or of another type: events.quad": (
        "ALTER TABLE events ALTER quad TYPE INTEGER",
    ),
    "columns are missing, unknown or of another type: claims.": (
        "ALTER TABLE claims RENAME COLUMN horizon TO until",
        "DROP TABLE claims",
    ),
    # References
    "documents that nobody has coded": ("DELETE FROM codings",),
    "codings without their document": ("DELETE FROM documents WHERE id = (SELECT min(id) FROM documents)",),
    "statements without their coding": (
        "DELETE FROM codings WHERE document = (SELECT min(id) FROM documents)",
    ),
    "events without their coding": (
        "DELETE FROM codings WHERE document = (SELECT min(id) FROM documents) AND coder = 'fake 2'",
    ),
    "statements that stand twice": ("INSERT INTO statements SELECT * FROM statements LIMIT 1",),
    "events that stand twice": ("INSERT INTO events SELECT * FROM events LIMIT 1",),
    "claims that stand twice": ("INSERT INTO claims SELECT * FROM claims LIMIT 1",),
    "claims whose id is not of their document: x": (
        "UPDATE claims SET id = 'x' WHERE id = (SELECT min(id) FROM claims)",
    ),
    "codings whose number of statements is another": (
        "DELETE FROM statements WHERE id = (SELECT min(id) FROM statements)",
    ),
    "codings whose number of claims is another": ("DELETE FROM claims",),
    "codings whose number of events is another": ("UPDATE codings SET events = events + 1",),
    "statements whose nested_in is no statement of their document": (
        "UPDATE statements SET nested_in = 'gone'",
    ),
    "events whose attributed_to is no statement of their document": (
        "UPDATE events SET attributed_to = 'gone'",
        "UPDATE events SET attributed_to = (SELECT min(id) FROM statements)",
    ),
    "events whose statement is no statement of their document": ("UPDATE events SET statement = 'gone'",),
    # Offsets
    "statements whose content is not the text at its offsets": (
        "UPDATE documents SET text = 'x' || text WHERE id = (SELECT min(id) FROM documents)",
        'UPDATE statements SET content = [struct_update(content[1], "start" := 0)]',
    ),
    "claims whose text is not the text at its offsets": (
        'UPDATE claims SET "start" = "start" + 1',
        'UPDATE claims SET "end" = "end" + 1',
        "UPDATE claims SET text = upper(text)",
    ),
    "statements whose cue is not the text at its offsets": (
        "UPDATE statements SET cue = {'start': cue.start + 1, 'end': cue.end + 1, 'text': cue.text}",
    ),
    "statements whose source is not the text at its offsets": (
        'UPDATE statements SET source = struct_update(source, "end" := source.end - 1)',
    ),
    "events whose sentence is not the text at its offsets": (
        'UPDATE events SET sentence = struct_update(sentence, "start" := sentence.start - 1)',
    ),
    "events whose actor is not the text at its offsets": (
        "UPDATE events SET actor = [struct_update(actor[1], text := 'Germania')]",
    ),
    "events whose place is not the text at its offsets": (
        "UPDATE events SET place = {'start': 0, 'end': 3, 'text': 'xyz', 'name': 'X', 'country': "
        "NULL, 'latitude': NULL, 'longitude': NULL}",
    ),
    "events with a quantity outside their text": (
        "UPDATE events SET quantities = [{'kind': 'dead', 'value': 1, 'unit': NULL, 'start': "
        "9000, 'end': 9001}]",
    ),
    "documents with a zone outside their text": (
        'UPDATE documents SET zones = [struct_update(zones[1], "end" := 9000)]',
        'UPDATE documents SET zones = [struct_update(zones[1], "start" := -1)]',
    ),
    # Values
    "documents whose id is not that of their bytes": (
        "UPDATE documents SET sha256 = repeat('0', 64)",
        "UPDATE documents SET sha256 = left(sha256, 20)",
    ),
    "documents with an unknown kind of zone": (
        "UPDATE documents SET zones = [struct_update(zones[1], kind := 'margin')]",
    ),
    "documents with an unreadable published": ("UPDATE documents SET published = '21 May 2023'",),
    "statements with an unreadable date": ("UPDATE statements SET date = '2023-13-01'",),
    "events with an unreadable date": (
        "UPDATE events SET date = {'start': NULL, 'end': NULL, 'text': NULL, 'value': '2023-02-30'}",
    ),
    "claims with an unreadable horizon": ("UPDATE claims SET horizon = 'soon'",),
    "codings with unknown zones": ("UPDATE codings SET zones = 'some'",),
    "statements with an unknown kind": ("UPDATE statements SET kind = 'shouted'",),
    "statements with an unknown event_type": ("UPDATE statements SET event_type = 'YIELD'",),
    "statements with an unknown modality": ("UPDATE statements SET modality = 'wished'",),
    "statements with an unknown zone": ("UPDATE statements SET zone = 'margin'",),
    "events with an unknown event_type": ("UPDATE events SET event_type = 'DEMAND'",),
    "events with an unknown modality": ("UPDATE events SET modality = 'wished'",),
    "events with an unknown zone": ("UPDATE events SET zone = 'margin'",),
    "claims with an unknown kind": ("UPDATE claims SET kind = 'hope'",),
    "claims with an unknown zone": ("UPDATE claims SET zone = 'margin'",),
    "events whose quad class is not that of their type": ("UPDATE events SET quad = 1",),
    "events with an intensity outside -10 to 10": (
        "UPDATE events SET intensity = -11",
        "UPDATE events SET intensity = 'nan'",
    ),
    "events without actor and recipient": ("UPDATE events SET actor = [], recipient = []",),
    "statements with a score outside 0 to 1": ("UPDATE statements SET score = 1.5",),
    "events with a score outside 0 to 1": ("UPDATE events SET score = -0.1",),
    "claims with a score outside 0 to 1": ("UPDATE claims SET score = 'nan'",),
}
NAMES = {harm: what for what, harms in HARMS.items() for harm in harms}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three texts, each coded by two coders."""
    folder = tmp_path_factory.mktemp("sound")
    with Store(str(folder / "a.duckdb"), write=True) as store:
        read(store, written(folder / "texts", 3))
        list(recode(store, encoder("fake 2")))
    return folder / "a.duckdb"


@pytest.fixture(scope="module")
def store(sound: Path) -> Iterator[Store]:
    with Store(str(sound), write=True) as opened:
        yield opened


def test_nothing_is_wrong_with_a_sound_store(store: Store) -> None:
    assert list(problems(store)) == []


@pytest.mark.parametrize("harm", NAMES)
def test_each_harm_is_named(harm: str, store: Store) -> None:
    store.connection.execute("BEGIN")
    try:
        store.connection.execute(harm)
        found = list(problems(store))
    finally:
        store.connection.execute("ROLLBACK")
    named = [p for p in found if f"{p.what}: {p.example}".startswith(NAMES[harm])]
    assert named, found
    assert named[0].rows >= 1
