"""What the tests of the store share: coded documents by hand and by chance, texts on disk, an encoder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fakes import Claimed, Done, FakeEncoder, Said
from hypothesis import strategies as st

from entente.collect import Kept, read_into
from entente.ontology import plover
from entente.reading import ReadOptions
from entente.records import (
    Claim,
    ClaimKind,
    DateMention,
    Document,
    Event,
    EventType,
    Identity,
    Modality,
    Party,
    Place,
    Quantity,
    Span,
    Statement,
    StatementKind,
    Zone,
    ZoneKind,
)
from entente.resolution.assemble import Coded
from entente.store import Store

CODER = "fake 1"


def encoder(version: str = CODER, accusation: str = "accused") -> FakeEncoder:
    """An encoder that knows one accusation and one forecast."""
    made = FakeEncoder(
        said=[Said(accusation, ["Russia of fraud"], ["Germany"], [accusation])],
        done=[Done(accusation, "ACCUSE", ["Germany"], ["Russia"])],
        claimed=[Claimed("forecast", "War will come again")],
    )
    made.version = version
    return made


def text_of(number: int) -> str:
    """A small text, another for each number, with one statement, one event and one claim."""
    return (
        f"Note {number}: the day's report\n\nGermany accused Russia of fraud in letter {number}.\n\n"
        f"War will come again in {number} days.\n"
    )


def written(folder: Path, count: int, first: int = 0) -> list[str]:
    """Paths of so many small texts, written into a folder."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{n:04}.txt" for n in range(first, first + count)]
    for n, path in enumerate(paths, first):
        path.write_text(text_of(n), "utf-8")
    return [str(p) for p in paths]


def read(
    store: Store,
    paths: list[str],
    coder: FakeEncoder | None = None,
    *,
    published: str | None = None,
    outlet: str | None = None,
    all_zones: bool = False,
) -> list[bool]:
    """Reads texts into a store: for each, whether it was added."""
    options = ReadOptions(published=published, outlet=outlet)
    kept = list(read_into(store, paths, coder or encoder(), options, all_zones=all_zones))
    assert all(isinstance(k, Kept) for k in kept), kept
    return [k.added for k in kept if isinstance(k, Kept)]


def ours(*changes: str) -> Callable[[Path], None]:
    """A store with three texts, changed."""

    def make(path: Path) -> None:
        with Store(str(path), write=True) as store:
            read(store, written(path.parent / "texts", 3))
            for change in changes:
                store.connection.execute(change)

    return make


def rows(store: Store, table: str) -> int:
    return int(store.ask(f"SELECT count(*) FROM {table}", [])[0][0])


def kept_document(text: str) -> Document:
    """A document as a store keys it, all of it body."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    return Document(sha[:16], f"{sha[:4]}.txt", text, zones, language="en", sha256=sha)


# By chance: documents whose records are sound, over texts that are hard to count in.

_HARD = st.sampled_from(
    ["\U0001f469\u200d\U0001f680", "\U00010348", "e\u0301", "\0", "\n", "\r\n", '"', "'", "\\", "\u2028"]
)
_TEXT = st.lists(_HARD | st.text(max_size=6), min_size=1, max_size=8).map("".join).filter(bool)
_NAME = st.none() | _TEXT
_DAY = st.dates().map(str) | st.just("2023") | st.just("2023-05") | st.just("2023-05/2023-07-01")
_SCORE = st.none() | st.floats(0, 1)
_DEGREES = st.none() | st.floats(-180, 180)


@st.composite
def _span(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start, end, text[start:end])


def _party(text: str) -> st.SearchStrategy[Party]:
    return st.builds(Party, _span(text), st.builds(Identity, _NAME, _NAME, _NAME, _NAME))


def _statement(text: str) -> st.SearchStrategy[Statement]:
    return st.builds(
        Statement,
        id=st.just(""),
        document=st.just(""),
        zone=st.sampled_from(ZoneKind),
        coder=st.just(CODER),
        score=_SCORE,
        kind=st.sampled_from(StatementKind),
        source=st.none() | _party(text),
        cue=st.none() | _span(text),
        content=st.lists(_span(text), max_size=3).map(tuple),
        addressee=st.none() | _party(text),
        target=st.none() | _party(text),
        outlet=_NAME,
        date=st.none() | _DAY,
        event_type=st.none() | st.sampled_from(EventType),
        modality=st.sampled_from(Modality),
    )


def _quantity(text: str) -> st.SearchStrategy[Quantity]:
    made = st.tuples(_TEXT, st.floats(0, 1e12), _NAME, _span(text))
    return made.map(lambda q: Quantity(q[0], q[1], q[2], q[3].start, q[3].end))


def _event(text: str) -> st.SearchStrategy[Event]:
    made = st.builds(
        Event,
        id=st.just(""),
        document=st.just(""),
        zone=st.sampled_from(ZoneKind),
        coder=st.just(CODER),
        score=_SCORE,
        sentence=_span(text),
        trigger=st.none() | _span(text),
        actor=st.lists(_party(text), min_size=1, max_size=3).map(tuple),
        recipient=st.lists(_party(text), max_size=2).map(tuple),
        event_type=st.sampled_from(EventType),
        mode=_NAME,
        contexts=st.lists(_TEXT, max_size=2).map(tuple),
        quad=st.just(0),
        intensity=st.floats(-10, 10),
        modality=st.sampled_from(Modality),
        date=st.none() | st.builds(DateMention, _DAY, st.none() | _span(text)),
        place=st.none() | st.builds(Place, _TEXT, _NAME, _DEGREES, _DEGREES, st.none() | _span(text)),
        quantities=st.lists(_quantity(text), max_size=2).map(tuple),
    )
    return made.map(lambda e: replace(e, quad=plover.quad(e.event_type)))


def _claim(text: str) -> st.SearchStrategy[Claim]:
    made = st.builds(
        Claim,
        id=st.just(""),
        document=st.just(""),
        zone=st.sampled_from(ZoneKind),
        coder=st.just(CODER),
        score=_SCORE,
        kind=st.sampled_from(ClaimKind),
        span=_span(text),
        claimant=st.none() | _party(text),
        by_author=st.booleans(),
        condition=st.none() | _span(text),
        consequence=st.none() | _span(text),
        horizon=st.none() | _DAY,
    )
    return made.map(lambda c: replace(c, claimant=None) if c.by_author else c)


@st.composite
def coded_documents(draw: st.DrawFn) -> Coded:
    """A keyed document with sound records."""
    text = draw(_TEXT)
    zones = draw(
        st.lists(st.tuples(st.sampled_from(ZoneKind), _span(text), st.none() | st.integers(0, 5)), max_size=3)
    )
    document = replace(
        kept_document(text),
        zones=tuple(Zone(kind, span.start, span.end, depth) for kind, span, depth in zones),
        title=draw(_NAME),
        outlet=draw(_NAME),
        author=draw(_NAME),
        published=draw(st.none() | _DAY),
    )
    said: list[Statement] = []
    for n, s in enumerate(draw(st.lists(_statement(text), max_size=3))):
        within = draw(st.none() | st.sampled_from([o.id for o in said])) if said else None
        said.append(replace(s, id=f"{document.id}.s{n}", document=document.id, nested_in=within))
    ids = st.none() | st.sampled_from([s.id for s in said]) if said else st.none()
    done = tuple(
        replace(
            e, id=f"{document.id}.e{n}", document=document.id, attributed_to=draw(ids), statement=draw(ids)
        )
        for n, e in enumerate(draw(st.lists(_event(text), max_size=3)))
    )
    to_come = tuple(
        replace(c, id=f"{document.id}.c{n}", document=document.id)
        for n, c in enumerate(draw(st.lists(_claim(text), max_size=3)))
    )
    return Coded(document, tuple(said), done, to_come)
