"""Zones of a text without mark-up, from what its paragraphs look like and where they stand.

The report is everything from its first to its last paragraph of prose; before it stand title,
byline and rubric, after it the writer's note and furniture, then the readers' comments. Prose is
furniture only where it says so itself, so that no sentence of a report is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from entente.reading.zones import judge, labels
from entente.reading.zones.comments import comment_labels, comments_start
from entente.reading.zones.labels import Label
from entente.reading.zones.paragraphs import Paragraph
from entente.reading.zones.signs import full, one_line, signs

_TITLE_WORDS = 32
_HEADING_WORDS = 15
_LAST = 12
"""Only so many last paragraphs of prose may be notes on the writer."""


def label_plain(found: Sequence[Paragraph]) -> list[Label]:
    """A label for each paragraph of a plain or Markdown text."""
    if len(found) == 1:
        return [_lone(found[0])]
    marks = _top_notes(found, [own_sign(p) for p in found])
    prose = [i for i, p in enumerate(found) if marks[i] is None and is_prose(p)]
    if not prose:
        return _without_prose(found, marks)
    cut = comments_start(found, marks, prose[0])
    cut_notes = _notes_start(found, prose[0], cut)
    inside = [i for i in prose if i < cut_notes] or [prose[0]]
    first, last = inside[0], last_of_report(found, inside)
    result = _head(found, marks, first)
    result += _middle(found, marks, first, last, _authors(found, marks, result, last + 1, cut))
    result += _tail(found, marks, last + 1, cut)
    return result + comment_labels(found, cut)


def _notes_start(found: Sequence[Paragraph], first: int, cut: int) -> int:
    """Where references begin: a heading such as "Notes" with nothing but a list below it."""
    for i in range(first + 1, cut):
        below = found[i + 1 : cut]
        if below and full(signs().notes, found[i].text) and all(_is_reference(p) for p in below):
            return i
    return cut


def _is_reference(paragraph: Paragraph) -> bool:
    marked = bool(paragraph.marker) or paragraph.text[0] in "[¹²³⁴⁵⁶⁷⁸⁹" or "http" in paragraph.text
    return marked or own_sign(paragraph) is not None


def is_prose(paragraph: Paragraph) -> bool:
    """Whether it is a sentence or more of running text."""
    words = paragraph.words
    if paragraph.heading:
        return False
    leads_in = paragraph.text[-1] in ":;," and words >= 8 and judge.has_verb(paragraph.text)
    ends = paragraph.terminal and (words >= 8 or _is_short_sentence(paragraph))
    return ends or leads_in or words > 45


def _is_short_sentence(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return text.rstrip("\"'”’)").endswith((".", "!")) and paragraph.words >= 2 and not judge.is_caps(text)


def own_sign(paragraph: Paragraph) -> Label | None:
    """What a paragraph says of itself, wherever it stands."""
    text = paragraph.text
    if judge.is_boilerplate(text):
        return labels.BOILERPLATE
    if judge.is_byline(text):
        return labels.BYLINE
    if judge.is_caption(text):
        return labels.CAPTION
    return labels.BOILERPLATE if full(signs().heads, text) else None


def _lone(paragraph: Paragraph) -> Label:
    """A text of one paragraph is its report, unless it is a headline alone."""
    headline = not paragraph.terminal and 3 <= paragraph.words <= 20 and judge.is_headline(paragraph.text)
    return labels.TITLE if headline else labels.BODY


def _without_prose(found: Sequence[Paragraph], marks: Sequence[Label | None]) -> list[Label]:
    """A text of labels only: a title, and what follows as it stands."""
    free = [i for i, mark in enumerate(marks) if mark is None]
    result = [mark or labels.BODY for mark in marks]
    if free and found[free[0]].words <= _TITLE_WORDS and not found[free[0]].terminal:
        result[free[0]] = labels.TITLE
    elif not free:
        result[0] = labels.BODY
    return result


def last_of_report(found: Sequence[Paragraph], prose: Sequence[int]) -> int:
    """The last paragraph of prose that is not a note on the writer."""
    note = next((i for i in prose[1:][-_LAST:] if _opens_note(found, i)), None)
    if note is None:
        return prose[-1]
    return max(i for i in prose if i < note)


def _opens_note(found: Sequence[Paragraph], i: int) -> bool:
    """Whether a note on the writer begins here that nothing but notes follows."""
    announced = _is_announced(found, i)
    if not announced and not judge.is_author_note(found[i].text):
        return False
    followers = [p for p in found[i + 1 :] if is_prose(p) and own_sign(p) is None]
    others = sum(not _is_note_like(p) for p in followers)
    return others == 0 or (announced and others <= 2 and i > len(found) / 2)


def _is_announced(found: Sequence[Paragraph], i: int) -> bool:
    """Whether a heading such as "About the author" stands just above, a name at most between."""
    heads = [found[j].text for j in range(max(0, i - 2), i)]
    return any(full(signs().about_author, text) for text in heads)


def _top_notes(found: Sequence[Paragraph], marks: Sequence[Label | None]) -> list[Label | None]:
    """The marks, with a note on the writer that stands above the report, or is announced, as byline."""
    result = list(marks)
    names = [p.text.lower() for p in found if judge.is_name(p.text) or judge.is_byline(p.text)]
    prose = [i for i, p in enumerate(found) if marks[i] is None and is_prose(p)]
    for i in prose:
        name = judge.note_name(found[i].text) if judge.is_author_note(found[i].text) else None
        known = name is not None and any(name.lower() in text for text in names)
        if name and (_is_announced(found, i) or (i == prose[0] and len(prose) > 2 and known)):
            result[i] = labels.BYLINE
    return result


def _is_note_like(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if judge.is_author_note(text) or paragraph.marker or paragraph.indent:
        return True
    opening = text.split()[0].lower()
    return opening in {"he", "she", "they", "his", "her", "their"} and paragraph.words <= 80


def _authors(
    found: Sequence[Paragraph], marks: Sequence[Label | None], head: Sequence[Label], start: int, cut: int
) -> frozenset[str]:
    """Names that stand alone over the report or below it."""
    top = [p.text for p, label in zip(found, head, strict=False) if label is labels.BYLINE]
    below = [found[i].text for i in range(start, cut) if marks[i] is None]
    return frozenset(one_line(text).lower() for text in [*top, *below] if judge.is_name(text))


def _head(found: Sequence[Paragraph], marks: Sequence[Label | None], first: int) -> list[Label]:
    """What stands above the report."""
    title = _title_at(found, marks, first)
    result: list[Label] = []
    for i in range(first):
        mark, paragraph = marks[i], found[i]
        if i == title:
            result.append(labels.TITLE)
        elif mark is not None:
            result.append(mark)
        elif full(signs().section_labels, paragraph.text) or (title is not None and i < title):
            result.append(labels.BOILERPLATE)
        elif title is not None and judge.is_name(paragraph.text):
            result.append(labels.BYLINE)
        else:
            result.append(_lone_line(paragraph))
    return result


def _title_at(found: Sequence[Paragraph], marks: Sequence[Label | None], first: int) -> int | None:
    """The paragraph that is the title, if any."""
    free = [
        i
        for i in range(first)
        if found[i].words <= _TITLE_WORDS and (marks[i] is None or found[i].heading) and not found[i].marker
    ]
    marked = [i for i in free if found[i].heading]
    if marked:
        return marked[0]
    for i in free:
        # A byline closes the head: what stands below it is no better title.
        end = next((j for j in range(i, first) if marks[j] is labels.BYLINE), first)
        later = [j for j in free if i < j < end and found[j].words >= 4 and not judge.is_name(found[j].text)]
        if later and (found[i].words <= 3 or full(signs().section_labels, found[i].text)):
            continue
        return i
    return _sentence_title(found, first)


def _sentence_title(found: Sequence[Paragraph], first: int) -> int | None:
    """A headline with a full stop: short, written with capitals, and a report below it."""
    top = found[first]
    below = found[first + 1] if first + 1 < len(found) else None
    capital = [w for w in top.text.split() if len(w) > 3]
    if below is None or first > 0 or top.words > 16 or below.words < 20 or len(capital) < 3:
        return None
    return None if sum(w[0].isupper() for w in capital) / len(capital) < 0.8 else -1


def _lone_line(paragraph: Paragraph) -> Label:
    """A line without a sign: heading, caption or a piece of the report."""
    text = paragraph.text
    if paragraph.heading:
        return labels.HEADING
    if paragraph.marker or text[-1] in ":,;" or text[0] in "“\"‘'" or paragraph.words > 40:
        return labels.BODY
    if paragraph.words <= _HEADING_WORDS or judge.is_caps(text) or text.endswith("?"):
        return labels.HEADING
    return labels.BODY if judge.has_verb(text) else labels.CAPTION


def _middle(
    found: Sequence[Paragraph],
    marks: Sequence[Label | None],
    first: int,
    last: int,
    authors: frozenset[str],
) -> list[Label]:
    """The report itself, with what is set between its paragraphs."""
    result: list[Label] = []
    listing = False
    for i in range(first, last + 1):
        paragraph, mark = found[i], marks[i]
        text = one_line(paragraph.text)
        if is_prose(paragraph) and mark is None:
            listing = False
            result.append(labels.BODY)
        elif mark is not None and not (paragraph.heading and mark is labels.BYLINE):
            listing = full(signs().related, text)
            result.append(mark)
        elif result and result[-1] is labels.CAPTION and found[i - 1].text.endswith(","):
            result.append(labels.CAPTION)
        elif text.lower() in authors:
            result.append(labels.BYLINE)
        elif listing and (paragraph.words >= 5 or marks[i + 1] is not None or not is_prose(found[i + 1])):
            result.append(labels.BOILERPLATE)
        else:
            listing = False
            result.append(_lone_line(paragraph))
    if _sentence_title(found, first) is not None:
        result[0] = labels.TITLE
    return result


def _tail(found: Sequence[Paragraph], marks: Sequence[Label | None], start: int, cut: int) -> list[Label]:
    """What stands between the report and the comments."""
    result: list[Label] = []
    shut = False
    for i in range(start, cut):
        paragraph, mark = found[i], marks[i]
        text = paragraph.text
        shut = shut or full(signs().notes, text) or full(signs().related, text)
        if full(signs().about_author, text):
            shut = False
            result.append(labels.BYLINE)
        elif mark is not None:
            result.append(mark)
        elif not shut and (is_prose(paragraph) or judge.is_name(text)):
            result.append(labels.BYLINE)
        else:
            result.append(labels.BOILERPLATE)
    return result
