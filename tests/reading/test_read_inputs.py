"""Files, folders, globs, standard input and addresses, good and bad."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

import httpx
import pytest

from entente import errors
from entente.reading import ReadOptions, inputs, read_inputs, read_text
from entente.reading.fetch import fetch
from entente.records import Document

REPORT = "Talks resume\n\nKenya and Somalia resumed their talks on Monday, officials said.\n"
PAGE = (
    "<html><body><h1>Talks resume</h1><p>Kenya and Somalia resumed their talks on Monday.</p></body></html>"
)
GERMAN = (
    "Die Regierung in Berlin hat am Montag erklärt, dass sie die Verhandlungen mit der Ukraine "
    "fortsetzen will, "
    "auch wenn die Lage an der Front schwieriger geworden ist und niemand ein schnelles Ende erwartet."
)


def read_all(*names: str | Path, options: ReadOptions | None = None) -> list[Document | errors.InputError]:
    return list(read_inputs([str(n) for n in names], options or ReadOptions()))


def only_error(*names: str | Path, options: ReadOptions | None = None) -> errors.InputError:
    (outcome,) = read_all(*names, options=options)
    assert isinstance(outcome, errors.InputError), outcome
    return outcome


def only_document(*names: str | Path, options: ReadOptions | None = None) -> Document:
    (outcome,) = read_all(*names, options=options)
    assert isinstance(outcome, Document), outcome
    return outcome


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_ids_count_documents_in_order_also_where_files_are_alike(tmp_path: Path) -> None:
    a, b = put(tmp_path / "a.txt", REPORT), put(tmp_path / "b.txt", REPORT)
    outcomes = read_all(a, tmp_path / "missing.txt", b)
    assert [o.id if isinstance(o, Document) else "error" for o in outcomes] == ["d1", "error", "d2"]
    first = cast(Document, outcomes[0])
    assert first.text == REPORT
    assert first.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()


def test_a_folder_is_walked_in_order_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", ".git/d.txt", "e.docx", "f.txt.gz"):
        data = PAGE if name.endswith("html") else REPORT
        put(tmp_path / name, gzip.compress(data.encode(), mtime=0) if name.endswith("gz") else data)
    paths = [Path(cast(Document, d).path).relative_to(tmp_path).as_posix() for d in read_all(tmp_path)]
    assert paths == ["a.md", "b.txt", "f.txt.gz", "sub/c.html"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    first = put(tmp_path / "a.txt", REPORT)
    outcomes = read_inputs(iter([str(first), str(tmp_path / "later.txt")]))
    assert isinstance(next(outcomes), Document)
    put(tmp_path / "later.txt", REPORT)
    assert isinstance(next(outcomes), Document)


def test_a_glob_is_expanded_in_order(tmp_path: Path) -> None:
    put(tmp_path / "b.txt", REPORT)
    put(tmp_path / "a.txt", REPORT)
    assert [Path(cast(Document, d).path).name for d in read_all(tmp_path / "*.txt")] == ["a.txt", "b.txt"]
    assert isinstance(only_error(tmp_path / "*.pdf"), errors.MissingInput)


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path) -> None:
    assert only_document(put(tmp_path / "a[1].txt", REPORT)).id == "d1"


def test_options_override_what_the_text_says(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", f"Published: 3 May 2020\n\n{REPORT}")
    assert only_document(path).published == "2020-05-03"
    document = only_document(path, options=ReadOptions(published="2021-01-02", outlet="The Ledger"))
    assert (document.published, document.outlet) == ("2021-01-02", "The Ledger")


@pytest.mark.parametrize(
    ("name", "content", "kind", "words"),
    [
        ("empty.txt", b"", errors.EmptyInput, "empty"),
        ("blank.txt", b" \n\n\t ", errors.EmptyInput, "no text"),
        ("blank.md", b"\n\n", errors.EmptyInput, "no text"),
        ("void.html", b"<html><script>go()</script></html>", errors.EmptyInput, "no text on the page"),
        ("nothing.html", b"   ", errors.EmptyInput, "no text on the page"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0", errors.UnknownFormat, "binary"),
        ("image.png", b"\x89PNG\r\n\x1a\n\0\0\0", errors.UnknownFormat, "valid: .txt"),
        ("data.bin", b"PK\x03\x04\0\0", errors.UnknownFormat, "valid: .txt"),
        ("config", b"<?xml version='1.0'?><config/>", errors.UnknownFormat, "neither a feed"),
        (
            "broken.txt",
            "Caf\u00e9 \u201cTurquoise\u201d ".encode() + b"\xe2\x28 end",
            errors.UnreadableInput,
            "byte 22",
        ),
        ("mark.txt", b"\xff\xfeA\0\x00\xd8", errors.UnreadableInput, "byte order mark"),
        ("short.txt.gz", gzip.compress(REPORT.encode(), mtime=0)[:-9], errors.UnreadableInput, "gzip"),
        ("false.txt.gz", b"not gzip at all", errors.UnreadableInput, ".gz"),
        ("garbled.txt.gz", b"\x1f\x8b\x08\0garbled", errors.UnreadableInput, "gzip"),
        ("german.txt", GERMAN.encode(), errors.ForeignLanguage, "German"),
        ("none.jsonl", b"\n\n", errors.EmptyInput, "no record"),
        ("list.json", b"[]", errors.EmptyInput, "empty list"),
        ("broken.json", b'{"text": ', errors.BrokenRecord, "not valid JSON"),
        (
            "feed.rss",
            b"<rss version='2.0'><channel><title>T</title></channel></rss>",
            errors.EmptyInput,
            "entries",
        ),
        ("feed.xml", b"<note>no feed</note>", errors.UnreadableInput, "feed"),
        ("broken.pdf", b"%PDF-1.4 nothing more", errors.UnreadableInput, "PDF"),
    ],
)
def test_a_bad_file_gives_one_error_that_names_it(
    tmp_path: Path, name: str, content: bytes, kind: type[errors.InputError], words: str
) -> None:
    path = put(tmp_path / name, content)
    error = only_error(path)
    assert type(error) is kind
    assert error.path == str(path)
    assert words in error.reason


def test_a_bad_file_leaves_the_others_alone(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", b"")
    put(tmp_path / "b.txt", REPORT)
    first, second = read_all(tmp_path)
    assert isinstance(first, errors.EmptyInput)
    assert isinstance(second, Document)


def test_sizes_are_bounded_before_anything_is_read(tmp_path: Path) -> None:
    plain = put(tmp_path / "a.txt", "x" * 2000)
    bomb = put(tmp_path / "b.txt.gz", gzip.compress(b"x" * 5_000_000, mtime=0))
    for path in (plain, bomb):
        error = only_error(path, options=ReadOptions(max_bytes=1000))
        assert isinstance(error, errors.OversizedInput)
        assert "1,000 bytes" in error.reason


def test_missing_paths(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    assert "gone.txt" in only_error(link).reason
    for name in (str(tmp_path / "no.txt"), "a\0b.txt", str(link), "x" * 5000):
        assert isinstance(only_error(name), errors.MissingInput | errors.UnreadableInput)


def test_a_folder_of_links_that_lead_nowhere_names_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert isinstance(only_error(tmp_path), errors.MissingInput)


def test_a_folder_without_a_known_file(tmp_path: Path) -> None:
    put(tmp_path / "a.docx", b"x")
    error = only_error(tmp_path)
    assert isinstance(error, errors.EmptyInput)
    assert ".jsonl" in error.reason


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "a.txt", REPORT)

    def refuse(self: Path, *_: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    error = only_error(path)
    assert isinstance(error, errors.UnreadableInput)
    assert "permitted" in error.reason


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(top: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        onerror(PermissionError(13, "Permission denied", str(top / "shut")))
        return iter(())

    monkeypatch.setattr(os, "walk", refuse)
    error = only_error(tmp_path)
    assert isinstance(error, errors.UnreadableInput)
    assert error.path.endswith("shut")


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (REPORT.encode(), "Talks resume"),
        (PAGE.encode(), "Talks resume"),
        (gzip.compress(PAGE.encode(), mtime=0), "Talks resume"),
        (b'{"text": "Kenya and Somalia talk.", "title": "One"}\n{"text": "They stop."}\n', "One"),
        (b'{\n "title": "Pretty",\n "text": "Kenya and Somalia talk."\n}', "Pretty"),
        (b"<rss version='2.0'><channel><item><title>Item</title></item></channel></rss>", "Item"),
    ],
)
def test_standard_input_and_unknown_names_are_judged_by_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, title: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    by_name = read_all(put(tmp_path / "download", content))
    by_stream = read_all("-")
    assert cast(Document, by_name[0]).title == cast(Document, by_stream[0]).title == title
    assert cast(Document, by_stream[0]).path.startswith("-")


def served(monkeypatch: pytest.MonkeyPatch, answer: Callable[[httpx.Request], httpx.Response]) -> None:
    monkeypatch.setattr(inputs, "fetch", partial(fetch, transport=httpx.MockTransport(answer)))


def test_an_address_is_fetched_and_read_by_its_content_type(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = PAGE.replace("Talks", "Caf\u00e9 talks").encode("latin-1")
    kind = {"content-type": "text/html; charset=iso-8859-1"}
    served(monkeypatch, lambda _: httpx.Response(200, content=latin, headers=kind))
    document = only_document("https://example.org/news/12")
    assert (document.title, document.encoding) == ("Caf\u00e9 talks resume", "cp1252")
    assert document.path == "https://example.org/news/12"


def test_addresses_that_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        where = request.url.path
        if where == "/loop":
            return httpx.Response(302, headers={"location": "/loop"})
        if where == "/away":
            return httpx.Response(302, headers={"location": "file:///etc/passwd"})
        if where == "/slow":
            raise httpx.ReadTimeout("too slow", request=request)
        return httpx.Response({"/gone": 404, "/shut": 403}.get(where, 200), content=b"x" * 5000)

    served(monkeypatch, answer)
    small = ReadOptions(max_bytes=1000)
    found = [
        type(only_error(f"http://example.org{p}", options=small)) for p in ("/gone", "/shut", "/loop", "/big")
    ]
    assert found == [
        errors.MissingInput,
        errors.UnreadableInput,
        errors.UnreadableInput,
        errors.OversizedInput,
    ]
    for address in ("http://example.org/away", "http://example.org/slow", "ftp://example.org/a", "http://"):
        assert isinstance(only_error(address), errors.UnreadableInput)


def test_read_text_raises_where_read_inputs_yields() -> None:
    assert read_text("Minsk refused.").id == "d1"
    assert read_text(REPORT, path="memo", options=ReadOptions(outlet="The Ledger")).outlet == "The Ledger"
    with pytest.raises(errors.EmptyInput):
        read_text(" \n")
    with pytest.raises(errors.ForeignLanguage):
        read_text(GERMAN)
    with pytest.raises(errors.UnreadableInput, match="surrogate"):
        read_text("a \ud800 b")


def test_json_lines_stream_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for n in range(300):
            out.write(json.dumps({"text": f"Ship {n} left the port of Odesa."}) + "\n")
    outcomes = read_inputs([str(path)])
    assert cast(Document, next(outcomes)).path == f"{path}#1"
    assert sum(1 for _ in outcomes) == 299
