from __future__ import annotations

from entente.language.windows import WINDOW_PIECES, windows
from entente.records import Document, Zone, ZoneKind

BODY = (ZoneKind.BODY, ZoneKind.HEADING)


def count(text: str) -> int:
    return len(text.split())


def document(*zones: tuple[ZoneKind, str]) -> Document:
    text, found = "", []
    for kind, part in zones:
        found.append(Zone(kind, len(text), len(text) + len(part)))
        text += part + "\n\n"
    return Document("d1", "x", text, tuple(found))


def test_short_paragraphs_share_a_window() -> None:
    made = document((ZoneKind.BODY, "One two."), (ZoneKind.BODY, "Three. Four."))
    (window,) = windows(made, BODY, count)
    assert made.text[window.start : window.end] == "One two.\n\nThree. Four."
    assert [s.text for s in window.sentences] == ["One two.", "Three.", "Four."]


def test_a_window_never_reaches_over_a_caption() -> None:
    made = document((ZoneKind.BODY, "One."), (ZoneKind.CAPTION, "A bridge (AFP)"), (ZoneKind.BODY, "Two."))
    assert [made.text[w.start : w.end] for w in windows(made, BODY, count)] == ["One.", "Two."]


def test_headings_stand_alone() -> None:
    made = document((ZoneKind.HEADING, "What next?"), (ZoneKind.BODY, "One."), (ZoneKind.HEADING, "End"))
    assert [w.zone for w in windows(made, BODY, count)] == [ZoneKind.HEADING, ZoneKind.BODY, ZoneKind.HEADING]


def test_a_long_paragraph_is_cut_between_sentences_into_like_parts() -> None:
    sentence = "Word " + "word " * 28 + "end. "
    made = document((ZoneKind.BODY, (sentence * 6).strip()))
    sizes = [count(made.text[w.start : w.end]) for w in windows(made, BODY, count)]
    assert sizes == [90, 90]


def test_every_sentence_is_in_one_window() -> None:
    made = document(*[(ZoneKind.BODY, ("Word " * n + "end. ") * 3) for n in range(1, 60, 7)])
    found = [s for w in windows(made, BODY, count) for s in w.sentences]
    assert len(found) == 27
    assert all(count(made.text[w.start : w.end]) <= WINDOW_PIECES for w in windows(made, BODY, count))
