"""JSON Lines, JSON, feeds and PDF."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from typing import cast

import pytest

from entente import errors
from entente.reading.compose import Origin
from entente.reading.formats.feed import read_feed
from entente.reading.formats.html import html_document
from entente.reading.formats.jsontext import read_json, read_jsonl
from entente.reading.formats.pdf import read_pdf
from entente.reading.options import ReadOptions
from entente.records import Document, ZoneKind

OPTIONS = ReadOptions(max_bytes=100_000)


def zoned(document: Document, kind: ZoneKind) -> list[str]:
    return [document.text[z.start : z.end] for z in document.zones if z.kind is kind]


def test_json_lines_fields_and_errors() -> None:
    good = json.dumps(
        {
            "text": "  Kenya talks.\r\n",
            "title": "T",
            "date": "2023-05-03T01:00Z",
            "source": "S",
            "author": ["A", "B"],
        }
    ).encode()
    rows = [
        good,
        b"",
        b"{broken",
        b"[1]",
        b'{"title": "no text"}',
        b'{"text": 5}',
        b'{"text": ""}',
        b'{"text": "Yes."}',
    ]
    found = list(read_jsonl(io.BytesIO(b"\n".join(rows)), "a.jsonl", OPTIONS))
    first = cast(Document, found[0])
    assert first.text == "  Kenya talks.\r\n"
    assert (first.title, first.published, first.outlet, first.author) == ("T", "2023-05-03", "S", "A, B")
    assert first.sha256 == hashlib.sha256(good).hexdigest()
    places = [(type(o).__name__, o.path) for o in found[1:]]
    assert places == [
        ("BrokenRecord", "a.jsonl#3"),
        ("BrokenRecord", "a.jsonl#4"),
        ("BrokenRecord", "a.jsonl#5"),
        ("BrokenRecord", "a.jsonl#6"),
        ("EmptyInput", "a.jsonl#7"),
        ("Document", "a.jsonl#8"),
    ]


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b'{"text": "\\ud800"}', b'{"text": "\xff\xfe\xfa\x81"}', b"9" * 9000]
)
def test_a_hostile_line_is_one_error(line: bytes) -> None:
    found = list(read_jsonl(io.BytesIO(line + b'\n{"text": "Yes."}'), "a.jsonl", ReadOptions()))
    assert isinstance(found[-1], Document)
    assert len(found) == 2


def test_a_line_above_the_limit_is_skipped_without_being_held() -> None:
    long = b'{"text": "' + b"x" * 500_000 + b'"}\n'
    found = list(read_jsonl(io.BytesIO(long + b'{"text": "Yes."}\n'), "a.jsonl", OPTIONS))
    assert isinstance(found[0], errors.OversizedInput)
    assert isinstance(found[1], Document)
    assert found[1].path == "a.jsonl#2"


def test_markup_in_a_text_field_is_read_as_a_page() -> None:
    line = json.dumps({"text": "<p>Kenya resumed its talks with Somalia.</p><p>Photo: AFP</p>"}).encode()
    (document,) = read_jsonl(io.BytesIO(line), "a.jsonl", OPTIONS)
    assert zoned(cast(Document, document), ZoneKind.CAPTION) == ["Photo: AFP"]


def test_json_object_and_list() -> None:
    one = json.dumps({"text": "Kenya talks.", "published": "May 2020"}).encode()
    (document,) = read_json(io.BytesIO(one), "a.json", OPTIONS)
    assert (document.path, cast(Document, document).published) == ("a.json", "2020-05")
    many = json.dumps([{"text": "Kenya talks."}, 7, {"text": "Somalia talks."}]).encode()
    found = list(read_json(io.BytesIO(many), "a.json", OPTIONS))
    assert [o.path for o in found] == ["a.json#1", "a.json#2", "a.json#3"]
    assert isinstance(found[1], errors.BrokenRecord)


RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Gulf Wire</title><item><title>Envoys meet</title>
<pubDate>Wed, 03 May 2023 10:00:00 GMT</pubDate>
<author>Peter Marsh</author><description>short</description>
<content:encoded><![CDATA[<p>Envoys met in Muscat on Tuesday to discuss shipping.</p>
<p>Read more: Tankers</p>]]></content:encoded>
</item><item><description></description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Andes</title><entry><title>Treaty</title>
<updated>2022-11-08T01:00:00Z</updated><summary>Peru and Bolivia signed a treaty.</summary></entry></feed>"""


def test_feeds_give_one_document_an_entry() -> None:
    first, second = read_feed(io.BytesIO(RSS), "a.rss", OPTIONS)
    document = cast(Document, first)
    assert (document.path, document.title, document.published) == ("a.rss#1", "Envoys meet", "2023-05-03")
    assert (document.outlet, document.author) == ("Gulf Wire", "Peter Marsh")
    assert document.text.startswith("Envoys meet\n\nEnvoys met in Muscat")
    assert zoned(document, ZoneKind.BOILERPLATE) == ["Read more: Tankers"]
    assert isinstance(second, errors.EmptyInput)
    (atom,) = read_feed(io.BytesIO(ATOM), "a.atom", OPTIONS)
    assert zoned(cast(Document, atom), ZoneKind.BODY) == ["Peru and Bolivia signed a treaty."]
    assert cast(Document, atom).published == "2022-11-08"


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A small PDF with one line of text for each string."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, page in enumerate(pages):
        shown = " T* ".join(
            f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj" for line in page
        )
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return (out + head + tail).encode("latin-1")


def test_pdf_lines_become_paragraphs_again() -> None:
    pages = [
        [
            "Gulf Review",
            "Oman hosts the talks on shipping",
            "Envoys of six states met in Muscat on Tuesday to discuss the",
            "safety of shipping in the strait, which has been in ques-",
            "tion since April.",
            "They will meet again in Doha in the autumn, and hope that all",
            "of them will sign.",
            "1",
        ],
        ["Gulf Review", "Iran said it would not accept foreign fleets in the strait.", "2"],
        ["Gulf Review", "The talks go on until Friday.", "3"],
    ]
    (outcome,) = read_pdf(io.BytesIO(pdf(pages)), "a.pdf", OPTIONS)
    document = cast(Document, outcome)
    assert "in question since April." in document.text
    assert "Gulf Review" not in document.text
    assert len(zoned(document, ZoneKind.BODY)) == 4
    assert document.title == "Oman hosts the talks on shipping"


def test_a_scan_has_no_text_layer() -> None:
    with pytest.raises(errors.EmptyInput, match="OCR"):
        list(read_pdf(io.BytesIO(pdf([[]])), "a.pdf", OPTIONS))


@pytest.mark.parametrize("cut", [30, 200, 500])
def test_a_damaged_pdf_is_an_error_or_a_text(cut: int) -> None:
    with pytest.raises(errors.InputError):
        list(read_pdf(io.BytesIO(pdf([["Kenya talks."]])[:cut]), "a.pdf", OPTIONS))


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 1500 + "<p>Kenya resumed its talks with Somalia on Monday.</p>",
        "<p>Kenya resumed its talks with Somalia on Monday.<p>\0<b><i></p></b>",
        "<?xml version='1.0' encoding='utf-16'?><html><p>Kenya resumed its talks with Somalia on "
        "Monday.</p></html>",
        "<script type='application/ld+json'>"
        + "[" * 5000
        + "</script><p>Kenya resumed its talks on Monday.</p>",
        "Kenya resumed its talks with Somalia on Monday.",
    ],
)
def test_hostile_pages_are_read(page: str) -> None:
    document = html_document(page, Origin("a.html"))
    assert any(text.startswith("Kenya resumed its talks") for text in zoned(document, ZoneKind.BODY))


def test_names_on_the_whole_page_do_not_hide_the_report() -> None:
    page = (
        "<body class='comments related'><div class='share sidebar comments'><h1>Talks "
        "resume</h1><div class='newsletter'>"
        "<p>Kenya and Somalia resumed their talks on Monday in Nairobi, officials said.</p>"
        "<p>The two states have quarrelled over their sea border for ten years.</p></div></div></body>"
    )
    assert len(zoned(html_document(page, Origin("a")), ZoneKind.BODY)) == 2
