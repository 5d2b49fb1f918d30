"""How a brief looks in Word: named styles, so that whoever gets it can change them at one place."""

from __future__ import annotations

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from entente.brief.writers.wordfile import BREADTH, FONT, MONO, WordFile, bordered, faced, look, shaded

INK, MUTED, LINE, TINT, LINK = "1B2026", "59636E", "D5D9DD", "F1F2EF", "0B558F"
SIDES = ("005F99", "94386B")

#: Family of roles -> ground, line below, bold, italic: what the page shows as well.
_MARKS = {
    "who": ("DCEBF7", "single", True, False),
    "act": ("FBE5CF", "dotted", False, True),
    "whom": ("F5DFEC", "double", True, False),
    "what": ("F4F1D6", "", False, False),
    "if": ("E4E7EA", "dash", False, False),
    "then": ("D9EFE5", "wave", False, False),
    "other": ("E4E7EA", "", False, False),
}
_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BriefTable">
<w:name w:val="Brief Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="6" w:space="0" w:color="{MUTED}"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
</w:tblBorders>
<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{MUTED}"/></w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""


def styled(file: WordFile) -> None:
    """Set up every style that the brief uses."""
    _standing(file)
    _paragraphs(file)
    _characters(file)
    file.made.styles.element.append(parse_xml(_TABLE))


def _standing(file: WordFile) -> None:
    """The styles that every Word document has."""
    styles = file.made.styles
    normal = styles["Normal"]
    faced(normal, FONT)
    look(normal, 9.5, INK)
    normal.paragraph_format.space_after = Pt(4)
    normal.element.get_or_add_rPr().append(
        parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>')
    )
    for lang in styles.element.xpath("w:docDefaults//w:lang"):
        lang.getparent().remove(lang)
    for name, size, before in (("Title", 20, 0), ("Heading 1", 15, 18), ("Heading 2", 11.5, 12)):
        _heading(file, name, size, before)
    _heading(file, "Heading 3", 9.5, 8)
    for edge in styles["Title"].element.xpath(".//w:pBdr"):
        edge.getparent().remove(edge)
    bordered(styles["Heading 1"], ("top",), "single", 12, INK, 4)
    for name in ("Header", "Footer", "Caption"):
        faced(styles[name], FONT)
        look(styles[name], 8.5, MUTED, bold=False, italic=False)
    for name in ("List Number", "List Bullet"):
        styles[name].paragraph_format.space_after = Pt(4)


def _heading(file: WordFile, name: str, size: float, before: float) -> None:
    style = file.made.styles[name]
    faced(style, FONT)
    look(style, size, INK, bold=True, italic=False)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
    style.paragraph_format.keep_with_next = True


def _paragraphs(file: WordFile) -> None:
    for name in ("Method", "Origin", "Facts"):
        style = file.style(name)
        look(style, 8.5, MUTED)
        style.paragraph_format.space_after = Pt(6 if name == "Method" else 1)
    file.style("Picture").paragraph_format.keep_with_next = True
    for name in ("Table Text", "Table Number"):
        style = file.style(name)
        look(style, 8)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1.5)
    file.style("Table Number").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name, side, kind, size in (("Side A", "left", "single", 24), ("Side B", "right", "double", 12)):
        style = file.style(name)
        bordered(style, (side,), kind, size, SIDES[name == "Side B"])
        indent = style.paragraph_format
        indent.left_indent, indent.right_indent = (
            Mm(2 if side == "left" else 12),
            Mm(14 - 12 * (side != "left")),
        )
        indent.space_after, indent.keep_together = Pt(8), True
    claim = file.style("Claim")
    bordered(claim, ("left",), "single", 4, LINE)
    claim.paragraph_format.left_indent = Mm(2)
    claim.paragraph_format.space_after, claim.paragraph_format.keep_together = Pt(8), True
    quoted = file.style("Evidence Text")
    look(quoted, 8.5)
    shaded(quoted, TINT)
    quoted.paragraph_format.space_after = Pt(2)
    quoted.paragraph_format.keep_together = quoted.paragraph_format.keep_with_next = True
    own = file.style("Analyst")
    bordered(own, ("top", "left", "bottom", "right"), "single", 12, INK)
    own.paragraph_format.left_indent = own.paragraph_format.right_indent = Mm(3)
    own.paragraph_format.space_before = own.paragraph_format.space_after = Pt(10)
    own.paragraph_format.keep_together = True
    for tabs in file.style("Header").element.xpath(".//w:tabs"):
        tabs.getparent().remove(tabs)
    file.style("Header").paragraph_format.tab_stops.add_tab_stop(Mm(BREADTH), WD_TAB_ALIGNMENT.RIGHT)


def _characters(file: WordFile) -> None:
    kind = WD_STYLE_TYPE.CHARACTER
    look(file.style("Method Mark", kind), 8, MUTED, TINT, bold=True)
    look(file.style("Analyst Mark", kind), 8.5, "FFFFFF", INK, bold=True)
    look(file.style("Inner Link", kind), None, LINK)
    look(file.style("Evidence Link", kind), None, LINK, superscript=True)
    look(file.style("Muted", kind), 8.5, MUTED)
    look(file.style("Table Head", kind), 7.5, MUTED, bold=True)
    look(file.style("Row Head", kind), bold=True)
    look(file.style("Act", kind), 8, MUTED, bold=True)
    look(file.style("Cue", kind), italic=True)
    for side, colour in zip("AB", SIDES, strict=True):
        look(file.style(f"Speaker {side}", kind), None, colour, bold=True)
    records = file.style("Record", kind)
    faced(records, MONO)
    look(records, 7, MUTED)
    for family, (ground, line, bold, italic) in _MARKS.items():
        look(file.style(f"Mark {family}", kind), None, "", ground, line, bold=bold, italic=italic)
