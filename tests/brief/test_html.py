from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree, html  # type: ignore[import-untyped]
from sample_brief import HOSTILE, empty_brief, sample_brief

from entente.brief.backing import cited
from entente.brief.parts import Evidence, Line, Mark, Picture
from entente.brief.writers.html import FAMILIES, quote, render_html, stretches, template
from entente.charts.theme import LIGHT

PAGE = render_html(sample_brief())
TREE = html.fromstring(PAGE)


def text(element: etree._Element) -> str:
    return " ".join(element.text_content().split())


def theme(css: str, number: int) -> dict[str, str]:
    """The colours of the light (0) or the dark theme (1)."""
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[number]
    return dict(re.findall(r"--([\w-]+): (#\w+);", block))


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_page_is_one_file_that_asks_for_nothing() -> None:
    assert PAGE.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    policy = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert not TREE.xpath("//script | //link | //img | //iframe | //object | //@src")
    assert not [name for e in TREE.iter(etree.Element) for name in e.attrib if name.lower().startswith("on")]
    assert "url(" not in template("brief.css") and "@import" not in template("brief.css")


def test_no_word_of_a_document_becomes_markup() -> None:
    assert "<script" not in PAGE and "<b>bold" not in PAGE
    assert all(not href.lower().startswith("javascript:") for href in TREE.xpath("//@href"))
    assert "\x00" not in PAGE and "\ud800" not in PAGE
    PAGE.encode("utf-8")
    shown = TREE.text_content()
    assert all(words in shown for words in HOSTILE[:5])
    assert "{{ brief }} {% raw %}" in shown


def test_every_link_inside_the_page_has_its_end_and_every_id_is_unique() -> None:
    ids = TREE.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in TREE.xpath("//@href") if href.startswith("#")} <= set(ids)


def test_every_line_links_to_its_evidence_and_back() -> None:
    for use, numbers in cited(sample_brief()):
        line = TREE.get_element_by_id(use.anchor)
        links = line.xpath(".//*[@class='refs']/a/@href")
        assert links == [f"#e{number}" for number in numbers][: 6 if len(numbers) > 6 else None]
        for number in numbers:
            assert f"#{use.anchor}" in TREE.get_element_by_id(f"e{number}").xpath(".//@href")


def test_more_than_six_are_cut_to_five_and_a_number() -> None:
    links = TREE.get_element_by_id("u5").xpath(".//*[@class='refs']/a")
    assert [text(link) for link in links] == ["[1]", "[2]", "[3]", "[4]", "[5]", "+4"]
    assert links[-1].get("href") == "#e6" and links[-1].get("title") == "also 6, 7, 8, 9"


def test_the_evidence_is_the_paragraph_with_its_marks() -> None:
    for entry in sample_brief().evidence:
        quoted = TREE.get_element_by_id(f"e{entry.number}").find("blockquote")
        if not set(entry.paragraph) & {"\x00", "\ud800"}:
            assert quoted.text_content() == entry.paragraph
        roles = [mark.get("class").split()[0] for mark in quoted.iter("mark")]
        assert roles == [mark.role for mark in sorted(entry.marks, key=lambda mark: mark.start)]
        shown = text(TREE.get_element_by_id(f"e{entry.number}"))
        assert all(record in shown for record in entry.records)


def test_the_legend_names_the_roles_that_occur() -> None:
    found = {mark.role for entry in sample_brief().evidence for mark in entry.marks}
    assert {text(mark) for mark in TREE.xpath("//*[@class='legend']/mark")} == found


def test_the_battle_of_words_tells_quotation_from_paraphrase_and_side_from_side() -> None:
    second, third = TREE.get_element_by_id("u2"), TREE.get_element_by_id("u3")
    assert "side-1" in second.get("class") and "side-0" in TREE.get_element_by_id("u1").get("class")
    words = text(second.xpath(".//*[contains(@class, 'words')]/bdi")[0])
    assert words == "“Nobody has done more for the pass than we have, and our neighbours know it.”"
    assert "“" not in text(third)
    tags = text(second.xpath(".//*[@class='tags']")[0])
    assert tags == "REJECT of Valdoria Kestrian News Agency answers 1 (next to speak)"
    assert "#u1" in second.xpath(".//@href")
    assert "For Kestria:" in text(second)


def test_landmarks_headings_and_tables_are_named() -> None:
    assert len(TREE.xpath("//h1")) == len(TREE.xpath("//main")) == len(TREE.xpath("//nav")) == 1
    assert TREE.xpath("//header") and TREE.xpath("//footer") and TREE.xpath("//a[@class='skip']")
    for table in TREE.xpath("//table"):
        assert text(table.find("caption"))
        assert table.xpath(".//thead//th[@scope='col']") and table.xpath(".//tbody//th[@scope='row']")
    svg = TREE.xpath("//svg")[0]
    assert svg.get("role") == "img" and svg.get("aria-label").startswith("Events of each month")


def test_a_picture_is_named_even_by_hostile_words() -> None:
    brief = sample_brief()
    drawn = Picture("T", '<?xml version="1.0"?><svg role="presentation" width="1"></svg>', HOSTILE[1], "")
    page = html.fromstring(render_html(replace(brief, parts=(replace(brief.parts[0], blocks=(drawn,)),))))
    (svg,) = page.xpath("//svg")
    assert svg.get("aria-label") == HOSTILE[1] and svg.get("width") == "1"


def test_what_is_empty_says_so() -> None:
    page = html.fromstring(render_html(empty_brief()))
    said = page.xpath("//p[@class='nothing']")
    # findings, the part without blocks, three empty blocks, evidence
    assert [text(p) for p in said] == ["Nothing in the record."] * 6


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render_html(sample_brief()) == PAGE


def test_a_line_must_not_cite_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="finding 1 cites evidence 99"):
        render_html(replace(sample_brief(), findings=(Line(("x",), (99,)),)))


def test_marks_that_touch_lose_nothing() -> None:
    marks = (Mark(3, 5, "cue"), Mark(0, 3, "source"))
    entry = Evidence(1, ("s",), "", None, None, "", "body", "abcdef", marks)
    assert [(piece.text, piece.role) for piece in stretches(entry)] == [
        ("abc", "source"),
        ("de", "cue"),
        ("f", None),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("yes", "“yes”"), ("“yes”", "“yes”"), ('"yes"', '"yes"'), ("“a” and b", "““a” and b”"), ('"', '“"”')],
)
def test_words_keep_their_own_quotation_marks(words: str, expected: str) -> None:
    assert quote(words) == expected


@pytest.mark.parametrize("number", [0, 1])
def test_every_text_colour_can_be_read_on_every_ground(number: int) -> None:
    colours = theme(template("brief.css"), number)
    for ground in ("paper", "tint", "target"):
        assert contrast(colours["ink"], colours[ground]) >= 7
        for ink in ("muted", "link", "side-a", "side-b", "cooperation", "conflict"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for family in set(FAMILIES.values()):
        assert contrast(colours["ink"], colours[family]) >= 7, family


def test_charts_fall_back_on_the_colours_of_the_light_theme() -> None:
    colours = theme(template("brief.css"), 0)
    assert {name: value for value, name in LIGHT.items()}.items() <= colours.items()


def test_every_role_has_a_look_beside_its_hue() -> None:
    css = template("brief.css")
    looks = {
        re.sub(r"background: [^;]+;", "", re.findall(rf"^\.{name} \{{(.*?)\}}", css, re.M)[0]).strip()
        for name in set(FAMILIES.values())
    }
    assert len(looks) == len(set(FAMILIES.values()))
