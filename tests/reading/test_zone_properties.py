"""What holds for the zones of every text, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.reading.compose import Origin, plain_document
from entente.reading.formats.markdown import markdown_document
from entente.records import Document, ZoneKind

LINES = st.sampled_from(
    [
        "",
        "",
        "Armenia accused Russia of inaction on Monday.",
        "Comments (3)",
        "  1. I disagree.",
        "    • Why?",
        "Leave a Reply",
        "By Jane Doe",
        "About the author",
        "Jane Doe is a reporter.",
        "Related",
        "What next?",
        "Photo: AFP",
        "# Heading",
        "====",
        "---",
        "Notes",
        "Ana, May 3, 2023 at 4:10 pm",
        "Bob said on May 3:",
        "\t",
        "> quoted",
        "THE TALKS",
        "21 September 2023",
        "![a](b)",
        "x",
        "\u00a0",
    ]
)
PAGES = st.lists(LINES, min_size=1, max_size=14).map("\n".join)
TEXTS = st.one_of(st.text(max_size=300), PAGES)
QUIET = settings(derandomize=True, max_examples=150, deadline=None)


def check(document: Document) -> None:
    """Zones are in order, apart from each other, and without surrounding blanks."""
    at = 0
    for zone in document.zones:
        words = document.text[zone.start : zone.end]
        assert at <= zone.start < zone.end <= len(document.text)
        assert words == words.strip()
        assert (zone.depth is not None) == (zone.kind is ZoneKind.COMMENT)
        at = zone.end


@QUIET
@given(TEXTS.filter(lambda text: text.strip()))
def test_zones_tile_a_plain_text(text: str) -> None:
    document = plain_document(text, Origin("t"))
    check(document)
    left = "".join(text[a:b] for a, b in _gaps(document))
    assert document.text == text
    assert not left.strip()


@QUIET
@given(TEXTS.filter(lambda text: text.strip()))
def test_zones_tile_a_markdown_text_but_for_heading_marks(text: str) -> None:
    document = markdown_document(text, Origin("t"))
    check(document)
    left = "".join(text[a:b] for a, b in _gaps(document))
    assert document.text == text
    assert set("".join(left.split())) <= set("#=-")


def _gaps(document: Document) -> list[tuple[int, int]]:
    starts = [0, *(z.end for z in document.zones)]
    ends = [*(z.start for z in document.zones), len(document.text)]
    return list(zip(starts, ends, strict=True))


PROSE = [
    "Share prices fell in Moscow after the talks broke down, dealers said.",
    "Follow-up talks on the border will be held in Tbilisi next month.",
    "Comments by the Iranian minister drew a sharp reply from Baku.",
    "Read in Ankara, the letter sounded like a threat.",
    "Copyright law was not on the agenda, the commission said.",
    "The report was first published on Tuesday by the United Nations.",
    "The views of the two governments are far apart, diplomats said.",
    "Support for the premier has fallen since the war, a member of parliament said.",
    "Photographs of the meeting showed the two leaders shaking hands.",
    "By Tuesday evening the army had taken three villages, the ministry said.",
    "Update talks were broken off after an hour, both sides said.",
    "Lena Koch is an analyst in Berlin who told reporters that the truce would not hold.",
    "Images of the shelled market (published by the army) caused outrage in Khartoum.",
    "«We will not yield,» the president said.",
    "Minsk refused.",
    "The source: a diplomat who asked not to be named, as he may not speak to the press.",
    "Subscribers to the treaty must report their stocks each year, the agency said.",
]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("sentence", PROSE)
def test_prose_stays_in_the_report(sentence: str, place: int) -> None:
    parts = [
        "Armenia's parliament met on Monday to debate the treaty.",
        "The prime minister defended it against the opposition.",
    ]
    parts.insert(place, sentence)
    document = plain_document("\n\n".join(["Parliament meets in Yerevan", *parts]), Origin("t"))
    kinds = {document.text[z.start : z.end]: z.kind for z in document.zones}
    assert kinds[sentence] is ZoneKind.BODY
