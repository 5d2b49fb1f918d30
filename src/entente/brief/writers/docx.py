"""A brief as a Word document, by python-docx: the same lines in the same order as the page."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from entente.brief.backing import Use, anchor, uses
from entente.brief.parts import (
    Block,
    Claims,
    Contents,
    Evidence,
    Ledger,
    Outlook,
    Own,
    Part,
    Picture,
    Place,
    Remarks,
    Table,
    Utterance,
)
from entente.brief.writers.drawings import png
from entente.brief.writers.html import ANALYST, FAMILIES, METHOD, SHOWN, authors, quote, stretches
from entente.brief.writers.wordfile import BREADTH, WordFile, field, link, outward, say
from entente.brief.writers.wordstyles import styled

#: Millimetres of a picture that was drawn for a column.
_COLUMN = 105


def render_docx(brief: Contents) -> bytes:
    """The brief on A4, in Word's own styles. The same brief gives the same bytes on the same machine.

    Raises:
        ValueError: a line cites evidence that the brief does not hold.
    """
    behind = uses(brief)
    file = WordFile(brief.title, authors(brief), brief.period)
    styled(file)
    writer = _Writer(brief, file)
    writer.head()
    writer.findings()
    for number, part in enumerate(brief.parts, start=1):
        writer.part(number, part)
    if brief.own_of(Place.END):
        file.made.add_heading(ANALYST, 1)
        writer.own(brief.own_of(Place.END))
    file.made.add_heading("Evidence", 1)
    writer.legend()
    for entry in brief.evidence:
        writer.entry(entry, behind[entry.number])
    if not brief.evidence:
        writer.nothing()
    if brief.colophon:
        writer.method(brief.colophon)
    return file.content()


class _Writer:
    """Writes each piece of a brief to the end of a document."""

    def __init__(self, brief: Contents, file: WordFile) -> None:
        self.brief, self.file = brief, file

    def head(self) -> None:
        """Title, focus, period and facts, and what stands on top and at the foot of every page."""
        brief, file = self.brief, self.file
        say(file.paragraph("Title"), brief.title)
        focus = file.paragraph("Normal")
        for side, name in enumerate(brief.sides):
            say(focus, name, f"Speaker {_letter(side)}")
            say(focus, "   ")
        say(focus, brief.period, "Muted")
        for name, value in brief.facts:
            fact = file.paragraph("Facts")
            say(fact, f"{name}: ", "Table Head")
            say(fact, value)
        section = file.made.sections[0]
        top, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        say(top, f"{brief.title}\t{brief.period}")
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        field(foot, "PAGE")
        say(foot, " / ")
        field(foot, "NUMPAGES")

    def findings(self) -> None:
        """The main findings, and what the analyst has to say of them."""
        self.file.made.add_heading("Main findings", 1)
        if self.brief.rule:
            self.method(self.brief.rule)
        for number, line in enumerate(self.brief.findings, start=1):
            made = self.file.paragraph("List Number", spot=anchor("f", number))
            say(made, " ".join(line.cells))
            refs(made, line.evidence)
        if not self.brief.findings:
            self.nothing()
        self.own(self.brief.own_of(Place.SUMMARY))

    def part(self, number: int, part: Part) -> None:
        """One of the parts with its rule, its blocks and the analyst's words."""
        say(self.file.paragraph("Heading 1", spot=anchor("p", number)), part.title)
        if part.rule:
            self.method(part.rule)
        for place, block in enumerate(part.blocks, start=1):
            self.block(block, (number, place))
        if not part.blocks:
            self.nothing()
        self.own(self.brief.own_of_part(number))

    def block(self, block: Block, where: tuple[int, int]) -> None:
        """One block with its title and its note."""
        if block.title:
            say(self.file.paragraph("Heading 2"), block.title)
        self.body(block, where)
        if block.note:
            self.method(block.note, "Caption" if isinstance(block, Picture) else "Method")

    def body(self, block: Block, where: tuple[int, int]) -> None:
        """What a block holds."""
        if not _filled(block):
            self.nothing()
        match block:
            case Table():
                self.table(block, where)
            case Remarks():
                self.remarks(block, where)
            case Ledger():
                for said in block.utterances:
                    self.utterance(said)
            case Claims():
                for number, claim in enumerate(block.claims, start=1):
                    self.claim(claim, anchor("c", *where, number))
            case Picture():
                drawn = block.wide or block.svg
                self.file.picture(png(drawn), block.description, BREADTH if block.wide else _COLUMN)

    def table(self, table: Table, where: tuple[int, int]) -> None:
        """Rows under heads, with a column of evidence where a row has any."""
        opens = any(row.evidence for row in table.rows)
        heads = (*table.heads, "Evidence") if opens else table.heads
        texts = [(*row.cells, "[00] [00]") if opens else row.cells for row in table.rows]
        if not texts:
            return
        made = self.file.table(heads, texts, table.numeric)
        for number, (cells, row) in enumerate(zip(made.rows[1:], table.rows, strict=True), start=1):
            paragraphs = [cell.paragraphs[0] for cell in cells.cells]
            self.file.bookmark(paragraphs[0], anchor("r", *where, number))
            for place, (paragraph, text) in enumerate(zip(paragraphs, row.cells, strict=False)):
                say(paragraph, text, None if place else "Row Head")
            if opens:
                refs(paragraphs[-1], row.evidence, "Inner Link")
        self.file.paragraph("Method").paragraph_format.line_spacing = 0.1

    def remarks(self, block: Remarks, where: tuple[int, int]) -> None:
        """Sentences, each with its evidence."""
        for number, line in enumerate(block.lines, start=1):
            made = self.file.paragraph("List Bullet", spot=anchor("r", *where, number))
            say(made, " ".join(line.cells))
            refs(made, line.evidence)

    def utterance(self, said: Utterance) -> None:
        """Day and number, who, in what office, for whom; the words; what they do, of whom, where."""
        named = self.brief.side(said)
        side = _letter(said.side)
        made = self.file.paragraph(f"Side {side}" if named else "Claim", spot=anchor("u", said.number))
        say(made, f"{said.date or 'undated'} · no. {said.number} · ", "Muted")
        say(made, said.speaker, f"Speaker {side}" if named else "Row Head")
        say(made, f", {said.office}" if said.office else "")
        say(made, f" ({named})" if named else "", "Muted")
        say(made, f" {said.cue}" if said.cue else "", "Cue")
        made.add_run().add_break()
        say(made, quote(said.words) if said.quoted else said.words)
        refs(made, said.evidence)
        told = [said.act or "", said.target or "", said.outlet or ""]
        if any(told) or said.answers:
            made.add_run().add_break()
            say(made, told[0], "Act")
            say(made, "".join(f" {text}" for text in told[1:] if text), "Muted")
        if said.answers:
            say(made, " ", "Muted")
            link(made, f"answers {said.answers}", anchor("u", said.answers))
            say(made, f" ({said.answer_rule})" if said.answer_rule else "", "Muted")

    def claim(self, claim: Outlook, spot: str) -> None:
        """Who claims, when; the words; condition, horizon and outcome."""
        made = self.file.paragraph("Claim", spot=spot)
        say(made, claim.claimant, "Row Head")
        say(made, f" ({claim.said})", "Muted")
        made.add_run().add_break()
        say(made, claim.words)
        refs(made, claim.evidence)
        terms = (("Condition", claim.condition), ("Horizon", claim.horizon), ("Outcome", claim.outcome))
        for name, value in terms:
            if value:
                made.add_run().add_break()
                say(made, f"{name}: ", "Table Head")
                say(made, value, "Muted")
        if claim.outcome:
            refs(made, claim.told_by)

    def legend(self) -> None:
        """How each role that occurs is marked."""
        found = {mark.role for entry in self.brief.evidence for mark in entry.marks}
        if found:
            made = self.file.paragraph("Origin")
            say(made, "Marked: ")
            for role in (role for role in FAMILIES if role in found):
                say(made, role, _mark(role))
                say(made, "  ")

    def entry(self, entry: Evidence, behind: Sequence[Use]) -> None:
        """A paragraph of a document with its marks, where it is from, and what rests on it."""
        title = self.file.paragraph("Heading 3", spot=anchor("e", entry.number))
        say(title, f"[{entry.number}] {entry.title or 'Untitled'}")
        origin = self.file.paragraph("Origin")
        origin.paragraph_format.keep_with_next = True
        named = (entry.outlet, entry.published or "undated", entry.zone if entry.zone != "body" else None)
        say(origin, " · ".join(filter(None, named)) + " · ")
        if entry.path.startswith(("https://", "http://")):
            outward(origin, entry.path)
        else:
            say(origin, entry.path)
        text = self.file.paragraph("Evidence Text")
        for piece in stretches(entry):
            say(text, piece.text, _mark(piece.role) if piece.role else None)
        last = self.file.paragraph("Origin")
        say(last, " ".join(entry.records), "Record")
        for number, use in enumerate(behind):
            say(last, "; " if number else "  behind ")
            link(last, use.label, use.anchor)

    def method(self, text: str, style: str = "Method") -> None:
        """Words that tell how the brief was made, marked so."""
        made = self.file.paragraph(style)
        say(made, f" {METHOD} ", "Method Mark")
        say(made, f" {text}")

    def own(self, written: Sequence[Own]) -> None:
        """The analyst's words, in a frame and marked."""
        for one in written:
            made = self.file.paragraph("Analyst")
            say(made, f" {ANALYST} ", "Analyst Mark")
            say(made, f" {one.author}, {one.day}", "Muted")
            made.add_run().add_break()
            say(made, one.text)

    def nothing(self) -> None:
        """What stands where there is nothing."""
        say(self.file.paragraph("Method"), "Nothing in the record.")


def refs(paragraph: Paragraph, numbers: Sequence[int], style: str = "Evidence Link") -> None:
    """Links to the evidence behind a line; of many, all but the first few behind "+n"."""
    first = numbers if len(numbers) <= SHOWN else numbers[: SHOWN - 1]
    for number in first:
        say(paragraph, " ")
        link(paragraph, f"[{number}]", anchor("e", number), style)
    if len(first) < len(numbers):
        say(paragraph, " ")
        link(paragraph, f"+{len(numbers) - len(first)}", anchor("e", numbers[len(first)]), style)


def _filled(block: Block) -> bool:
    match block:
        case Table():
            return bool(block.rows)
        case Remarks():
            return bool(block.lines)
        case Ledger():
            return bool(block.utterances)
        case Claims():
            return bool(block.claims)
        case Picture():
            return True


def _mark(role: str) -> str:
    return f"Mark {FAMILIES.get(role, 'other')}"


def _letter(side: int) -> str:
    return "B" if side == 1 else "A"
