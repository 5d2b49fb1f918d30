"""What holds of a brief in every format that is written to a file."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree, html  # type: ignore[import-untyped]
from sample_brief import HOSTILE, empty_brief, noted_brief, sample_brief

from entente.brief.backing import cited, unbacked, uses
from entente.brief.brief import Brief
from entente.brief.parts import Contents, Line
from entente.brief.writers.docx import render_docx
from entente.brief.writers.html import render_html, render_paper
from entente.brief.writers.pdf import render_pdf
from entente.errors import MissingLibrary, UsageError

BRIEF = noted_brief()
ENDS = ("html", "md", "pdf", "docx")
FOLDER = Path(__file__).parent


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the brief in every format."""
    folder = tmp_path_factory.mktemp("written")
    for end in ENDS:
        Brief(BRIEF).save(folder / f"brief.{end}")
    return folder


@cache
def word(path: Path) -> docx.document.Document:
    return docx.Document(str(path))


def paragraphs(document: docx.document.Document) -> Iterator[etree._Element]:
    yield from document.element.body.iter(qn("w:p"))


def words(element: etree._Element) -> str:
    return "".join(element.itertext(qn("w:t")))


def shown(path: Path) -> str:
    """All the text of a file, as a reader sees it."""
    match path.suffix:
        case ".html":
            return " ".join(html.parse(str(path)).getroot().text_content().split())
        case ".docx":
            return " ".join(words(p) for p in paragraphs(word(path)))
        case ".pdf":
            return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)
        case _:
            return path.read_text("utf-8")


def test_the_same_bytes_in_another_process_at_another_time(written: Path, tmp_path: Path) -> None:
    code = (
        "import sys, time; time.time = lambda: 4e9\n"
        "from sample_brief import noted_brief; from entente.brief.brief import Brief\n"
        f"[Brief(noted_brief()).save(sys.argv[1] + '/brief.' + end) for end in {ENDS}]"
    )
    places = os.pathsep.join([str(FOLDER), *filter(None, sys.path)])
    given = os.environ | {"PYTHONPATH": places, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=given, check=True)
    for file in sorted(written.iterdir()):
        first, again = (
            hashlib.sha256(place.read_bytes()).hexdigest() for place in (file, tmp_path / file.name)
        )
        assert first == again, file.name


@pytest.mark.parametrize("end", ENDS)
def test_method_and_analyst_are_marked_in_every_format(written: Path, end: str) -> None:
    text = shown(written / f"brief.{end}")
    rules = [rule for rule in (BRIEF.rule, *(part.rule for part in BRIEF.parts)) if rule]
    notes = [block.note for part in BRIEF.parts for block in part.blocks if block.note]
    assert len(re.findall(r"\*?Method\b", text)) == len(rules) + len(notes) + 1
    by = re.findall(r"\*{0,2}Analyst\*{0,2} +\(?A\. Analyst ", text)
    assert len(by) == len(BRIEF.own)
    for own in BRIEF.own:
        assert f"Of the {own.place}" in text


def test_every_line_of_the_page_has_evidence_or_says_what_it_is(written: Path) -> None:
    main = html.parse(str(written / "brief.html")).getroot().xpath("//main")[0]
    backed = {use.anchor for use, evidence in cited(BRIEF) if evidence}
    marked = {"own", "entry", "legend", "nothing", "sides"}
    bare = []
    for line in main.xpath(".//p | .//li | .//tbody/tr | .//figcaption"):
        above = [line, *line.iterancestors()]
        kinds = {kind for element in above for kind in element.get("class", "").split()}
        said = {element.get("id") for element in above} & backed or kinds & marked
        if not said and not line.xpath(".//*[@class='kind']"):
            bare.append(line.get("id"))
    assert bare == [use.anchor for use in unbacked(BRIEF)] == ["f5"]


def test_every_line_of_the_word_file_has_evidence_or_says_what_it_is(written: Path) -> None:
    backed = {use.anchor.replace("-", "_") for use, evidence in cited(BRIEF) if evidence}
    bare = []
    for row in word(written / "brief.docx").element.body.iter(qn("w:tr")):
        spots = set(row.xpath(".//w:bookmarkStart/@w:name"))
        if not spots & backed and not row.xpath("./w:trPr/w:tblHeader"):
            bare.append(words(row))
    for paragraph in word(written / "brief.docx").paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if set(paragraph._p.xpath(".//w:bookmarkStart/@w:name")) & backed or not paragraph.text:
            continue
        said = {"Method": " Method ", "Caption": " Method ", "Analyst": " Analyst "}.get(style, "")
        if style.startswith(("Heading", "Title", "Origin", "Evidence", "Facts")):
            continue
        if not (said and paragraph.text.startswith(said)) and paragraph.text != "Nothing in the record.":
            bare.append(paragraph.text)
    focus, *rest = bare
    assert focus.split() == [*BRIEF.sides, *BRIEF.period.split()]
    assert rest == ["Three threats with a condition are open."]


def test_every_line_of_the_text_has_evidence_or_says_what_it_is(written: Path) -> None:
    text, _, _ = (written / "brief.md").read_text("utf-8").partition("\n## Evidence")
    _, _, text = text.partition("\n## Main findings")
    bare = []
    for line in filter(None, text.splitlines()):
        told = line.startswith(("#", "*Method", "> **Analyst**", "![", "| ---", "  ", "*Nothing"))
        if not told and "](#e" not in line and not re.match(r"\| (Date|Actor|Pair) ", line):
            bare.append(line)
    assert bare == ['5. <a id="f5"></a>Three threats with a condition are open.']


def test_what_opens_nothing_is_listed() -> None:
    assert [use.label for use in unbacked(sample_brief())] == ["finding 5"]
    assert not list(unbacked(empty_brief()))
    more = replace(BRIEF, findings=(Line(("A",)), Line(("B",), (1,))))
    assert [use.label for use in unbacked(more)] == ["finding 1"]


def test_remarks_are_behind_their_evidence() -> None:
    assert "Background, 1" in {use.label for use in uses(BRIEF)[1]}


def test_links_of_the_pdf_have_their_ends(written: Path) -> None:
    reader = pypdf.PdfReader(written / "brief.pdf")
    ends = set(reader.named_destinations)
    for use, evidence in cited(BRIEF):
        assert not evidence or use.anchor in ends
    assert {f"e{entry.number}" for entry in BRIEF.evidence if uses(BRIEF)[entry.number]} <= ends
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    assert {str(note["/Dest"]) for note in notes if "/Dest" in note} <= ends
    outward = {note["/A"]["/URI"] for note in notes if "/A" in note}
    assert outward and all(address.startswith("https://example.org/news/") for address in outward)


def test_the_pdf_is_titled_tagged_and_has_an_outline(written: Path) -> None:
    reader = pypdf.PdfReader(written / "brief.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == BRIEF.title
    assert str(reader.metadata.author).startswith("Entente, A. Analyst")
    assert reader.metadata.creation_date is None
    root: Any = reader.root_object
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"]
    outline: Any = reader.outline
    top, below = outline
    assert top["/Title"] == BRIEF.title
    titles = [item["/Title"] for item in below if not isinstance(item, list)]
    assert titles == ["Main findings", *(part.title for part in BRIEF.parts), "Analyst", "Evidence"]
    assert f"2 / {len(reader.pages)}" in reader.pages[1].extract_text()
    assert BRIEF.period in reader.pages[1].extract_text()
    assert [text for text in told(root["/StructTreeRoot"]) if text.startswith("Events of each month")]


def told(element: pypdf.generic.DictionaryObject) -> Iterator[str]:
    """What the tags of a PDF say in place of pictures."""
    if "/Alt" in element:
        yield str(element["/Alt"])
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object()
        if isinstance(found, pypdf.generic.DictionaryObject):
            yield from told(found)


def test_links_of_the_word_file_have_their_ends(written: Path) -> None:
    body = word(written / "brief.docx").element.body
    spots = body.xpath(".//w:bookmarkStart/@w:name")
    assert len(spots) == len(set(spots))
    assert all(re.fullmatch(r"[a-z][\w]{0,39}", spot) for spot in spots)
    assert set(body.xpath(".//w:hyperlink/@w:anchor")) <= set(spots)
    assert {use.anchor.replace("-", "_") for use, _ in cited(BRIEF)} <= set(spots)
    ids = body.xpath(".//w:bookmarkStart/@w:id")
    assert ids == [str(number) for number in range(1, len(ids) + 1)]
    assert body.xpath(".//w:bookmarkEnd/@w:id") == ids


def test_the_word_file_is_word_s_own(written: Path) -> None:
    document = word(written / "brief.docx")
    heads = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads == ["Main findings", *(part.title for part in BRIEF.parts), "Analyst", "Evidence"]
    core = document.core_properties
    assert (core.title, core.language) == (BRIEF.title, "en-GB")
    assert core.author.startswith("Entente, A. Analyst")
    assert not core._element.xpath("dcterms:created | dcterms:modified")
    for table in document.tables:
        assert table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")
    assert document.element.body.xpath(".//wp:docPr/@descr") == [
        "Events of each month: cooperation until 2020, conflict from March 2021."
    ]
    footer = document.sections[0].footer._element
    assert footer.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    styles = {p.style.name for p in document.paragraphs if p.style}
    assert {"Side A", "Side B", "Claim", "Method", "Analyst", "Evidence Text"} <= styles
    used = set(document.element.body.xpath(".//w:rStyle/@w:val | .//w:pStyle/@w:val | .//w:tblStyle/@w:val"))
    assert used <= {style.style_id for style in document.styles}


@pytest.mark.parametrize("end", ENDS)
def test_hostile_words_stay_words(written: Path, end: str) -> None:
    file = written / f"brief.{end}"
    raw = file.read_bytes()
    if end == "pdf":
        assert b"/JavaScript" not in raw and b"/JS" not in raw
    if end == "docx":
        body = etree.tostring(word(file).element).decode()
        assert "&lt;script&gt;" in body
        assert body.count("\u202e") == body.count("\u202c")
    if end == "html":
        assert not html.parse(str(file)).getroot().xpath("//script")
    if end in ("html", "docx", "pdf"):
        assert "alert(1)" in shown(file) and "{{ brief }}" in shown(file)
    assert "\x00" not in shown(file)


def test_pictures_stand_beside_markdown_and_are_linked(tmp_path: Path) -> None:
    place = tmp_path / "a b#c.md"
    Brief(BRIEF).save(place)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a b#c-1.svg", "a b#c.md"]
    text = place.read_text("utf-8")
    assert "(a%20b%23c-1.svg)" in text and "Picture:" not in text
    svg = etree.fromstring((tmp_path / "a b#c-1.svg").read_bytes())
    assert svg.get("width") == "700" and "var(" not in etree.tostring(svg).decode()
    assert svg[0].get("fill") == "#ffffff"


def test_the_page_shows_the_picture_that_fits_and_paper_the_wide_one() -> None:
    page = html.fromstring(render_html(BRIEF))
    assert [box.get("class") for box in page.xpath("//figure/div")] == ["broad", "narrow"]
    paper = html.fromstring(render_paper(BRIEF))
    (image,) = paper.xpath("//figure/img")
    assert image.get("alt").startswith("Events of each month") and image.get("class") is None
    assert not paper.xpath("//svg") and "var(--" not in render_paper(BRIEF)


def test_the_layout_asks_for_nothing_that_weasyprint_does_not_know(
    caplog: pytest.LogCaptureFixture,
) -> None:
    render_pdf(empty_brief())
    assert not caplog.records


@pytest.mark.parametrize("brief", [empty_brief(), replace(empty_brief(), parts=())])
def test_an_empty_brief_is_written_in_every_format(brief: Contents, tmp_path: Path) -> None:
    for end in ENDS:
        file = Brief(brief).save(tmp_path / f"empty.{end}")
        assert "Nothing in the record." in shown(file)


def test_statements_of_a_brief_without_sides_are_on_none(tmp_path: Path) -> None:
    brief = replace(BRIEF, sides=())
    for end in ENDS:
        assert "(Kestria)" not in shown(Brief(brief).save(tmp_path / f"brief.{end}"))
    styles = {p.style.name for p in word(tmp_path / "brief.docx").paragraphs if p.style}
    assert not styles & {"Side A", "Side B"}


def test_where_pango_is_missing_the_message_says_what_mends_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weasyprint.py").write_text("print('advice')\nraise OSError('cannot load libpango-1.0-0')")
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    old = tmp_path / "brief.pdf"
    old.write_text("old")
    with pytest.raises(MissingLibrary, match=r"libpango-1\.0-0.*apt install .*\.docx"):
        Brief(empty_brief()).save(old)
    assert old.read_text() == "old" and not capsys.readouterr().out


def test_what_cannot_be_written_keeps_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "brief-1.svg").mkdir()
    old = tmp_path / "brief.md"
    old.write_text("old")
    with pytest.raises(UsageError, match=r"cannot write to .*brief-1\.svg"):
        Brief(BRIEF).save(old)
    assert old.read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["brief-1.svg", "brief.md"]


def test_a_line_must_not_cite_what_is_not_there() -> None:
    wrong = replace(sample_brief(), findings=(Line(("x",), (99,)),))
    for render in (render_pdf, render_docx):
        with pytest.raises(ValueError, match="cites evidence 99"):
            render(wrong)


def test_long_words_and_lines_fit_the_word_file() -> None:
    document = docx.Document(BytesIO(render_docx(sample_brief())))
    for table in document.tables:
        widths = [int(width) for width in table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w")]
        assert sum(widths) <= 174 / 25.4 * 1440 + len(widths) and min(widths) > 300
    assert HOSTILE[6] in " ".join(words(p) for p in paragraphs(document))
