"""A Word document with what python-docx has no words for: bookmarks, links, fields, looks, fixed bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from entente.brief.writers.mending import contained, mended

#: Both have twins of the same widths in LibreOffice.
FONT, MONO = "Arial", "Courier New"
#: Millimetres between the margins of A4.
BREADTH = 174
#: A zip file knows no day before this one.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
#: Millimetres of a letter in a table; letters of a cell that is kept on one line, of a word that is let
#: break, and beyond which a longer cell asks for no more room.
_LETTER, _SHORT, _LONG, _MOST = 1.62, 18, 24, 160


class WordFile:
    """A document under way. Text is made fit for XML wherever it comes in; ids are counted from 1."""

    def __init__(self, title: str, author: str, subject: str) -> None:
        self.made = docx.Document()
        self._bookmarks = self._pictures = 0
        core = self.made.core_properties
        core.title, core.author, core.subject = (fit(text)[:255] for text in (title, author, subject))
        core.comments, core.language, core.last_modified_by = "", "en-GB", ""
        for stamp in core._element.xpath("dcterms:created | dcterms:modified"):
            stamp.getparent().remove(stamp)
        section = self.made.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm((210 - BREADTH) / 2)
        section.top_margin, section.bottom_margin = Mm(20), Mm(18)

    def style(self, name: str, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> Any:
        """The style of a name, made where there is none."""
        styles = self.made.styles
        if name in [known.name for known in styles]:
            return styles[name]
        made = styles.add_style(name, kind)
        if kind is WD_STYLE_TYPE.PARAGRAPH:
            made.base_style = styles["Normal"]
        return made

    def paragraph(self, style: str, spot: str = "") -> Paragraph:
        """An empty paragraph at the end of the document, with a bookmark on it."""
        made: Paragraph = self.made.add_paragraph()
        made._p.style = _id(style)
        if spot:
            self.bookmark(made, spot)
        return made

    def bookmark(self, paragraph: Paragraph, spot: str) -> None:
        """A place at the beginning of a paragraph that links can point to."""
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmarks))
            paragraph._p.append(mark)
        start.set(qn("w:name"), named(spot))

    def picture(self, image: bytes, description: str, millimetres: float) -> None:
        """An image in a paragraph of its own, told in words to those who do not see it."""
        self._pictures += 1
        paragraph = self.paragraph("Picture")
        inline = paragraph.add_run().add_picture(BytesIO(image), width=Mm(millimetres))._inline
        inline.docPr.set("descr", fit(description))
        inline.docPr.set("name", f"Picture {self._pictures}")
        inline.docPr.set("id", str(self._pictures))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int]) -> Table:
        """An empty table with its heads, which each page repeats; no row is cut by the end of a page."""
        table: Table = self.made.add_table(rows=len(rows) + 1, cols=len(heads), style="Brief Table")
        table.autofit = False
        parts = shares(heads, rows)
        for column, share in zip(table.columns, parts, strict=True):
            column.width = Mm(BREADTH * share)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for number, (cell, share) in enumerate(zip(row.cells, parts, strict=True)):
                cell.width = Mm(BREADTH * share)
                cell.paragraphs[0]._p.style = _id("Table Number" if number in numeric else "Table Text")
        top = table.rows[0]
        top._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, head in zip(top.cells, heads, strict=True):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            say(cell.paragraphs[0], head, "Table Head")
        return table

    def content(self) -> bytes:
        """The file, the same bytes for the same document."""
        raw, fixed = BytesIO(), BytesIO()
        self.made.save(raw)
        with zipfile.ZipFile(raw) as given, zipfile.ZipFile(fixed, "w") as taken:
            for item in given.infolist():
                entry = zipfile.ZipInfo(item.filename, _NO_DAY)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                taken.writestr(entry, given.read(item))
        return fixed.getvalue()


def say(paragraph: Paragraph, text: str, style: str | None = None) -> None:
    """Words at the end of a paragraph, in a character style."""
    _run(paragraph, text, style)


def _run(paragraph: Paragraph, text: str, style: str | None) -> Any:
    run = paragraph.add_run(fit(text))._r
    if style:
        run.style = _id(style)
    return run


def _id(style: str) -> str:
    """The id of a style. To look it up by name takes python-docx most of the time of a brief."""
    return style.replace(" ", "")


def link(paragraph: Paragraph, text: str, spot: str, style: str = "Inner Link") -> None:
    """Words that lead to a bookmark of the same document."""
    _link(paragraph, text, style).set(qn("w:anchor"), named(spot))


def outward(paragraph: Paragraph, address: str, style: str = "Inner Link") -> None:
    """An address that can be followed."""
    made = _link(paragraph, address, style)
    made.set(
        qn("r:id"), paragraph.part.relate_to(fit(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )


def _link(paragraph: Paragraph, text: str, style: str) -> Any:
    made = OxmlElement("w:hyperlink")
    made.set(qn("w:history"), "1")
    run = _run(paragraph, text, style)
    paragraph._p.append(made)
    made.append(run)
    return made


def field(paragraph: Paragraph, code: str) -> None:
    """A field that Word works out, such as PAGE."""
    made = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(made)


def look(
    style: Any, size: float | None = None, colour: str = "", shade: str = "", line: str = "", **how: bool
) -> None:
    """Set a style's type: points, colour and ground as hex digits, kind of underline, bold and italic."""
    if size:
        style.font.size = Pt(size)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    for name, value in how.items():
        setattr(style.font, name, value)
    properties = style.element.get_or_add_rPr()
    if line:
        properties.append(parse_xml(f'<w:u {nsdecls("w")} w:val="{line}"/>'))
    if shade:
        properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{shade}"/>'))


def faced(style: Any, name: str) -> None:
    """Set the font of a style, for every script."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def bordered(style: Any, sides: Sequence[str], kind: str, size: int, colour: str, space: int = 6) -> None:
    """Give the paragraphs of a style lines on some sides: ``size`` in eighths of a point."""
    lines = "".join(
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>' for side in sides
    )
    style.element.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
    )


def shaded(style: Any, colour: str) -> None:
    """Give the paragraphs of a style a ground."""
    style.element.get_or_add_pPr().insert_element_before(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'),
        *("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
    )


def shares(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """How the breadth is shared among columns: by their text, and each wide enough for its longest word.

    >>> [round(share, 2) for share in shares(["No.", "Words"], [["1", "a long sentence of many words"]])]
    [0.07, 0.93]
    """
    columns = [[row[number] for row in rows] for number in range(len(heads))]
    least = [_least(head, cells) for head, cells in zip(heads, columns, strict=True)]
    wished = [min(_MOST, max(map(len, [head, *cells]))) for head, cells in zip(heads, columns, strict=True)]
    room = BREADTH / _LETTER
    spare = max(0.0, room - sum(least))
    beyond = [max(0, wish - need) for wish, need in zip(wished, least, strict=True)]
    given = [need + spare * more / (sum(beyond) or 1) for need, more in zip(least, beyond, strict=True)]
    return [width / sum(given) for width in given]


def _least(head: str, cells: Sequence[str]) -> int:
    """Letters that a column needs: a date or a figure stands on one line, of prose its longest word."""
    words = [*head.split(), "xxxxx"]
    if max(map(len, cells), default=0) <= _SHORT:
        return max(map(len, [*words, *cells])) + 2
    return min(_LONG, max(len(word) for cell in cells for word in (*cell.split(), *words))) + 2


def named(spot: str) -> str:
    """An anchor as Word takes it for a bookmark: letters, digits and low lines."""
    return spot.replace("-", "_")


def fit(text: str) -> str:
    """Text that XML may hold and that turns nothing behind it."""
    return contained(mended(text))
