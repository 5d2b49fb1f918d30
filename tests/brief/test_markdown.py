from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sample_brief import HOSTILE, empty_brief, sample_brief

from entente.brief.backing import cited
from entente.brief.parts import Evidence, Line, Mark
from entente.brief.writers.markdown import escaped, marked, render_markdown

PAGE = render_markdown(sample_brief())
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HARMFUL = (
    *HOSTILE[:7],
    "# heading",
    "- item",
    "+ item",
    "12. item",
    "3) item",
    "---",
    "===",
    "> quoted",
    "```",
    "~~~",
    "| a | b |",
    "[a]: https://example.org",
    "![i](x)",
    "*a* _b_ **c** __d__ ~~e~~",
    "<!-- x --> &lt; &amp;",
    "ends in \\",
    "closed #",
    "* * *",
)


def inlines(source: str) -> list[Token]:
    return [child for token in READER.parse(source) for child in token.children or ()]


@pytest.mark.parametrize("text", HARMFUL)
@pytest.mark.parametrize("before", ["", "- ", "> ", "## ", "1. ", "- x\\\n  "])
def test_escaped_text_shows_as_itself_and_nothing_more(text: str, before: str) -> None:
    source = before + escaped(text)
    found = inlines(source)
    assert {token.type for token in found} <= {"text", "text_special", "hardbreak"}
    shown = "".join(token.content for token in found).removeprefix("x" if "x\\" in before else "")
    shown = re.sub("[\u202c\u2069]+$", "", shown)
    assert shown == re.sub("[\u202c\u2069]+$", "", " ".join(text.split()))
    kinds = {token.type for token in READER.parse(source)} - {
        token.type for token in READER.parse(before + "a")
    }
    assert not kinds


def test_a_cell_stays_one_cell() -> None:
    source = f"| h | i |\n| --- | --- |\n| {escaped(HOSTILE[2])} | {escaped(HOSTILE[3])} |"
    cells = [token for token in READER.parse(source) if token.type == "td_open"]
    assert len(cells) == 2


def test_addresses_do_not_turn_into_links() -> None:
    assert escaped("https://example.org www.example.org a@example.org") == (
        "https\\://example.org www\\.example.org a<!-- -->@example.org"
    )


def test_turns_of_direction_are_given_by_number_and_ended() -> None:
    assert escaped("\u202eabc") == "&#8238;abc&#8236;"
    assert escaped("\u2067abc\u2069") == "&#8295;abc&#8297;"


def test_no_raw_html_but_anchors_and_small_letters() -> None:
    raw = [token.content for token in inlines(PAGE) if token.type == "html_inline"]
    assert {re.sub(r'"[\w-]+"', '""', tag) for tag in raw} == {
        '<a id="">',
        "</a>",
        "<sup>",
        "</sup>",
        "<sub>",
        "</sub>",
        "<!-- -->",
    }
    assert not [token for token in READER.parse(PAGE) if token.type == "html_block"]
    assert "<script" not in PAGE
    PAGE.encode("utf-8")


def test_every_link_has_its_end() -> None:
    anchors = re.findall(r'<a id="([^"]+)"></a>', PAGE)
    links = [token.attrGet("href") for token in inlines(PAGE) if token.type == "link_open"]
    assert len(anchors) == len(set(anchors))
    assert {str(link)[1:] for link in links if str(link).startswith("#")} <= set(anchors)
    assert {use.anchor for use, _ in cited(sample_brief())} <= set(anchors)
    assert all(str(link).startswith(("#", "https://example.org/news/")) for link in links)


def test_order_is_that_of_the_page() -> None:
    heads = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    assert heads == [
        "Main findings",
        "Background",
        "The battle of words",
        "The regional perspective",
        "What next",
        "Evidence",
    ]


def test_an_utterance_says_who_what_where_and_what_it_answers() -> None:
    lines = PAGE.splitlines()
    at = next(n for n, line in enumerate(lines) if '<a id="u2">' in line)
    assert lines[at] == (
        '- <a id="u2"></a>**2** · 2021-03-04 · **Oren Tasch**, spokesman of the Foreign Ministry (Kestria) '
        "*replied*: “Nobody has done more for the pass than we have, and our neighbours know it.” "
        "<sup>[2](#e2) [16](#e16)</sup>\\"
    )
    assert lines[at + 1] == "  REJECT · of Valdoria · Kestrian News Agency · answers [1](#u1) (next to speak)"


def test_a_picture_is_its_description() -> None:
    assert "Picture: Events of each month: cooperation until 2020" in PAGE
    assert "<svg" not in PAGE


def test_marks_are_bold_with_their_role() -> None:
    paragraph = "“No!” said Ilse: “*never* again.”"
    marks = (Mark(0, 5, "content"), Mark(6, 10, "cue"), Mark(11, 15, "source"), Mark(17, 33, "content"))
    entry = Evidence(1, ("s",), "", None, None, "", "body", paragraph, marks)
    assert marked(entry) == (
        "“**No**<sub>content</sub>!” **said**<sub>cue</sub> **Ilse**<sub>source</sub>: "
        "“\\***never\\* again**<sub>content</sub>.”"
    )


def test_bold_of_every_mark_takes_effect() -> None:
    for entry in sample_brief().evidence:
        kinds = [token.type for token in inlines(marked(entry))]
        assert kinds.count("strong_open") == marked(entry).count("<sub>")


def test_tables_have_a_column_of_evidence_and_numbers_to_the_right() -> None:
    assert "| Actor | With | Cooperation | Conflict | Mean intensity | Evidence |" in PAGE
    assert "| --- | --- | ---: | ---: | ---: | --- |" in PAGE
    tables = [token for token in READER.parse(PAGE) if token.type == "table_open"]
    assert len(tables) == 3


def test_what_is_empty_says_so() -> None:
    assert render_markdown(empty_brief()).count("*Nothing in the record.*") == 6


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render_markdown(sample_brief()) == PAGE


def test_a_line_must_not_cite_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="cites evidence 99"):
        render_markdown(replace(sample_brief(), findings=(Line(("x",), (99,)),)))
