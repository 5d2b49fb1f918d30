"""What holds for the records of every text, whatever the model finds in it."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import Claimed, Done, FakeEncoder, Said
from hypothesis import given, settings
from hypothesis import strategies as st

from entente import pipeline as pipeline_module
from entente.errors import EmptyInput, InputError
from entente.evaluation.passages import gum_texts
from entente.jsonform import as_json
from entente.language.encoder import Begun, Encoder, WindowScores
from entente.pipeline import Pipeline
from entente.reading import ReadOptions, read_inputs, read_text
from entente.records import REPORT_ZONES, Claim, Document, Event, EventType, Span, Statement, Zone, ZoneKind
from entente.resolution.assemble import Coded

Valid = Callable[[dict[str, Any]], None]


def spans(row: Any) -> Iterator[dict[str, Any]]:
    """Everything in a record's JSON that has offsets."""
    if isinstance(row, dict):
        if row.get("start") is not None:
            yield row
        for value in row.values():
            yield from spans(value)
    elif isinstance(row, list):
        for value in row:
            yield from spans(value)


def records(coded: Coded) -> tuple[Statement | Event | Claim, ...]:
    return (*coded.statements, *coded.events, *coded.claims)


def check(coded: Coded, valid: Valid, kinds: tuple[ZoneKind, ...] = REPORT_ZONES) -> None:
    """Records fit the schema, the text and one another."""
    text = coded.document.text
    for record in (coded.document, *records(coded)):
        row = as_json(record)
        valid(row)
        for found in spans(row):
            assert 0 <= found["start"] < found["end"] <= len(text), row
            assert found.get("text", "") in ("", text[found["start"] : found["end"]]), row
    _check_references(coded)
    _check_places(coded, kinds)


def _check_references(coded: Coded) -> None:
    ids = [r.id for r in records(coded)]
    assert len(set(ids)) == len(ids)
    assert {r.document for r in records(coded)} <= {coded.document.id}
    statements = {s.id: s for s in coded.statements}
    for statement in coded.statements:
        outer, seen = statement.nested_in, {statement.id}
        while outer is not None:
            assert outer not in seen
            seen.add(outer)
            outer = statements[outer].nested_in
    for event in coded.events:
        assert event.sentence.start <= event.trigger.start < event.sentence.end if event.trigger else True
        assert {event.attributed_to, event.statement} - {None} <= set(statements)


def _check_places(coded: Coded, kinds: tuple[ZoneKind, ...]) -> None:
    """Each record lies in zones of the kind that it is marked with, and that was asked for."""
    for record in records(coded):
        assert record.zone in kinds
        for place in _own_spans(record):
            around = [z.kind for z in coded.document.zones if z.start < place.end and place.start < z.end]
            assert set(around) == {record.zone}, (record, around)


def _own_spans(record: Statement | Event | Claim) -> list[Span]:
    if isinstance(record, Statement):
        return [*record.content, *([record.cue] if record.cue else [])]
    return [record.span] if isinstance(record, Claim) else [record.sentence]


def check_all(coded: Iterator[Coded | InputError], valid: Valid, **options: tuple[ZoneKind, ...]) -> int:
    seen: set[str] = set()
    for number, found in enumerate(coded, 1):
        assert isinstance(found, Coded), found
        check(found, valid, **options)
        ids = {found.document.id, *(r.id for r in records(found))}
        assert not ids & seen
        seen |= ids
        assert found.document.id == f"d{number}"
    return number


# With the model that ships


def test_the_samples(root: Path, encoder: Encoder, valid: Valid) -> None:
    """Every third file, and the feed and the JSON Lines."""
    texts = sorted((root / "samples").glob("[0-9s]*"))[::3]
    paths = [str(p) for p in (*texts, root / "samples/feed.rss", root / "samples/wire.jsonl")]
    assert check_all(Pipeline(encoder).code(read_inputs(paths)), valid) == len(texts) + 10


def test_all_zones_of_pages_with_comments(root: Path, encoder: Encoder, valid: Valid) -> None:
    paths = [
        str(root / "samples/2023-02-17-margara-bridge.html"),
        str(root / "tests/reading/layouts/forum.txt"),
    ]
    everything = Pipeline(encoder, tuple(ZoneKind))
    assert check_all(everything.code(read_inputs(paths)), valid, kinds=tuple(ZoneKind)) == 2


SMALL = [
    "Minsk refused.",
    "Baku",
    "?!",
    "“",
    "“We shall never yield to them",
    "I",
    "He said: “",
    "— — —",
    "1",
    "Talks resume\n\nComments (1)\n\n  1. No.",
    "ﬁre in Çeşme, 東京 met Минск. Ñandú said “no” — 🇦🇲 answered: yes.",
    "a\u200bb\u00ad c\u0301 \u202eright\u202c said ‘so’.",
    "word " * 300,
    "“" * 300,
    "Germany and France and Germany and France accused each other. " * 12,
    "A said B said C said D said E said F said G said it would rain tomorrow if it did not snow.",
    "THE TALKS FAILED, PUTIN SAID, AND WAR MAY COME IN 2024 IF THE WEST SENDS 5,000 TROOPS TO KYIV.",
]


@pytest.mark.parametrize("text", SMALL, ids=lambda t: ascii(t[:16]))
def test_small_and_odd_texts(text: str, encoder: Encoder, valid: Valid) -> None:
    document = read_text(text, options=ReadOptions(published="2023-09-21"))
    check_all(Pipeline(encoder).code([document]), valid)


WORDS = st.sampled_from(
    [
        "Baku",
        "Moscow",
        "he",
        "we",
        "said",
        "that",
        "“",
        "”",
        '"',
        ",",
        ".",
        "if",
        "will",
        "attack",
        "accused",
        "not",
        "President",
        "Macron",
        "on",
        "Monday",
        "5",
        "soldiers",
        "(",
        ")",
        "—",
        "’s",
        "é",
        "京",
        "\n\n",
    ]
)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(text=st.lists(WORDS, min_size=1, max_size=30).map(" ".join) | st.text(min_size=1, max_size=60))
def test_texts_made_up_of_anything(text: str, encoder: Encoder, valid: Valid) -> None:
    try:
        document = read_text(text)
    except InputError:
        return
    check_all(Pipeline(encoder).code([document]), valid)


def test_a_plain_accusation(encoder: Encoder) -> None:
    """The one test here that a model must pass by what it knows."""
    (found,) = Pipeline(encoder).code([read_text("Germany accused Russia of breaking the treaty.")])
    assert isinstance(found, Coded)
    who = [
        (e.event_type, {p.identity.actor for p in e.actor}, {p.identity.actor for p in e.recipient})
        for e in found.events
    ]
    assert (EventType.ACCUSE, {"DEU"}, {"RUS"}) in who


@pytest.mark.shared
def test_texts_from_elsewhere(shared: Path, encoder: Encoder, valid: Valid) -> None:
    """Texts of PolNeAR and GUM, news and other."""
    with gzip.open(shared / "data/attribution/polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, 15)]
    texts += list(gum_texts(shared / "data/coreference/gum_train_dev.conllu.gz").values())[::8][:15]
    documents = [read_text(t) for t in texts]
    assert len(documents) == 30
    for found in Pipeline(encoder).code(documents):
        assert isinstance(found, Coded)
        check(found, valid)


# With an encoder that says what the test wants

ACT = "Germany accused Russia of fraud, Oman said, and war will come again."
FAKE = FakeEncoder(
    said=[Said("said", ["Germany accused Russia of fraud"], ["Oman"], ["said"])],
    done=[Done("accused", "ACCUSE", ["Germany"], ["Russia"])],
    claimed=[Claimed("forecast", "war will come again")],
    names={"Germany": "LOC", "Russia": "LOC", "Oman": "LOC"},
)


def document(number: int, *zones: tuple[ZoneKind, str]) -> Document:
    text, found = "", []
    for kind, words in zones:
        depth = 0 if kind is ZoneKind.COMMENT else None
        found.append(Zone(kind, len(text), len(text) + len(words), depth))
        text += words + "\n\n"
    return Document(f"d{number}", f"{number}.txt", text, tuple(found))


def test_one_of_each_record_fits_together(valid: Valid) -> None:
    (found,) = Pipeline(FAKE).code([document(1, (ZoneKind.BODY, ACT))])
    assert isinstance(found, Coded)
    check(found, valid)
    (statement,), (event,), (claim,) = found.statements, found.events, found.claims
    assert event.attributed_to == statement.id
    assert statement.target is not None
    assert claim.by_author
    assert {r.coder for r in records(found)} == {"fake 1"}


@pytest.mark.parametrize("kind", list(ZoneKind))
def test_zones_are_coded_as_asked_and_marked(kind: ZoneKind, valid: Valid) -> None:
    made = [document(1, (ZoneKind.BODY, "Rain fell."), (kind, ACT), (ZoneKind.BODY, "Rain fell."))]
    (coded,) = Pipeline(FAKE).code(made)
    (everything,) = Pipeline(FAKE, tuple(ZoneKind)).code(made)
    assert isinstance(coded, Coded) and isinstance(everything, Coded)
    assert {r.zone for r in records(coded)} == ({kind} if kind in REPORT_ZONES else set())
    assert [r.zone for r in records(everything)] == [kind] * 3
    check(everything, valid, tuple(ZoneKind))


def test_a_quotation_is_not_joined_with_what_another_zone_says() -> None:
    fake = FakeEncoder(
        said=[
            Said("said", ["“One two three."], ["Oman"], ["said"]),
            Said("Four", ["Four five six seven.”"], loose=True),
        ]
    )
    text = "Oman said “One two three.\nFour five six seven.”"
    zones = (Zone(ZoneKind.BODY, 0, 25), Zone(ZoneKind.COMMENT, 26, len(text), 0))
    (found,) = Pipeline(fake, tuple(ZoneKind)).code([Document("d1", "x", text, zones)])
    assert isinstance(found, Coded)
    assert [(s.zone, len(s.content)) for s in found.statements] == [(ZoneKind.BODY, 1), (ZoneKind.COMMENT, 1)]


@pytest.mark.parametrize("gathered", [1, 2, 3, 100])
def test_order_is_kept_and_errors_are_handed_on_in_their_place(
    gathered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_module, "AHEAD", gathered)
    error = EmptyInput("e.txt", "no text")
    inputs: list[Document | InputError] = [document(n, (ZoneKind.BODY, ACT)) for n in range(1, 6)]
    inputs[2:2] = [error, error]
    inputs += [Document("d6", "x", "", ()), error]
    outcomes = list(Pipeline(FAKE).code(inputs))
    names = [o.document.id if isinstance(o, Coded) else o.path for o in outcomes]
    assert names == ["d1", "d2", "e.txt", "e.txt", "d3", "d4", "d5", "d6", "e.txt"]
    assert all(len(records(o)) == 3 for o in outcomes if isinstance(o, Coded) and o.document.text)


def acts(last: int) -> list[Document]:
    return [document(n, (ZoneKind.BODY, ACT)) for n in range(1, last + 1)]


def test_documents_are_read_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is a step, and its one window another: with two steps ahead the next document is begun."""
    monkeypatch.setattr(pipeline_module, "AHEAD", 2)
    taken: list[int] = []

    def source() -> Iterator[Document]:
        for found in acts(99):
            taken.append(len(taken) + 1)
            yield found

    coded = Pipeline(FAKE).code(source())
    assert taken == []
    for number in range(1, 9):
        assert next(coded)
        assert taken == list(range(1, number + 2))


@pytest.mark.parametrize("text", [ACT, ""])
def test_a_text_of_standard_input_is_answered_before_the_next_is_awaited(text: str) -> None:
    taken: list[int] = []

    def source() -> Iterator[Document]:
        for number in range(1, 4):
            taken.append(number)
            yield Document(f"d{number}", f"-#{number}", text, (Zone(ZoneKind.BODY, 0, len(text)),))

    coded = Pipeline(FAKE).code(source())
    for number in range(1, 4):
        assert next(coded)
        assert taken[-1] == number


def test_the_encoder_reads_what_comes_next_while_a_document_is_put_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encoder, begun = FakeEncoder(), []

    def assemble(document: Document, *_: object) -> str:
        begun.append(len(encoder.asked))
        return document.id

    monkeypatch.setattr(pipeline_module, "assemble", assemble)
    monkeypatch.setattr(pipeline_module, "AHEAD", 6)
    coded = [str(c) for c in Pipeline(encoder).code(acts(6))]
    assert coded == ["d1", "d2", "d3", "d4", "d5", "d6"]
    assert begun == [4, 5, 6, 6, 6, 6]


def test_how_far_ahead_is_read_changes_nothing(
    root: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [str(root / "samples" / name) for name in ("story-a-1.txt", "missing.txt", "feed.rss")]

    def coded() -> list[Coded | str]:
        found = Pipeline(encoder).code(read_inputs(paths))
        return [str(f) if isinstance(f, InputError) else f for f in found]

    far = coded()
    monkeypatch.setattr(pipeline_module, "AHEAD", 0)
    assert coded() == far


def test_a_reader_that_stops_early_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline_module, "AHEAD", 4)
    encoder = FakeEncoder()
    coded = Pipeline(encoder).code(acts(9))
    assert isinstance(coded, Generator)
    next(coded)
    coded.close()
    assert (len(encoder.asked), len(encoder.dropped)) == (3, 2)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError])
def test_what_stops_the_source_ends_the_run(
    stop: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_module, "AHEAD", 4)
    encoder, done = FakeEncoder(), []

    def source() -> Iterator[Document]:
        yield from acts(4)
        raise stop

    with pytest.raises(stop):
        for found in Pipeline(encoder).code(source()):
            done.append(found)
    assert len(encoder.asked) == 4
    assert len(done) + len(encoder.dropped) == 4


def test_what_the_encoder_raises_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = FakeEncoder()

    def scores() -> WindowScores:
        raise KeyboardInterrupt

    monkeypatch.setattr(encoder, "begin", lambda text: Begun(scores, lambda: encoder.dropped.append(text)))
    with pytest.raises(KeyboardInterrupt):
        list(Pipeline(encoder).code(acts(4)))
    assert len(encoder.dropped) == 3


def test_no_documents() -> None:
    assert list(Pipeline(FAKE).code([])) == []
